"""Review items: opened by findings, updated in place, closed by people."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

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
from tracker.rules.vocabulary import ReviewKind, ReviewState, Urgency


@transaction.atomic(savepoint=False)
def open_item(
    *,
    kind: ReviewKind,
    urgency: Urgency,
    is_confirmed: bool,
    claim: Claim | None = None,
    source: Source | None = None,
    citation: Citation | None = None,
    party: Party | None = None,
    inquiry: Inquiry | None = None,
    watch_entry: WatchEntry | None = None,
    check: Check | None = None,
    before: str = "",
    after: str = "",
    now: datetime,
) -> ReviewItem:
    """The open item about this thing: a new one, or the one that is open, updated.

    Urgency never falls and a confirmed finding stays confirmed. `before` and `after`
    replace the words of the open item unless they are empty.
    """
    thing: dict[str, object] = {
        "kind": kind.value,
        "claim": claim,
        "source": source,
        "citation": citation,
        "party": party,
        "inquiry": inquiry,
    }
    open_items = ReviewItem.objects.select_for_update().open()
    item = open_items.filter(**_same(thing)).first()
    if item is None:
        fresh = ReviewItem(
            **thing,
            urgency=urgency,
            is_confirmed=is_confirmed,
            watch_entry=watch_entry,
            check_run=check,
            last_check=check,
            before=before,
            after=after,
            opened_at=now,
        )
        # The constraint decides who opens it when two workers find the same thing.
        ReviewItem.objects.bulk_create([fresh], ignore_conflicts=True)
        item = open_items.get(**_same(thing))
    _raise(item, urgency=urgency, is_confirmed=is_confirmed)
    item.watch_entry = item.watch_entry or watch_entry
    item.last_check = check or item.last_check
    item.before, item.after = before or item.before, after or item.after
    item.save()
    return item


@transaction.atomic
def resolve(
    item: ReviewItem, *, resolution: str, by: User | None, now: datetime
) -> ReviewItem:
    """Close an item that was acted on, or whose words stand as they are."""
    return _close(item, ReviewState.RESOLVED, resolution, by=by, now=now)


@transaction.atomic
def dismiss(
    item: ReviewItem, *, resolution: str, by: User | None, now: datetime
) -> ReviewItem:
    """Close an item whose finding means nothing."""
    return _close(item, ReviewState.DISMISSED, resolution, by=by, now=now)


@transaction.atomic
def assign(item: ReviewItem, *, assignee: User | None) -> ReviewItem:
    """Give an open item to a person, or back to everyone."""
    row = refuse_closed(item)
    row.assignee = assignee
    row.save(update_fields=["assignee"])
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


def _raise(item: ReviewItem, *, urgency: Urgency, is_confirmed: bool) -> None:
    """Only upwards; an item that waits comes back when its finding grows."""
    if urgency > item.urgency or (is_confirmed and not item.is_confirmed):
        item.wait_until = None
    item.urgency = max(item.urgency, urgency)
    item.is_confirmed = item.is_confirmed or is_confirmed


def _same(thing: dict[str, object]) -> dict[str, object]:
    """The conditions that name a thing, where "none" is a name, too."""
    return {
        (field if value is not None else f"{field}__isnull"): (
            value if value is not None else True
        )
        for field, value in thing.items()
    }
