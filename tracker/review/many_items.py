"""The decisions on review items for many of them at a time.

The rules are those of `items` and `putting_off`, and so are the steps that are written
down: each function returns why rows were refused, by id, and costs the same few
statements however many rows there are.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import ReviewItem
from tracker.review.items import say_closed
from tracker.review.putting_off import refuse_date, refuse_taker
from tracker.review.rows import refuse_without
from tracker.review.steps import took_all
from tracker.rules.vocabulary import ReviewState, StepKind

Refusals = dict[int, str]
GONE = "There is no such row any more."


@transaction.atomic
def dismiss_all(
    items: Iterable[int], *, reason: str, by: User, now: datetime
) -> Refusals:
    """Close items whose findings mean nothing."""
    why = refuse_without(reason, what="close these items")
    rows, refused = _open(items)
    took_all(rows, StepKind.DISMISSED, note=why, by=by, now=now)
    _set(
        rows,
        state=ReviewState.DISMISSED.value,
        resolution=why,
        resolved_at=now,
        resolved_by=by,
    )
    return refused


@transaction.atomic
def assign_all(
    items: Iterable[int], *, assignee: User | None, by: User, now: datetime
) -> Refusals:
    """Give open items to a person, or back to everyone; those that are there already
    are left alone, so that nobody is told of them again."""
    refuse_taker(assignee)
    rows, refused = _open(items)
    to = assignee.pk if assignee else None
    rows = [row for row in rows if row.assignee_id != to]
    took_all(rows, StepKind.ASSIGNED, assignee=assignee, by=by, now=now)
    at = now if assignee else None
    _set(rows, assignee=assignee, assigned_by=by, assigned_at=at)
    return refused


@transaction.atomic
def wait_all(
    items: Iterable[int], *, until: datetime, by: User, now: datetime
) -> Refusals:
    """Look at open items again from a date on."""
    refuse_date(until, now)
    rows, refused = _open(items)
    took_all(rows, StepKind.WAITS, wait_until=until, by=by, now=now)
    _set(rows, wait_until=until, waited_by=by, waited_at=now)
    return refused


def _set(rows: Sequence[ReviewItem], **values: object) -> None:
    ReviewItem.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def _open(items: Iterable[int]) -> tuple[list[ReviewItem], Refusals]:
    """Those that are open, locked in one order, and why the others are not meant."""
    chosen = list(items)
    rows = ReviewItem.objects.filter(pk__in=chosen).order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",))}
    closed = [pk for pk, row in found.items() if row.state != ReviewState.OPEN]
    who = ReviewItem.objects.filter(pk__in=closed).select_related("resolved_by")
    refused = {row.pk: say_closed(row) for row in who}
    refused |= dict.fromkeys(set(chosen) - found.keys(), GONE)
    return [row for pk, row in found.items() if pk not in refused], refused
