"""Review items: opened by findings, updated in place, closed by people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.models import (
    Check,
    Citation,
    Claim,
    Inquiry,
    Party,
    ReviewItem,
    Source,
    WatchEntry,
)
from tracker.review.errors import AlreadyClosed
from tracker.review.rows import refuse_without
from tracker.review.steps import took
from tracker.rules.vocabulary import ReviewKind, ReviewState, StepKind, Urgency

_ABOUT = ("claim", "source", "citation", "party", "inquiry")
_GROWS = (
    "urgency",
    "is_confirmed",
    "urgent_at",
    "wait_until",
    "last_check_id",
    "watch_entry_id",
    "before",
    "after",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Something for the desk to look at: what kind of thing, about whom, how urgent.

    `before` and `after` replace the words of an item that is open unless they are
    empty.
    """

    kind: ReviewKind
    urgency: Urgency
    is_confirmed: bool
    claim: Claim | None = None
    source: Source | None = None
    citation: Citation | None = None
    party: Party | None = None
    inquiry: Inquiry | None = None
    watch_entry: WatchEntry | None = None
    check: Check | None = None
    before: str = ""
    after: str = ""


def open_item(opening: Opening, *, now: datetime) -> ReviewItem:
    """The open item about one thing: a new one, or the one that is open, updated."""
    return open_items([opening], now=now)[0]


@transaction.atomic(savepoint=False)
def open_items(openings: Sequence[Opening], *, now: datetime) -> list[ReviewItem]:
    """The open items about these things: new ones, or those that are open, updated.

    Urgency never falls and a confirmed finding stays confirmed.
    """
    found = _open_about(openings)
    new = [_new(one, now) for one in openings if _thing(one) not in found]
    if new:
        # The constraint decides who opens it when two workers find the same thing.
        ReviewItem.objects.bulk_create(new, ignore_conflicts=True)
        found = _open_about(openings)
    items = [found[_thing(one)] for one in openings]
    grown = [
        item for item, one in zip(items, openings, strict=True) if _grow(item, one, now)
    ]
    ReviewItem.objects.bulk_update(grown, _GROWS)
    return items


def _open_about(openings: Sequence[Opening]) -> dict[tuple[object, ...], ReviewItem]:
    """The open items about things, by their thing, locked in one order."""
    sources = [one.source for one in openings if one.source is not None]
    claims = [one.claim for one in openings if one.source is None]
    rows = ReviewItem.objects.select_for_update().open().order_by("id")
    about = Q(source__in=sources) | Q(source__isnull=True, claim__in=claims)
    kinds = {one.kind for one in openings}
    return {_thing(row): row for row in rows.filter(about, kind__in=kinds)}


def _thing(one: Opening | ReviewItem) -> tuple[object, ...]:
    """What an item is about; two open ones are never about the same."""
    if isinstance(one, ReviewItem):
        return (one.kind, *(getattr(one, f"{name}_id") for name in _ABOUT))
    about = (getattr(one, name) for name in _ABOUT)
    return (one.kind.value, *(row.pk if row else None for row in about))


def is_open_anew(item: ReviewItem) -> bool:
    """Whether another item, that is open, is about the same as this one."""
    same = {f"{name}_id": getattr(item, f"{name}_id") for name in _ABOUT}
    rows = ReviewItem.objects.open().filter(kind=item.kind, **same)
    return rows.exclude(pk=item.pk).exists()


def _new(one: Opening, now: datetime) -> ReviewItem:
    return ReviewItem(
        kind=one.kind,
        urgency=one.urgency,
        is_confirmed=one.is_confirmed,
        urgent_at=now if one.is_confirmed and one.urgency == Urgency.URGENT else None,
        claim=one.claim,
        source=one.source,
        citation=one.citation,
        party=one.party,
        inquiry=one.inquiry,
        watch_entry=one.watch_entry,
        check_run=one.check,
        last_check=one.check,
        before=one.before,
        after=one.after,
        opened_at=now,
    )


def _grow(item: ReviewItem, one: Opening, now: datetime) -> bool:
    """Only upwards; an item that waits comes back when its finding grows. Whether
    anything about the item is new."""
    was = _state(item)
    if one.urgency > item.urgency or (one.is_confirmed and not item.is_confirmed):
        item.wait_until = None
    item.urgency = max(item.urgency, one.urgency)
    item.is_confirmed = item.is_confirmed or one.is_confirmed
    if item.is_confirmed and item.urgency == Urgency.URGENT:
        item.urgent_at = item.urgent_at or now
    item.before, item.after = one.before or item.before, one.after or item.after
    if one.check is not None:
        item.last_check = one.check
    if item.watch_entry_id is None:
        item.watch_entry = one.watch_entry
    return _state(item) != was


def _state(item: ReviewItem) -> tuple[object, ...]:
    return tuple(getattr(item, name) for name in _GROWS)


@transaction.atomic
def resolve(
    item: ReviewItem, *, resolution: str, by: User | None, now: datetime
) -> ReviewItem:
    """Close an item that was acted on, or whose words stand as they are."""
    return _close(item, ReviewState.RESOLVED, resolution, by=by, now=now)


def close(
    item: ReviewItem, *, resolution: str, by: User | None, now: datetime
) -> ReviewItem:
    """Close an item after a deed that may have closed it by itself."""
    item.refresh_from_db()
    if item.state == ReviewState.OPEN:
        return resolve(item, resolution=resolution, by=by, now=now)
    return item


@transaction.atomic
def dismiss(
    item: ReviewItem, *, resolution: str, by: User | None, now: datetime
) -> ReviewItem:
    """Close an item whose finding means nothing."""
    row = _close(item, ReviewState.DISMISSED, resolution, by=by, now=now)
    took(row, StepKind.DISMISSED, note=row.resolution, by=by, now=now)
    return row


@transaction.atomic
def assign(
    item: ReviewItem,
    *,
    assignee: User | None,
    by: User | None = None,
    now: datetime | None = None,
) -> ReviewItem:
    """Give an open item to a person, or back to everyone.

    Whoever gets it from somebody else is told.
    """
    row = refuse_closed(item)
    row.assignee, row.assigned_by = assignee, by
    row.assigned_at = (now or timezone.now()) if assignee else None
    row.save(update_fields=["assignee", "assigned_by", "assigned_at"])
    return row


def _close(
    item: ReviewItem,
    state: ReviewState,
    resolution: str,
    *,
    by: User | None,
    now: datetime,
) -> ReviewItem:
    row = refuse_closed(item)
    row.resolution = refuse_without(resolution, what="close this item")
    row.state, row.resolved_at, row.resolved_by = state.value, now, by
    row.save(update_fields=["state", "resolution", "resolved_at", "resolved_by"])
    return row


def refuse_closed(item: ReviewItem) -> ReviewItem:
    """The item as it is now, locked; refused when somebody has closed it."""
    row = ReviewItem.objects.select_for_update().get(pk=item.pk)
    if row.state == ReviewState.OPEN:
        return row
    raise AlreadyClosed(say_closed(row))


def say_closed(item: ReviewItem) -> str:
    """Who closed an item, when and why."""
    who = f"by {item.resolved_by}" if item.resolved_by else "by itself"
    return (
        f"This item was closed {who} on {item.resolved_at:%d %B %Y, %H:%M}: "
        f"{item.resolution}"
    )
