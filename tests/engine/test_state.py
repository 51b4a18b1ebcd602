"""How a source's state follows its checks."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.engine.state import Attempt, Patience, next_state
from tracker.rules.schedule import DEFINITIVE, READ
from tracker.rules.vocabulary import CheckOutcome as Out
from tracker.rules.vocabulary import SourceState as State

START = datetime(2025, 4, 1, tzinfo=UTC)
PATIENCE = Patience()
FIXED = (State.PAUSED, State.PINNED_ALIVE, State.PINNED_DEAD)


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


@pytest.mark.parametrize("fixed", FIXED)
def test_a_state_that_a_person_set_stays(fixed: State) -> None:
    assert after(at(0, Out.GONE), at(48, Out.GONE), state=fixed) is fixed


def test_what_comes_between_two_failures_says_nothing_for_the_page() -> None:
    for between in (Out.BLOCKED, Out.PAYWALLED, Out.TIMEOUT, Out.EXTRACT_EMPTY):
        row = [at(0, Out.NOT_FOUND), at(30, between), at(40, Out.NOT_FOUND)]
        assert after(*row) is State.SUSPECT
        assert after(*row, at(72, Out.NOT_FOUND)) is State.DEAD


def test_time_outs_do_not_take_the_suspicion_away() -> None:
    row = [at(0, Out.NOT_FOUND), at(1, Out.NOT_FOUND)]
    down = [at(24 * day, Out.TIMEOUT) for day in range(1, 14)]
    assert after(*row, *down) is State.SUSPECT


def test_page_that_answers_from_elsewhere_for_days_is_out_of_reach() -> None:
    fine = [at(hour, Out.UNCHANGED) for hour in range(0, 96, 24)]
    led = [at(96 + hour, Out.REDIRECTED_ELSEWHERE) for hour in range(0, 240, 24)]
    assert after(*fine, *led) is State.UNREACHABLE


def test_nothing_is_out_of_reach_within_a_day() -> None:
    row = [at(hour / 10, Out.TIMEOUT) for hour in range(9)]
    assert after(*row) is State.UNKNOWN
    assert after(*row, at(24, Out.TIMEOUT)) is State.UNREACHABLE


def test_what_was_out_of_reach_and_answers_is_there() -> None:
    row = [at(hour, Out.TIMEOUT) for hour in range(0, 96, 24)]
    assert after(*row, at(100, Out.UNCHANGED)) is State.OK
    assert after(*row, at(100, Out.BLOCKED)) is State.BLOCKED


# Properties, over whatever may come of a source's checks.

NOT_READ = [outcome for outcome in Out if outcome not in READ]
histories = st.lists(
    st.tuples(st.floats(0, 400, allow_nan=False), st.sampled_from(list(Out))),
    max_size=12,
).map(lambda steps: told(steps))
starts = st.sampled_from([state for state in State if state not in FIXED])


def told(steps: list[tuple[float, Out]]) -> list[Attempt]:
    """Attempts that many hours after each other."""
    hours = accumulate(gap for gap, _ in steps)
    return [at(hour, outcome) for hour, (_, outcome) in zip(hours, steps, strict=True)]


@given(histories, starts, st.sampled_from(sorted(READ)))
def test_any_success_heals_whatever_came_before(
    history: list[Attempt], state: State, heal: Out
) -> None:
    last = history[-1].at if history else START
    healed = next_state(
        state, history, Attempt(last + timedelta(hours=1), heal), patience=PATIENCE
    )
    assert healed in (State.OK, State.CHANGED, State.MOVED)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 400, allow_nan=False),
            st.sampled_from([one for one in Out if one not in DEFINITIVE]),
        ),
        max_size=12,
    )
)
def test_no_row_of_failures_that_pass_kills(steps: list[tuple[float, Out]]) -> None:
    assert after(*told(steps)) not in (State.SUSPECT, State.DEAD)


@given(histories, st.sampled_from(sorted(DEFINITIVE)))
def test_no_page_dies_within_a_day(history: list[Attempt], outcome: Out) -> None:
    short = [one for one in history if one.at < START + timedelta(hours=23)]
    assert after(*short, at(23.5, outcome)) is not State.DEAD


@given(
    st.lists(st.sampled_from([one for one in NOT_READ if one not in DEFINITIVE])),
    st.sampled_from(sorted(DEFINITIVE)),
    st.randoms(),
)
def test_order_of_what_lies_between_does_not_matter(
    between: list[Out], outcome: Out, chance: Random
) -> None:
    def ended(others: list[Out]) -> State:
        row = [at(1 + number / 100, one) for number, one in enumerate(others)]
        return after(at(0, outcome), *row, at(30, outcome), at(80, outcome))

    mixed = list(between)
    chance.shuffle(mixed)
    assert ended(mixed) is ended(between) is State.DEAD


@given(histories, st.sampled_from(sorted(FIXED)))
def test_no_check_moves_what_a_person_set(history: list[Attempt], state: State) -> None:
    assert after(*history, state=state) is state
