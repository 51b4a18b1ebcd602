"""When to look again, and why then."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.rules import schedule
from tracker.rules.limits import DAY, HOUR, MINUTE, Limits
from tracker.rules.schedule import (
    DEFINITIVE,
    READ,
    TRANSIENT,
    Due,
    DueReason,
    History,
    next_due,
)
from tracker.rules.vocabulary import CheckOutcome

NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)
LIMITS = Limits()
UNCHANGED = CheckOutcome.UNCHANGED
CLASSES = (TRANSIENT, DEFINITIVE, READ)


def due(
    outcome: CheckOutcome = UNCHANGED,
    *,
    history: History | None = None,
    second_look: bool = False,
    not_before: datetime | None = None,
    jitter: float = 0,
    rate: float | None = None,
    is_live: bool = False,
) -> Due:
    return next_due(
        now=NOW,
        outcome=outcome,
        history=history or History(),
        limits=LIMITS,
        awaits_second_look=second_look,
        not_before=not_before,
        jitter=jitter,
        rate=rate,
        is_live=is_live,
    )


@pytest.mark.parametrize("outcome", sorted(TRANSIENT))
@pytest.mark.parametrize(
    ("failures", "wait"), [(1, 15 * MINUTE), (2, HOUR), (3, 6 * HOUR)]
)
def test_a_passing_failure_is_tried_again_by_the_ladder(
    outcome: CheckOutcome, failures: int, wait: float
) -> None:
    found = due(outcome, history=History(failures=failures))
    assert (found.seconds, found.reason) == (wait, DueReason.RETRY)


def test_after_the_ladder_the_usual_interval_grows() -> None:
    found = due(CheckOutcome.TIMEOUT, history=History(failures=4))
    assert found.reason is DueReason.OBSTRUCTED
    assert found.seconds > due().seconds


@pytest.mark.parametrize("outcome", sorted(DEFINITIVE))
@pytest.mark.parametrize(
    ("failing_for", "wait"),
    [(0, HOUR), (HOUR, 23 * HOUR), (DAY, 2 * DAY), (3 * DAY, 3 * DAY),
     (20 * DAY, 20 * DAY), (60 * DAY, 30 * DAY)],
)  # fmt: skip
def test_a_page_that_looks_gone_is_confirmed_from_its_first_failure(
    outcome: CheckOutcome, failing_for: float, wait: float
) -> None:
    found = due(outcome, history=History(failures=1, failing_for=failing_for))
    assert (found.seconds, found.reason) == (wait, DueReason.CONFIRM_GONE)


def test_words_that_look_altered_get_their_second_look() -> None:
    found = due(CheckOutcome.CHANGED, second_look=True, jitter=-1)
    assert (found.seconds, found.reason) == (10 * MINUTE, DueReason.SECOND_LOOK)


def test_a_block_is_no_second_look_and_waits_like_any_block() -> None:
    found = due(CheckOutcome.BLOCKED, history=History(failures=1), second_look=True)
    assert found.reason is DueReason.OBSTRUCTED


def test_an_unwatched_page_is_looked_at_after_its_expected_day() -> None:
    found = due()
    assert found.seconds == pytest.approx(DAY)
    assert found.at - NOW == timedelta(seconds=found.seconds)


def test_a_page_that_never_changes_is_looked_at_less_and_less() -> None:
    waits = [
        due(history=History(intervals=[DAY] * n, changes=[False] * n)).seconds
        for n in (0, 3, 9)
    ]
    assert waits == sorted(set(waits))


def test_a_page_that_always_changes_is_looked_at_more_and_more() -> None:
    waits = [
        due(history=History(intervals=[HOUR] * n, changes=[True] * n)).seconds
        for n in (0, 1, 9)
    ]
    assert waits == sorted(set(waits), reverse=True)


def test_no_interval_is_under_the_smallest() -> None:
    busy = History(intervals=[MINUTE] * 64, changes=[True] * 64)
    found = due(history=busy, jitter=-1)
    assert (found.seconds, found.reason) == (LIMITS.min_interval, DueReason.SMALLEST)


def test_no_interval_is_over_the_largest_whatever_the_jitter() -> None:
    quiet = History(intervals=[30 * DAY] * 9, changes=[False] * 9)
    found = due(history=quiet, jitter=1)
    assert (found.seconds, found.reason) == (LIMITS.max_interval, DueReason.LARGEST)


@pytest.mark.parametrize(("jitter", "share"), [(-1, 0.9), (0, 1), (1, 1.1), (9, 1.1)])
def test_jitter_is_a_tenth_at_most(jitter: float, share: float) -> None:
    assert due(jitter=jitter).seconds == pytest.approx(share * DAY)


def test_a_block_observes_nothing_and_lengthens_the_interval() -> None:
    found = due(CheckOutcome.BLOCKED, history=History(failures=2))
    assert found.seconds == pytest.approx(4 * DAY)
    assert found.reason is DueReason.OBSTRUCTED


def test_the_hosts_own_word_comes_before_every_plan() -> None:
    later = NOW + timedelta(days=2)
    found = due(
        CheckOutcome.RATE_LIMITED, history=History(failures=1), not_before=later
    )
    assert (found.at, found.reason) == (later, DueReason.HOST_TURN)


def test_a_host_that_is_free_sooner_changes_nothing() -> None:
    assert due(not_before=NOW) == due()


def test_every_outcome_has_a_next_look_within_the_largest_interval() -> None:
    for outcome in CheckOutcome:
        found = due(outcome, history=History(failures=9, failing_for=9 * DAY))
        assert 0 < found.seconds <= LIMITS.max_interval, outcome


def test_the_classes_of_outcomes_do_not_overlap() -> None:
    assert len(TRANSIENT | DEFINITIVE | READ) == sum(map(len, CLASSES))


def test_a_plan_gives_the_regular_interval() -> None:
    found = due(history=History(intervals=[DAY] * 9, changes=[True] * 9), rate=0.25)
    assert (found.seconds, found.reason) == (4 * DAY, DueReason.RATE)


def test_a_blocked_page_waits_twice_as_long_as_its_plan() -> None:
    found = due(CheckOutcome.BLOCKED, history=History(failures=1), rate=0.25)
    assert (found.seconds, found.reason) == (8 * DAY, DueReason.OBSTRUCTED)


def test_a_paused_source_that_was_looked_at_by_hand_waits_the_longest() -> None:
    assert due(rate=0).seconds == LIMITS.max_interval


def test_the_rates_and_the_estimate_are_found_beside_the_due_dates() -> None:
    rate = schedule.estimate([1.0, 1.0], [True, False])
    assert schedule.rates([rate], [1.0], 2.0) == pytest.approx([2.0])


def test_a_live_page_is_looked_at_faster_than_the_smallest_interval() -> None:
    found = due(rate=0.1, is_live=True, jitter=1)
    assert (found.seconds, found.reason) == (2 * MINUTE, DueReason.LIVE)


def test_altered_words_of_a_live_page_are_seen_again_at_its_own_pace() -> None:
    found = due(CheckOutcome.CHANGED, second_look=True, is_live=True)
    assert (found.seconds, found.reason) == (2 * MINUTE, DueReason.SECOND_LOOK)


@pytest.mark.parametrize("rate", [0.0, 0.01, 1.0, 1e6])
def test_no_plan_moves_a_ladder_or_a_second_look(rate: float) -> None:
    assert due(CheckOutcome.TIMEOUT, history=History(failures=1), rate=rate) == due(
        CheckOutcome.TIMEOUT, history=History(failures=1)
    )
    assert due(CheckOutcome.GONE, rate=rate) == due(CheckOutcome.GONE)
    changed = CheckOutcome.CHANGED
    assert due(changed, second_look=True, rate=rate) == due(changed, second_look=True)


def test_a_live_page_that_fails_is_tried_again_by_the_ladder() -> None:
    found = due(CheckOutcome.TIMEOUT, history=History(failures=1), is_live=True)
    assert found.reason is DueReason.RETRY


def test_a_live_page_keeps_to_what_its_site_asked_for() -> None:
    later = NOW + timedelta(hours=1)
    found = due(is_live=True, not_before=later)
    assert (found.at, found.reason) == (later, DueReason.HOST_TURN)
