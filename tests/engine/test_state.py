"""How a source's state follows its checks."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.engine.state import Attempt, Patience, next_state, retry_after
from tracker.rules.vocabulary import CheckOutcome as Out
from tracker.rules.vocabulary import SourceState as State

START = datetime(2025, 4, 1, tzinfo=UTC)
PATIENCE = Patience()


def at(hours: float, outcome: Out) -> Attempt:
    return Attempt(START + timedelta(hours=hours), outcome)


def after(*attempts: Attempt, state: State = State.UNKNOWN) -> State:
    for number, latest in enumerate(attempts):
        state = next_state(state, attempts[:number], latest, patience=PATIENCE)
    return state


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Out.UNCHANGED, State.OK),
        (Out.CHANGED_COSMETIC, State.OK),
        (Out.CHANGED, State.CHANGED),
        (Out.MOVED, State.MOVED),
        (Out.BLOCKED, State.BLOCKED),
        (Out.ROBOTS_DISALLOWED, State.BLOCKED),
        (Out.PAYWALLED, State.PAYWALLED),
        (Out.NOT_FOUND, State.UNKNOWN),
        (Out.TIMEOUT, State.UNKNOWN),
        (Out.EXTRACT_EMPTY, State.UNKNOWN),
    ],
)
def test_one_check_from_the_start(outcome: Out, expected: State) -> None:
    assert after(at(0, outcome)) is expected


def test_two_definitive_failures_an_hour_apart_make_it_suspect() -> None:
    assert after(at(0, Out.NOT_FOUND), at(0.5, Out.NOT_FOUND)) is State.UNKNOWN
    assert after(at(0, Out.NOT_FOUND), at(1, Out.SOFT_404)) is State.SUSPECT


def test_three_definitive_failures_over_three_days_make_it_dead() -> None:
    row = [at(0, Out.NOT_FOUND), at(24, Out.NOT_FOUND)]
    assert after(*row, at(71, Out.NOT_FOUND)) is State.SUSPECT
    assert after(*row, at(72, Out.NOT_FOUND)) is State.DEAD


def test_gone_twice_a_day_apart_is_dead() -> None:
    assert after(at(0, Out.GONE), at(23, Out.GONE)) is State.SUSPECT
    assert after(at(0, Out.GONE), at(24, Out.GONE)) is State.DEAD


@pytest.mark.parametrize("heal", [Out.UNCHANGED, Out.CHANGED, Out.MOVED])
def test_any_success_heals_even_the_dead(heal: Out) -> None:
    dead = [at(0, Out.NOT_FOUND), at(24, Out.NOT_FOUND), at(72, Out.NOT_FOUND)]
    assert after(*dead, at(80, heal)) in (State.OK, State.CHANGED, State.MOVED)
    assert after(*dead, at(80, heal), at(81, Out.NOT_FOUND)) is not State.DEAD


def test_a_block_neither_heals_nor_buries() -> None:
    row = [at(0, Out.NOT_FOUND), at(2, Out.NOT_FOUND), at(3, Out.BLOCKED)]
    assert after(*row) is State.SUSPECT


def test_failures_that_pass_make_it_unreachable_and_never_dead() -> None:
    fine = [at(hour, Out.UNCHANGED) for hour in range(0, 96, 24)]
    down = [at(96 + hour, Out.TIMEOUT) for hour in range(0, 240, 24)]
    assert after(*fine, *down) is State.UNREACHABLE


def test_a_short_outage_changes_nothing() -> None:
    fine = [at(hour, Out.UNCHANGED) for hour in range(0, 240, 24)]
    assert after(*fine, at(240, Out.TIMEOUT), at(241, Out.SERVER_ERROR)) is State.OK


@pytest.mark.parametrize("fixed", [State.PAUSED, State.PINNED_ALIVE, State.PINNED_DEAD])
def test_a_state_that_a_person_set_stays(fixed: State) -> None:
    assert after(at(0, Out.GONE), at(48, Out.GONE), state=fixed) is fixed


def test_a_failure_is_confirmed_on_its_own_schedule() -> None:
    row = [at(0, Out.NOT_FOUND), at(1, Out.NOT_FOUND), at(25, Out.NOT_FOUND)]
    waits = [retry_after(row[:n], row[n], patience=PATIENCE) for n in range(3)]
    assert waits == [timedelta(hours=1), timedelta(hours=24), timedelta(hours=72)]


def test_a_passing_failure_is_tried_three_times_and_then_waits_its_turn() -> None:
    row = [at(hour, Out.TIMEOUT) for hour in range(4)]
    waits = [retry_after(row[:n], row[n], patience=PATIENCE) for n in range(4)]
    assert waits == [
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=6),
        None,
    ]


def test_a_success_is_left_to_the_schedule() -> None:
    assert retry_after([], at(0, Out.UNCHANGED), patience=PATIENCE) is None
