"""How often a page changes, from looks that only tell whether it did."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.estimate import RING, doubt, estimate, planned, remember

TAUS = st.lists(st.floats(0.01, 100), min_size=1, max_size=9)


def watched(
    rate: float, looks: int, chance: random.Random
) -> tuple[list[float], list[bool]]:
    """A page that changes at this rate, seen at irregular looks."""
    intervals = [chance.uniform(0.2, 2) / rate for _ in range(looks)]
    return intervals, [chance.random() < -math.expm1(-rate * tau) for tau in intervals]


@pytest.mark.parametrize("rate", [0.05, 0.5, 3.0])
def test_the_estimate_finds_a_rate_again(rate: float) -> None:
    found = estimate(*watched(rate, 2_000, random.Random(7)))
    assert found == pytest.approx(rate, rel=0.1)


def test_the_true_rate_is_within_the_doubt_of_nineteen_histories_in_twenty() -> None:
    chance = random.Random(11)
    held = 0
    for _ in range(1_000):
        rate = math.exp(chance.uniform(math.log(0.01), math.log(10)))
        history = watched(rate, RING, chance)
        found = estimate(*history)
        held += abs(math.log(found / rate)) < 1.96 * doubt(*history, found)
    assert 930 <= held <= 970


@given(st.lists(st.tuples(st.floats(1e-6, 1e4), st.booleans()), max_size=64))
def test_the_estimate_is_finite_for_any_history(
    pairs: list[tuple[float, bool]],
) -> None:
    rate = estimate([tau for tau, _ in pairs], [did for _, did in pairs])
    assert 0 < rate < math.inf


@given(st.lists(st.tuples(st.floats(1e-3, 1e3), st.booleans()), max_size=20))
def test_the_estimate_solves_its_equation(pairs: list[tuple[float, bool]]) -> None:
    rate = estimate([tau for tau, _ in pairs], [did for _, did in pairs])
    pulled = sum(
        tau / math.expm1(rate * tau) for tau, did in pairs if did and rate * tau < 700
    )
    still = sum(tau for tau, did in pairs if not did)
    assert pulled + 0.5 / rate == pytest.approx(still + 0.5, rel=1e-6)


@given(TAUS)
def test_more_changes_never_lower_the_estimate(taus: list[float]) -> None:
    rates = [
        estimate(taus, [index < changed for index in range(len(taus))])
        for changed in range(len(taus) + 1)
    ]
    assert all(one <= more * (1 + 1e-9) for one, more in pairwise(rates))


def test_a_page_that_nobody_watched_has_the_rate_of_its_kind() -> None:
    assert estimate([], [], mean=0.2) == pytest.approx(0.2)


def test_clocks_that_ran_backwards_do_no_harm() -> None:
    assert estimate([-3.0, 2.0], [False, False]) == estimate([0.0, 2.0], [False, False])
    assert estimate([-3.0], [True]) == estimate([0.0], [True])


def test_a_pause_is_one_long_interval_and_says_little_when_it_ends_in_a_change() -> (
    None
):
    before = [1.0] * 20, [True, False] * 10
    after = [*before[0], 400.0], [*before[1], True]
    assert estimate(*after) == pytest.approx(estimate(*before), rel=0.1)


@given(st.lists(st.tuples(st.floats(0.01, 10), st.booleans()), max_size=60))
def test_remembering_still_looks_as_one_loses_nothing(
    looks: list[tuple[float, bool]],
) -> None:
    intervals: list[float] = []
    changes: list[bool] = []
    for tau, did in looks:
        intervals, changes = remember(intervals, changes, interval=tau, changed=did)
    plain = estimate([tau for tau, _ in looks], [did for _, did in looks])
    assert estimate(intervals, changes) == pytest.approx(plain, rel=1e-6)


def test_the_ring_holds_many_changes_however_often_we_look() -> None:
    intervals: list[float] = []
    changes: list[bool] = []
    for look in range(10_000):
        intervals, changes = remember(
            intervals, changes, interval=0.1, changed=look % 50 == 0
        )
    assert len(intervals) == len(changes) == RING
    assert sum(changes) == RING / 2


def test_the_ring_forgets_the_oldest() -> None:
    intervals, changes = [1.0, 2.0], [True, True]
    ring = remember(intervals, changes, interval=3.0, changed=True, size=2)
    assert ring == ([2.0, 3.0], [True, True])


def test_remembering_leaves_the_old_ring_alone() -> None:
    intervals, changes = [1.0], [False]
    remember(intervals, changes, interval=-2.0, changed=False)
    assert (intervals, changes) == ([1.0], [False])


def test_with_a_half_life_the_newest_looks_count_most() -> None:
    calm, busy = [False] * 20, [True] * 20
    woke = estimate([1.0] * 40, calm + busy, half_life=10)
    slept = estimate([1.0] * 40, busy + calm, half_life=10)
    assert woke > estimate([1.0] * 40, calm + busy) > slept


def test_more_looks_leave_less_doubt() -> None:
    few, many = watched(1, 8, random.Random(3)), watched(1, 64, random.Random(3))
    assert doubt(*many, estimate(*many)) < doubt(*few, estimate(*few)) / 2


def test_a_page_is_planned_above_its_estimate_and_less_so_as_doubt_goes() -> None:
    few, many = watched(1, 8, random.Random(3)), watched(1, 64, random.Random(3))
    lifts = [
        planned(*history, mean=0.1) / estimate(*history, mean=0.1)
        for history in (few, many)
    ]
    assert lifts[0] > lifts[1] > 1


def test_every_interval_must_say_whether_it_ended_in_a_change() -> None:
    with pytest.raises(ValueError, match="every interval"):
        estimate([1.0], [])
