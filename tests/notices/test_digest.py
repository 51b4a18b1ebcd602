"""The daily letter: one, at its hour, with everything, and none for nothing."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from tests.notices.conftest import Clock, find
from tracker.models import Delivery, LetterSettings, NoticeChoice, Told
from tracker.notices import tell as telling
from tracker.notices.digest import write_digests
from tracker.review.items import dismiss
from tracker.rules.vocabulary import NoticeKind, Telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def daily(anna: User) -> User:
    """Who wants a letter at 8:00 in Kyiv, which is 5:00 UTC in summer."""
    LetterSettings.objects.create(person=anna, zone="Europe/Kyiv", hour=8)
    NoticeChoice.objects.create(
        person=anna, kind=NoticeKind.URGENT_FINDING, how=Telling.DIGEST
    )
    return anna


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = datetime(2025, 7, 1, 3, 0, tzinfo=UTC)
    return clock


def happen(clock: Clock, count: int = 1) -> None:
    for _ in range(count):
        find(now=clock.now)
    telling.scan(clock.now)


def test_a_day_is_one_letter_at_its_hour(clock: Clock, daily: User) -> None:
    happen(clock, 3)
    assert write_digests(clock.pass_by(hours=1, minutes=59)) == 0

    assert write_digests(clock.pass_by(minutes=1)) == 1
    assert write_digests(clock.pass_by(minutes=1)) == 0

    letter = Delivery.objects.get()
    assert letter.key == f"digest:{daily.pk}:2025-07-01"
    assert letter.payload["subject"] == (
        "[On Record] What waits for you on the desk (3)"
    )


def test_what_comes_after_the_hour_waits_for_the_next_day(
    clock: Clock, daily: User
) -> None:
    clock.pass_by(hours=3)
    happen(clock)
    assert write_digests(clock.pass_by(hours=1)) == 0

    assert write_digests(clock.pass_by(hours=22)) == 1


def test_nothing_is_no_letter(clock: Clock, daily: User) -> None:
    assert write_digests(clock.pass_by(days=1)) == 0


def test_what_was_seen_or_closed_meanwhile_is_not_in_it(
    clock: Clock, daily: User
) -> None:
    happen(clock)
    Told.objects.update(seen_at=clock.now)
    item = find(now=clock.now)
    telling.scan(clock.now)
    dismiss(item, resolution="Nothing.", by=daily, now=clock.now)

    assert write_digests(clock.pass_by(days=1)) == 0


def test_a_worker_that_was_away_for_days_writes_one_letter(
    clock: Clock, daily: User
) -> None:
    happen(clock)

    assert write_digests(clock.pass_by(days=4)) == 1
    assert write_digests(clock.now) == 0
