"""The schedule on a small world; the 100,000 sources are `make bench`.

Two thousand sources of very unequal importance are a rough sample: the bounds here are
the goals with three per cent to spare.
"""

import math
from functools import cache

import pytest

from tests.bench.options import Options
from tests.bench.schedule import GOALS, Result, compare, rows
from tests.bench.worlds import Weekly, Young
from tracker.rules.ageing import ARTICLE
from tracker.rules.rates import LONGEST

ROUGHLY = 1.03
STEADY = {0.05: 2_000, 0.2: 2_000, 1.0: 400}
OTHERS = 500
BUDGETS = sorted(STEADY)


@cache
def found(world: str, budget: float) -> tuple[Result, Result, Result]:
    sources = STEADY[budget] if world == "steady" else OTHERS
    return compare(world, sources=sources, budget=budget)


@pytest.mark.parametrize("budget", BUDGETS)
def test_learned_rates_are_nearly_as_good_as_the_true_ones(budget: float) -> None:
    _, oracle, learned = found("steady", budget)
    assert learned.stale <= GOALS[budget][0] * ROUGHLY * oracle.stale


@pytest.mark.parametrize("budget", BUDGETS)
def test_learned_rates_beat_looking_at_every_page_alike(budget: float) -> None:
    uniform, _, learned = found("steady", budget)
    assert learned.stale <= GOALS[budget][1] * ROUGHLY * uniform.stale


def test_a_change_is_seen_in_half_the_time_that_looking_alike_takes() -> None:
    uniform, _, learned = found("steady", 0.2)
    assert learned.delay <= 0.5 * ROUGHLY * uniform.delay


@pytest.mark.parametrize("world", ["steady", "weekly", "dead", "young"])
@pytest.mark.parametrize("budget", [0.05, 0.2])
def test_no_living_page_waits_longer_than_the_longest_interval(
    world: str, budget: float
) -> None:
    assert found(world, budget)[2].oldest <= LONGEST + 1e-9


@pytest.mark.parametrize("world", ["steady", "weekly", "dead"])
@pytest.mark.parametrize("budget", [0.05, 0.2])
def test_what_is_learned_costs_no_more_than_the_budget(
    world: str, budget: float
) -> None:
    # The looks that confirm a death come on top of the plan.
    assert found(world, budget)[2].checks <= 1.05 * budget


@pytest.mark.parametrize("world", ["weekly", "dead", "young"])
def test_pages_that_rest_or_die_or_age_cost_little_against_the_truth(
    world: str,
) -> None:
    uniform, oracle, learned = found(world, 0.2)
    assert learned.stale <= 1.1 * oracle.stale
    assert learned.stale <= 0.75 * uniform.stale


def test_the_table_has_a_line_for_each_goal_of_each_world() -> None:
    found = list(rows(Options(1, 1, None, pages=20)))
    assert len({row.what for row in found}) == len(found) == 4 * 3 * 3
    assert all(row.asked and row.measured for row in found)


def test_the_same_seed_gives_the_same_figures() -> None:
    once, again = (compare("young", sources=50, budget=0.2) for _ in range(2))
    assert str(once) == str(again)


@pytest.mark.parametrize("clock", [Weekly(), Young(-3.0, ARTICLE)])
@pytest.mark.parametrize("time", [0.0, 4.9, 5.1, 7.0, 40.3])
def test_a_clock_read_backwards_gives_the_time_again(
    clock: Weekly | Young, time: float
) -> None:
    assert clock.when(clock.read(time)) == pytest.approx(time, abs=1e-9)
    step = 1e-6
    ran = (clock.read(time + step) - clock.read(time)) / step
    assert math.isclose(ran, clock.speed(time), rel_tol=1e-3)
