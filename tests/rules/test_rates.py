"""How a budget of checks is shared among sources."""

import math
import random
import time
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.rates import LONGEST, SHORTEST, plan, rate, rates

PAGE = st.tuples(st.floats(1e-4, 50), st.floats(1e-3, 100))
PAGES = st.lists(PAGE, min_size=1, max_size=40)
# Between what the longest and what the shortest interval ask for.
SHARE = st.floats(1.01 / LONGEST, 0.99 / SHORTEST)
EXACTLY = 1e-9


def shared(pages: list[tuple[float, float]], budget: float) -> list[float]:
    return rates([page[0] for page in pages], [page[1] for page in pages], budget)


def many(count: int, seed: int = 4) -> tuple[list[float], list[float]]:
    chance = random.Random(seed)
    change = [
        math.exp(math.log(1 / 30) + 1.7 * chance.gauss(0, 1)) for _ in range(count)
    ]
    return change, [math.exp(chance.gauss(0, 1)) for _ in range(count)]


@given(PAGES, SHARE)
def test_the_rates_use_the_budget_and_no_more(
    pages: list[tuple[float, float]], share: float
) -> None:
    budget = share * len(pages)
    assert sum(shared(pages, budget)) == pytest.approx(budget, rel=EXACTLY)


@given(PAGES, SHARE)
def test_no_interval_leaves_its_bounds(
    pages: list[tuple[float, float]], share: float
) -> None:
    found = shared(pages, share * len(pages))
    assert all(1 / LONGEST <= checks <= 1 / SHORTEST for checks in found)


@given(PAGES, SHARE, st.floats(1.01, 10))
def test_more_importance_never_means_fewer_checks(
    pages: list[tuple[float, float]], share: float, more: float
) -> None:
    budget = share * len(pages)
    raised = [(pages[0][0], pages[0][1] * more), *pages[1:]]
    before, after = shared(pages, budget)[0], shared(raised, budget)[0]
    assert after >= before * (1 - EXACTLY)


@given(PAGES, SHARE, st.floats(0.01, 100))
def test_importance_in_another_unit_changes_the_price_and_no_rate(
    pages: list[tuple[float, float]], share: float, unit: float
) -> None:
    change, worth = [page[0] for page in pages], [page[1] for page in pages]
    budget = share * len(pages)
    one = plan(change, worth, budget)
    other = plan(change, [value * unit for value in worth], budget)
    assert other.rates == pytest.approx(one.rates, rel=1e-6)


@given(PAGES, SHARE)
def test_one_more_check_is_worth_the_same_wherever_no_bound_holds(
    pages: list[tuple[float, float]], share: float
) -> None:
    change, worth = [page[0] for page in pages], [page[1] for page in pages]
    found = plan(change, worth, share * len(pages))
    free = [
        importance * change_rate / (checks * (checks + change_rate))
        for (change_rate, importance), checks in zip(pages, found.rates, strict=True)
        if 1.001 / LONGEST < checks < 0.999 / SHORTEST
    ]
    assert free == pytest.approx([found.price] * len(free), rel=1e-6)


@given(PAGES, SHARE)
def test_the_price_alone_gives_each_rate_again(
    pages: list[tuple[float, float]], share: float
) -> None:
    change, worth = [page[0] for page in pages], [page[1] for page in pages]
    found = plan(change, worth, share * len(pages))
    again = [rate(*page, found.price) for page in pages]
    assert again == pytest.approx(found.rates, rel=EXACTLY)


@given(PAGES, st.floats(0, 0.99 / LONGEST))
def test_a_budget_under_the_longest_interval_is_overdrawn_evenly(
    pages: list[tuple[float, float]], share: float
) -> None:
    assert shared(pages, share * len(pages)) == [1 / LONGEST] * len(pages)


def test_a_budget_that_cannot_be_used_up_is_left() -> None:
    assert shared([(1, 1), (2, 1)], 1e6) == [1 / SHORTEST] * 2


def test_a_paused_source_gets_nothing_and_the_others_share_its_part() -> None:
    found = rates([1, 1, 1], [1, 0, 1], 3)
    assert found == pytest.approx([1.5, 0, 1.5])
    assert rate(1, 0, 0.5) == 0


def test_all_sources_may_be_paused() -> None:
    assert rates([1, 2], [0, 0], 10) == [0, 0]
    assert rates([], [], 10) == []


def test_a_page_that_never_changed_is_still_looked_at() -> None:
    found = rates([0, 1], [1, 1], 2)
    assert found[0] == 1 / LONGEST
    assert sum(found) == pytest.approx(2)


