"""The watch over public statuses: when the facts move on, a person is told.

"When the proposal or the parties that it turns on come to differ from it, an urgent
review item opens [...]. So neither a machine nor neglect can mislead: facts show at
once, conclusions wait for a person."
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import (
    Citation,
    Claim,
    Inquiry,
    Position,
    ReviewItem,
    Silence,
    StatusChange,
)
from tracker.models.as_of import record, records
from tracker.models.lineage import heirs
from tracker.review.items import Opening, open_item, resolve
from tracker.review.proposals import kept
from tracker.review.rows import at, lock, lock_all
from tracker.rules.facts import Moment, Record
from tracker.rules.label import label
from tracker.rules.phrases import phrase
from tracker.rules.status import Proposal, has_news, propose, public_status
from tracker.rules.vocabulary import ReviewKind, Urgency

MANY = 200
AGREES = "What the rules propose agrees with the status again."
MERGED = "The claim was merged into another; its facts count there."


@transaction.atomic
def watch_proposal(claim: Claim, now: datetime) -> None:
    """Open, update or close the urgent item "the status is out of date"."""
    row = lock(claim)
    if not StatusChange.objects.filter(claim=row).exists():
        # Nothing was ever decided, so nothing can be out of date.
        return
    if heirs([row.pk], now)[row.pk] != row.pk:
        close_watch(row, resolution=MERGED, by=None, now=now)
        return
    moment = at(now)
    known = record(row, moment)
    proposal = propose(known, moment)
    if not is_news(proposal, known, moment):
        close_watch(row, resolution=AGREES, by=None, now=now)
        return
    open_item(
        Opening(
            kind=ReviewKind.STATUS_OUTDATED,
            urgency=Urgency.URGENT,
            is_confirmed=True,
            claim=row,
            before=in_words(public_status(known, moment), known, moment),
            after=in_words(proposal, known, moment),
        ),
        now=now,
    )


@transaction.atomic
def watch_claims(claims: Iterable[int], now: datetime) -> None:
    """The same for claims that one change touches, by id."""
    for claim in lock_all(claims):
        watch_proposal(claim, now)


@transaction.atomic
def watch_many(claims: Iterable[int], now: datetime) -> None:
    """The same for claims that many rows were written about: those on which nothing
    was ever decided, and those that say the same as before, cost next to nothing."""
    decided = StatusChange.objects.filter(claim__in=set(claims))
    ids = sorted(set(decided.values_list("claim", flat=True)))
    told = ReviewItem.objects.open().filter(
        kind=ReviewKind.STATUS_OUTDATED, claim__in=ids
    )
    moved = set(told.values_list("claim", flat=True))
    for first in range(0, len(ids), MANY):
        moved.update(_moved(ids[first : first + MANY], at(now)))
    watch_claims(moved, now)


def watch_time(now: datetime, *, since: datetime) -> int:
    """The same for claims that time alone has moved on since then.

    A position dated to a day counts from the end of that day, a deadline passes: nobody
    writes anything then. Returns how many claims changed sides.
    """
    ids = sorted(_begun(since, now))
    moved = [
        claim
        for first in range(0, len(ids), MANY)
        for claim in _moved(ids[first : first + MANY], at(now))
    ]
    watch_claims(moved, now)
    return len(moved)


def close_watch(
    claim: Claim, *, resolution: str, by: User | None, now: datetime
) -> None:
    """Close the item about an outdated status, if one is open."""
    for item in ReviewItem.objects.open().filter(
        kind=ReviewKind.STATUS_OUTDATED, claim=claim
    ):
        resolve(item, resolution=resolution, by=by, now=now)


def is_news(proposal: Proposal, known: Record, moment: Moment) -> bool:
    """Whether the facts have moved on since the public status was decided."""
    public = public_status(known, moment)
    if public is None:
        return False
    return has_news(proposal, public, then=kept(StatusChange.objects.get(pk=public.id)))


def in_words(decision: object, known: Record, moment: Moment) -> str:
    """A status as its label says it, in the desk's language."""
    return label(
        decision,  # type: ignore[arg-type]
        record=known,
        moment=moment,
        translate=phrase("en"),
        language="en",
    )


def _begun(since: datetime, now: datetime) -> set[int]:
    """Claims about which a fact began to count, or a deadline passed, in between."""
    between = (since, now)
    found = set(
        Inquiry.objects.filter(deadline__range=between).values_list("claim", flat=True)
    )
    for table in (Position, Silence, Inquiry, Citation):
        rows = table._default_manager.filter(effective_at__range=between)
        found.update(rows.values_list("claim", flat=True))
    decided = StatusChange.objects.filter(claim__in=found)
    ends = heirs(decided.values_list("claim", flat=True), now)
    return {claim for claim, end in ends.items() if claim == end}


def _moved(claims: list[int], moment: Moment) -> list[int]:
    """Those whose item is open without news, or not open with news."""
    told = set(
        ReviewItem.objects.open()
        .filter(kind=ReviewKind.STATUS_OUTDATED, claim__in=claims)
        .values_list("claim", flat=True)
    )
    return [
        claim
        for claim, known in records(claims, moment).items()
        if is_news(propose(known, moment), known, moment) != (claim in told)
    ]
