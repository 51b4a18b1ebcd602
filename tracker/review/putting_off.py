"""Items that are put off, and handed from one person to another."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from tracker.models import ReviewItem
from tracker.review.errors import Invalid, MovedOn, NothingNew, WrongDate
from tracker.review.items import assign, refuse_closed
from tracker.review.permissions import may_decide_items
from tracker.review.steps import took
from tracker.rules.vocabulary import StepKind

# What nobody looks at for longer is kept as it is, and should say so.
LONGEST = timedelta(days=366)
ANYBODY = -1


@transaction.atomic
def wait(
    item: ReviewItem,
    *,
    until: datetime,
    note: str = "",
    by: User | None,
    now: datetime,
) -> ReviewItem:
    """Put an item off: it leaves the queue and comes back by itself, and its source is
    looked at then (`to_look_at`)."""
    row = refuse_closed(item)
    refuse_date(until, now)
    took(row, StepKind.WAITS, note=note, wait_until=until, by=by, now=now)
    row.wait_until, row.waited_by, row.waited_at = until, by, now
    row.save(update_fields=["wait_until", "waited_by", "waited_at"])
    return row


@transaction.atomic
def hand_over(
    item: ReviewItem,
    to: User | None,
    *,
    note: str = "",
    seen_with: int | None = ANYBODY,
    by: User | None,
    now: datetime,
) -> ReviewItem:
    """Give an item to a person, or back to everyone. `seen_with` is whom the giver saw
    it with (by id): refused when somebody else has taken it since."""
    row = refuse_closed(item)
    if seen_with not in (ANYBODY, row.assignee_id):
        whom = f"is with {row.assignee}" if row.assignee else "was given back"
        raise MovedOn(f"This item {whom} by now. Reload it and choose again.")
    if to == row.assignee:
        raise NothingNew(f"This item is with {to or 'nobody'} already.")
    refuse_taker(to)
    took(row, StepKind.ASSIGNED, note=note, assignee=to, by=by, now=now)
    return assign(row, assignee=to, by=by, now=now)


def refuse_date(until: datetime, now: datetime) -> None:
    """Refuses to put anything off until then."""
    if until <= now:
        raise WrongDate("Choose a moment that is still to come.")
    if until > now + LONGEST:
        raise WrongDate("Choose a day within a year, or keep everything as it is.")


def refuse_taker(to: User | None) -> None:
    """Refuses to give items to somebody who cannot close them."""
    if to is not None and not may_decide_items(to):
        raise Invalid(f"“{to}” decides on no items. Choose an editor or a chief.")


def to_look_at(now: datetime) -> list[int]:
    """The sources of items that came back and that nobody has looked at since."""
    back = ReviewItem.objects.open().filter(
        wait_until__lte=now, source__isnull=False, source__priority=0
    )
    unseen = Q(source__last_checked_at__isnull=True) | Q(
        source__last_checked_at__lt=F("wait_until")
    )
    # A source that was paused or pinned by hand stays as it is.
    found = back.filter(unseen, source__due_at__isnull=False)
    return list(found.order_by("source").values_list("source", flat=True).distinct())
