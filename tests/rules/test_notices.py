"""When people are told, and how long the pauses are."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.notices import (
    JITTER,
    PAUSES,
    UNLESS_CHOSEN,
    how_told,
    last_hour,
    pause_after,
)
from tracker.rules.vocabulary import NoticeKind, Telling


def test_every_kind_is_told_somehow_without_a_choice() -> None:
    assert set(UNLESS_CHOSEN) == set(NoticeKind)


def test_a_choice_goes_before_what_holds_without_one() -> None:
    assert how_told(NoticeKind.ASSIGNED, {"assigned": "not"}) is Telling.NOT
    assert how_told(NoticeKind.ASSIGNED, {}) is Telling.AT_ONCE


@given(st.integers(0, 40_000), st.floats(0, 1))
def test_pauses_grow_to_a_day_and_no_further(failures: int, chance: float) -> None:
    pause = pause_after(failures, chance=chance)

    assert pause >= pause_after(failures - 1, chance=0.0)
    assert pause <= timedelta(seconds=PAUSES[-1] * (1 + JITTER))


@given(
    st.integers(0, 15 * 365 * 24 * 60),
    st.sampled_from(sorted(available_timezones())),
    st.integers(0, 23),
)
def test_the_hour_is_the_latest_one_where_the_person_lives(
    minutes: int, zone: str, hour: int
) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    found = last_hour(now, zone=zone, hour=hour)

    assert now - timedelta(hours=26) < found <= now
    there = found.astimezone(ZoneInfo(zone))
    # A clock that is put forward may leave the hour out.
    assert there.hour == hour or there.utcoffset() != (
        (found - timedelta(hours=3)).astimezone(ZoneInfo(zone)).utcoffset()
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2025, 7, 1, 4, 59, tzinfo=UTC), datetime(2025, 6, 30, 5, tzinfo=UTC)),
        (datetime(2025, 7, 1, 5, 0, tzinfo=UTC), datetime(2025, 7, 1, 5, tzinfo=UTC)),
        (datetime(2025, 1, 1, 6, 0, tzinfo=UTC), datetime(2025, 1, 1, 6, tzinfo=UTC)),
    ],
)
def test_eight_in_kyiv(now: datetime, expected: datetime) -> None:
    assert last_hour(now, zone="Europe/Kyiv", hour=8) == expected