CAPS = st.lists(
    st.tuples(st.floats(1e-3, 20), st.floats(0.01, 10), st.integers(0, 4)),
    min_size=1,
    max_size=40,
)


@given(CAPS, st.floats(0.04, 5), st.floats(0.05, 5))
def test_no_host_gets_more_than_its_cap(
    pages: list[tuple[float, float, int]], share: float, cap: float
) -> None:
    found = plan(
        [page[0] for page in pages],
        [page[1] for page in pages],
        share * len(pages),
        hosts=[page[2] for page in pages],
        host_caps=cap,
    )
    loads: defaultdict[int, float] = defaultdict(float)
    for page, checks in zip(pages, found.rates, strict=True):
        loads[page[2]] += checks
    assert max(loads.values()) <= cap * (1 + 1e-6)


def test_what_a_capped_host_leaves_goes_to_the_others() -> None:
    found = rates([1, 1, 1], [1, 1, 1], 6, hosts=["a", "a", "b"], host_caps={"a": 1})
    assert found == pytest.approx([0.5, 0.5, 5])


def test_a_capped_host_has_a_higher_price_of_its_own() -> None:
    found = plan([1, 1, 1], [1, 1, 1], 6, hosts=["a", "a", "b"], host_caps={"a": 1})
    assert found.host_prices["a"] > found.price
    assert rate(1, 1, found.host_prices["a"]) == pytest.approx(0.5)


def test_a_host_capped_under_its_longest_intervals_shares_what_there_is() -> None:
    count = 90
    found = rates([1.0] * count, [1.0] * count, 50, hosts=["a"] * count, host_caps=1)
    assert found == pytest.approx([1 / count] * count)


def test_caps_beat_cutting_the_rates_afterwards() -> None:
    change, worth = many(500)
    hosts = [at % 7 if at % 3 else 0 for at in range(500)]
    capped = rates(change, worth, 100, hosts=hosts, host_caps=20)
    free = rates(change, worth, 100)
    loads = [
        sum(f for f, h in zip(free, hosts, strict=True) if h == k) for k in range(7)
    ]
    cut = [f * min(1, 20 / loads[host]) for f, host in zip(free, hosts, strict=True)]
    assert cost(change, worth, capped) < cost(change, worth, cut)


def cost(change: list[float], worth: list[float], checks: list[float]) -> float:
    """The harmonic cost that the rates are to make small."""
    each = zip(change, worth, checks, strict=True)
    return sum(w * math.log1p(d / f) for d, w, f in each)


@given(st.integers(0, 2**32), SHARE)
def test_no_exchange_between_two_sources_lowers_the_cost(
    seed: int, share: float
) -> None:
    change, worth = many(12, seed)
    found = rates(change, worth, share * 12)
    chance = random.Random(seed)
    giver, taker = chance.sample(range(12), 2)
    moved = 1e-3 * found[giver]
    other = list(found)
    other[giver] -= moved
    other[taker] += moved
    if other[giver] >= 1 / LONGEST and other[taker] <= 1 / SHORTEST:
        assert cost(change, worth, other) >= cost(change, worth, found) - 1e-9


@pytest.mark.parametrize("share", [1 / 29.9, 0.05, 1.0, 95.0])
def test_extreme_pages_are_solved_in_few_steps(share: float) -> None:
    change, worth = many(2_000)
    worth[0], change[1], change[2] = 1e9, 1e6, 1e-12
    began = time.process_time()
    found = rates(change, worth, share * 2_000)
    assert sum(found) == pytest.approx(share * 2_000, rel=EXACTLY)
    assert time.process_time() - began < 1


def test_each_source_needs_its_importance_and_its_host() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rates([1, 2], [1], 1)
    with pytest.raises(ValueError, match="every source"):
        rates([1, 2], [1, 1], 1, hosts=["a"], host_caps=1)


def test_bounds_that_cross_are_refused() -> None:
    with pytest.raises(ValueError, match="shortest"):
        rates([1], [1], 1, shortest=2, longest=1)


@given(PAGES, SHARE)
def test_sources_that_are_alike_may_be_told_once(
    pages: list[tuple[float, float]], share: float
) -> None:
    change, worth = zip(*pages, strict=True)
    budget = share * 3 * len(pages)
    told_once = plan(change, worth, budget, counts=[3] * len(pages))
    told_all = plan(change * 3, worth * 3, budget)
    assert told_once.rates * 3 == pytest.approx(told_all.rates, rel=1e-6)
