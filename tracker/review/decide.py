"""Decisions on a review item: each acts and closes the item, or does neither."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Party, ReviewItem, StatusChange
from tracker.models.as_of import record
from tracker.review.errors import Mismatch
from tracker.review.items import refuse_closed, resolve
from tracker.review.reach import claims_citing
from tracker.review.rows import at, lock, lock_all, refuse_without
from tracker.review.status import change_status
from tracker.review.steps import took
from tracker.rules.status import public_status
from tracker.rules.vocabulary import ReviewKind, ReviewState, Status, StepKind


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
) -> ReviewItem:
    """Change a claim's status because of an item, and close the item with the reason.

    Refused when somebody closed the item meanwhile: their decision comes first.
    """
    if claim not in claims_of(item):
        raise Mismatch("This item does not bear on that claim. Choose one it names.")
    lock(claim)
    row = refuse_closed(item)
    change = change_status(
        claim,
        status=status,
        parties=parties,
        superseded_by=superseded_by,
        reason=reason,
        by=by,
        now=now,
    )
    kind = StepKind.STATUS_CHANGED
    took(row, kind, note=reason, status_change=change, by=by, now=now)
    return close(item, resolution=reason, by=by, now=now)


@transaction.atomic
def keep(
    item: ReviewItem, *, reason: str, by: User | None, now: datetime
) -> ReviewItem:
    """Close an item because everything stands as it is.

    An outdated status is decided again as it was, so that the page no longer says that
    something is new.
    """
    why = refuse_without(reason, what="keep it")
    lock_all([item.claim_id] if item.claim_id else [])
    row = refuse_closed(item)
    change = None
    if item.kind == ReviewKind.STATUS_OUTDATED and item.claim is not None:
        change = _decide_again(item.claim, reason=why, by=by, now=now)
    took(row, StepKind.KEPT, note=why, status_change=change, by=by, now=now)
    return close(item, resolution=why, by=by, now=now)


def _decide_again(
    claim: Claim, *, reason: str, by: User | None, now: datetime
) -> StatusChange | None:
    public = public_status(record(claim, at(now)), at(now))
    if public is None or public.status is None:
        return None
    return change_status(
        claim,
        status=public.status,
        parties=Party.objects.filter(pk__in=public.parties),
        superseded_by=Claim.objects.filter(slug=public.superseded_by).first(),
        reason=reason,
        by=by,
        now=now,
    )


def close(
    item: ReviewItem, *, resolution: str, by: User | None, now: datetime
) -> ReviewItem:
    """Close an item after a deed that may have closed it by itself."""
    item.refresh_from_db()
    if item.state == ReviewState.OPEN:
        return resolve(item, resolution=resolution, by=by, now=now)
    return item
