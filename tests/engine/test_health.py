"""What an operator is told of the re-check: readings, and what they mean."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tracker.engine.health import (
    MOST,
    Condition,
    Readings,
    patience,
    told,
    verdict,
)
from tracker.rules.limits import Limits

LIMITS = Limits(lease=120.0)
NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)
QUIET = Readings(
    taken_at=NOW,
    due=0,
    overdue=0,
    oldest_due_at=None,
    asked_for=0,
    in_flight=0,
    last_result_at=NOW - timedelta(hours=1),
    outcomes={},
    states={},
    backing_off=0,
    backoffs=(),
    busiest=(),
    failing=(),
    is_neglected=False,
    is_wish_neglected=False,
)
NEGLECTED = replace(QUIET, due=5, overdue=5, is_neglected=True)


def test_nothing_due_is_no_alarm_however_old_the_last_result() -> None:
    found = verdict(QUIET, limits=LIMITS)

    assert found.condition is Condition.NOTHING_DUE
    assert found.sentence == (
        "Nothing is due; the last result was committed on 09 April 2025, 11:00:00 UTC."
    )
    assert found.advice == ""


def test_due_sources_and_no_result_are_stuck() -> None:
    found = verdict(NEGLECTED, limits=LIMITS)

    assert found.condition is Condition.STUCK
    assert "recheck --drain" in found.advice


def test_due_sources_and_no_result_ever_are_stuck() -> None:
    found = verdict(replace(NEGLECTED, last_result_at=None), limits=LIMITS)

    assert found.condition is Condition.STUCK
    assert "no result was ever committed" in found.sentence


def test_a_long_line_with_fresh_results_is_healthy() -> None:
    fresh = NOW - timedelta(seconds=patience(LIMITS))

    found = verdict(replace(NEGLECTED, last_result_at=fresh), limits=LIMITS)

    assert found.condition is Condition.HEALTHY


def test_sources_whose_sites_want_peace_are_no_alarm() -> None:
    found = verdict(replace(QUIET, due=5, overdue=5), limits=LIMITS)

    assert found.condition is Condition.HEALTHY
    assert "in turn as their sites allow" in found.sentence


def test_wish_that_nobody_takes_is_stuck_though_other_results_come() -> None:
    seen = replace(QUIET, due=1, is_wish_neglected=True, last_result_at=NOW)

    found = verdict(seen, limits=LIMITS)

    assert found.condition is Condition.STUCK
    assert "`urgent`" in found.advice


@pytest.mark.parametrize(
    ("in_flight", "words"),
    [(0, "Nothing is claimed"), (2, "Looks begin and none ends")],
)
def test_advice_names_the_part_that_stands_still(in_flight: int, words: str) -> None:
    seen = replace(NEGLECTED, in_flight=in_flight)

    assert words in verdict(seen, limits=LIMITS).advice


def test_patience_outlasts_a_worker_that_was_killed() -> None:
    assert patience(Limits(lease=1000.0)) == 2000.0
    assert patience(Limits(lease=10.0)) == 300.0


def test_count_that_ended_early_is_told_as_such() -> None:
    assert (told(1234), told(MOST)) == ("1,234", "100,000 or more")
