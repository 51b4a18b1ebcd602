"""The decisions on review items for many of them at a time.

The rules are those of `items`: each function returns why rows were refused, by id, and
costs the same few statements however many rows there are.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from tracker.models import ReviewItem
from tracker.review.errors import Invalid, WrongDate
from tracker.review.items import say_closed
from tracker.review.permissions import may_decide_items
from tracker.review.rows import refuse_without
from tracker.rules.vocabulary import ReviewState

Refusals = dict[int, str]
GONE = "There is no such row any more."


@transaction.atomic
def dismiss_all(
    items: Iterable[int], *, reason: str, by: User, now: datetime
) -> Refusals:
    """Close items whose findings mean nothing."""
    why = refuse_without(reason, what="close these items")
    rows, refused = _open(items)
    rows.update(
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
    """Give open items to a person, or back to everyone."""
    if assignee is not None and not may_decide_items(assignee):
        raise Invalid(f"{assignee} may not decide items. Choose somebody else.")
    rows, refused = _open(items)
    at = now if assignee else None
    rows.update(assignee=assignee, assigned_by=by, assigned_at=at)
    return refused


@transaction.atomic
def wait_all(
    items: Iterable[int], *, until: datetime, by: User, now: datetime
) -> Refusals:
    """Look at open items again from a date on."""
    if until <= now:
        raise WrongDate("Choose a date that is still to come.")
    rows, refused = _open(items)
    rows.update(wait_until=until, waited_by=by, waited_at=now)
    return refused


def _open(items: Iterable[int]) -> tuple[QuerySet[ReviewItem], Refusals]:
    """Those that are open, locked in one order, and why the others are not meant."""
    chosen = list(items)
    rows = ReviewItem.objects.filter(pk__in=chosen).order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",))}
    closed = [pk for pk, row in found.items() if row.state != ReviewState.OPEN]
    who = ReviewItem.objects.filter(pk__in=closed).select_related("resolved_by")
    refused = {row.pk: say_closed(row) for row in who}
    refused |= dict.fromkeys(set(chosen) - found.keys(), GONE)
    return ReviewItem.objects.filter(pk__in=found.keys() - refused.keys()), refused
