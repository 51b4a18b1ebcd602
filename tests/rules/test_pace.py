"""How often one source is looked at, with what a plan left."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.estimate import MEAN_RATE, RING, remember
from tracker.rules.limits import Limits
from tracker.rules.pace import IMAGINED, STEP, learned, looks_a_day, mean_of
from tracker.rules.rates import plan
from tracker.rules.schedule import History, next_due
from tracker.rules.vocabulary import CheckOutcome

LIMITS = Limits()
NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)
LOOKS = st.lists(
    st.tuples(st.floats(-1, 60), st.booleans()), min_size=1, max_size=2 * RING
)


def after(looks: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    ring: tuple[list[float], list[bool]] = ([], [])
    for interval, changed in looks:
        ring = remember(*ring, interval=interval, changed=changed)
    return ring


def due_in(
    change_rate: float, importance: float, price: float, *, jitter: float = 0
) -> timedelta:
    rate = looks_a_day(change_rate, importance, price=price, limits=LIMITS)
    due = next_due(
        now=NOW,
        outcome=CheckOutcome.UNCHANGED,
        history=History(),
        limits=LIMITS,
        jitter=jitter,
        rate=rate,
    )
    return due.at - NOW


@given(LOOKS, st.floats(1e-4, 20), st.floats(1e-3, 1e3), st.floats(-1, 1))
def test_whatever_was_seen_the_next_look_is_within_the_bounds(
    looks: list[tuple[float, bool]], importance: float, price: float, jitter: float
) -> None:
    change_rate = learned(*after(looks))
    seconds = due_in(change_rate, importance, price, jitter=jitter).total_seconds()
    assert LIMITS.min_interval <= seconds + 1e-3
    assert seconds <= LIMITS.max_interval


@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize("interval", [0.0, 1e-9, 1.0, 1e6])
def test_a_history_of_only_changes_or_of_none_gives_a_finite_rate(
    interval: float, changed: bool
) -> None:
    found = learned(*after([(interval, changed)] * RING))
    assert 0 < found < float("inf")


@given(LOOKS)
def test_a_clock_that_runs_backwards_is_a_look_at_once(
    looks: list[tuple[float, bool]],
) -> None:
    still = [(max(interval, 0.0), changed) for interval, changed in looks]
    assert after(looks) == after(still)


def test_a_clock_that_drifts_by_a_minute_a_look_moves_the_rate_by_no_more() -> None:
    chance = random.Random(3)
    looks = [(1.0, chance.random() < 0.3) for _ in range(60)]
    drifted = [(days + chance.uniform(-1, 1) / 1440, did) for days, did in looks]
    true, found = learned(*after(looks)), learned(*after(drifted))
    assert found == pytest.approx(true, rel=1.5 * STEP)


def test_a_source_finds_the_rate_that_the_plan_gave_it() -> None:
    change, worth = [0.01, 0.3, 5.0], [1.0, 4.0, 0.25]
    found = plan(change, worth, 2.0)
    alone = [
        looks_a_day(rate, weight, price=found.price, limits=LIMITS)
        for rate, weight in zip(change, worth, strict=True)
    ]
    assert alone == pytest.approx(found.rates)


def test_a_paused_source_gets_no_look() -> None:
    assert looks_a_day(1.0, 0.0, price=1.0, limits=LIMITS) == 0


def test_at_an_endless_price_every_source_waits_the_longest() -> None:
    assert due_in(5.0, 9.0, float("inf")) == timedelta(seconds=LIMITS.max_interval)


def test_a_newborn_article_is_looked_at_far_more_often() -> None:
    old = looks_a_day(0.1, 1.0, price=0.05, limits=LIMITS, age=90)
    new = looks_a_day(0.1, 1.0, price=0.05, limits=LIMITS, age=0)
    assert new > 5 * old


def test_few_pages_say_little_of_the_next_one() -> None:
    assert mean_of(0.0, 0) == MEAN_RATE
    assert mean_of(0.0, 1) > 0.9 * MEAN_RATE
    assert mean_of(0.1 * 1_000_000, 1_000_000) == pytest.approx(0.1, rel=1e-3)
    assert mean_of(0.0, IMAGINED) == MEAN_RATE / 2


@pytest.mark.parametrize(
    ("limits", "gap", "cap"),
    [
        (Limits(), None, 4320),
        (Limits(), 50.0, 432),
        (Limits(host_gap=0.0), None, float("inf")),
        (Limits(host_cap=7.0), 50.0, 7),
    ],
)
def test_a_host_gets_a_fourth_of_what_its_pause_leaves(
    limits: Limits, gap: float | None, cap: float
) -> None:
    assert limits.cap_of(gap) == cap
