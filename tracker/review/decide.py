"""Decisions on a review item: each acts and closes the item, or does neither."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Party, ReviewItem
from tracker.models.as_of import record
from tracker.review.approvals import Decided, decide
from tracker.review.errors import Mismatch
from tracker.review.items import close, refuse_closed
from tracker.review.reach import claims_citing
from tracker.review.rows import at, lock, lock_all, refuse_without
from tracker.review.steps import took
from tracker.rules.status import public_status
from tracker.rules.vocabulary import ReviewKind, Status, StepKind


def claims_of(item: ReviewItem) -> list[Claim]:
    """The claims that an item bears on: its own, or all that cite its source."""
    if item.claim is not None:
        return [item.claim]
    if item.citation is not None:
        return [item.citation.claim]
    if item.source_id is None:
        return []
    cited = claims_citing([item.source_id]).get(item.source_id, [])
    return list(Claim.objects.filter(pk__in=cited).order_by("pk"))


@transaction.atomic
def change_status_for(
    item: ReviewItem,
    claim: Claim,
    *,
    status: Status,
    parties: Iterable[Party] = (),
    superseded_by: Claim | None = None,
    reason: str,
    by: User | None,
    now: datetime,
) -> Decided:
    """Decide on a claim's status because of an item, and close the item with the
    reason; where the decision waits for a second person, the item waits with it.

    Refused when somebody closed the item meanwhile: their decision comes first.
    """
    if claim not in claims_of(item):
        raise Mismatch("This item does not bear on that claim. Choose one it names.")
    lock(claim)
    row = refuse_closed(item)
    decided = decide(
        claim,
        status=status,
        parties=parties,
        superseded_by=superseded_by,
        reason=reason,
        item=item,
        by=by,
        now=now,
    )
    _close_decided(row, StepKind.STATUS_CHANGED, decided, reason=reason, by=by, now=now)
    return decided


@transaction.atomic
def keep(item: ReviewItem, *, reason: str, by: User | None, now: datetime) -> Decided:
    """Close an item because everything stands as it is.

    An outdated status is decided again as it was, so that the page no longer says that
    something is new; of a decision of weight a second person says so, too.
    """
    why = refuse_without(reason, what="keep it")
    lock_all([item.claim_id] if item.claim_id else [])
    row = refuse_closed(item)
    decided = Decided()
    if item.kind == ReviewKind.STATUS_OUTDATED and item.claim is not None:
        decided = _decide_again(item, item.claim, reason=why, by=by, now=now)
    _close_decided(row, StepKind.KEPT, decided, reason=why, by=by, now=now)
    return decided


def _decide_again(
    item: ReviewItem, claim: Claim, *, reason: str, by: User | None, now: datetime
) -> Decided:
    public = public_status(record(claim, at(now)), at(now))
    if public is None or public.status is None:
        return Decided()
    return decide(
        claim,
        status=public.status,
        parties=Party.objects.filter(pk__in=public.parties),
        superseded_by=Claim.objects.filter(slug=public.superseded_by).first(),
        reason=reason,
        item=item,
        by=by,
        now=now,
    )


def _close_decided(
    item: ReviewItem,
    kind: StepKind,
    decided: Decided,
    *,
    reason: str,
    by: User | None,
    now: datetime,
) -> None:
    """The end of an item on which somebody decided, unless a second person must."""
    if decided.pending is not None:
        return
    took(item, kind, note=reason, status_change=decided.change, by=by, now=now)
    close(item, resolution=reason, by=by, now=now)
