"""When a person was at the desk, and what is new to that person."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import DeskVisit

# A reload, and a while in the items, is the same visit.
PAUSE = timedelta(minutes=30)
# Who comes for the first time is shown the last days.
FIRST = timedelta(days=3)


@transaction.atomic
def visit(person: User, now: datetime) -> datetime:
    """The person opens the desk. Returns the moment after which all is new: the end of
    the visit before this one."""
    rows = DeskVisit.objects.select_for_update()
    row = rows.filter(person=person).first()
    if row is None:
        DeskVisit.objects.bulk_create(
            [DeskVisit(person=person, seen_until=now - FIRST, last_at=now)],
            ignore_conflicts=True,
        )
        return now - FIRST
    if now - row.last_at >= PAUSE:
        row.seen_until = row.last_at
    row.last_at = max(now, row.last_at)
    row.save(update_fields=["seen_until", "last_at"])
    return row.seen_until


def see_all(person: User, now: datetime) -> None:
    """Nothing of what is on the desk is new to the person any more."""
    seen = {"seen_until": now, "last_at": now}
    DeskVisit.objects.update_or_create(person=person, defaults=seen)
