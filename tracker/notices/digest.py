"""The daily letter: everything of a day in one, at the hour that each person chose."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Delivery, Told
from tracker.notices.letters import letter, letter_settings, may_be_written_to
from tracker.notices.outbox import as_letter
from tracker.rules.notices import last_hour


def write_digests(now: datetime) -> int:
    """Write the letters whose hour has come, at most one a person and day, and none
    where nothing waits. Returns how many."""
    waiting = Told.objects.for_a_digest().order_by("person").distinct("person")
    people = User.objects.filter(pk__in=waiting.values("person"), is_active=True)
    return sum(
        _write(person, now)
        for person in people.select_related("letter_settings")
        if may_be_written_to(person)
    )


@transaction.atomic
def _write(person: User, now: datetime) -> bool:
    """One letter of what was told before the hour and was not seen since."""
    wish = letter_settings(person)
    hour = last_hour(now, zone=wish.zone, hour=wish.hour)
    key = f"digest:{person.pk}:{hour.astimezone(ZoneInfo(wish.zone)).date()}"
    # Whoever writes letters to a person waits for whoever does.
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    rows = Told.objects.for_a_digest().filter(person=person, notice__made_at__lte=hour)
    told = list(rows.select_related("notice").order_by("notice__at", "pk"))
    if not told or Delivery.objects.filter(key=key).exists():
        return False
    said = letter(person, [row.notice for row in told], is_digest=True)
    delivery = as_letter(key, person, said, now=now)
    delivery.save(force_insert=True)
    found = Told.objects.filter(pk__in=[row.pk for row in told])
    found.update(delivery=delivery)
    return True
