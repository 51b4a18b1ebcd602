"""A page's own clock: articles change early in life and then rest."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.ageing import ARTICLE, age_after, boost, worn
from tracker.rules.estimate import estimate

AGE = st.floats(0, 100)


def test_an_old_page_and_a_page_without_a_birth_wear_in_plain_days() -> None:
    assert boost(None) == boost(ARTICLE.old) == boost(1_000) == 1
    assert worn(100, 130) == pytest.approx(30)


def test_a_newborn_changes_many_times_faster() -> None:
    assert boost(0) == ARTICLE.peak
    assert boost(ARTICLE.settles) == ARTICLE.peak / 2


def test_a_birth_in_the_future_is_a_birth_now() -> None:
    assert boost(-3) == boost(0)
    assert worn(-3, 0) == 0


@given(AGE, st.floats(0, 100), st.floats(0, 100))
def test_worn_days_add_up_and_never_run_back(
    age: float, one: float, two: float
) -> None:
    together = worn(age, age + one) + worn(age + one, age + one + two)
    assert together == pytest.approx(worn(age, age + one + two), abs=1e-9)
    assert worn(age, age + one) >= one - 1e-9


@given(AGE, st.floats(0, 100))
def test_the_age_after_a_wear_is_where_it_ends(age: float, days: float) -> None:
    assert worn(age, age_after(age, days)) == pytest.approx(days, abs=1e-6)


@given(st.floats(0, 11), st.floats(0.001, 0.01))
def test_worn_days_are_the_sum_of_the_boost(age: float, step: float) -> None:
    about = step * (boost(age) + boost(age + step)) / 2
    assert worn(age, age + step) == pytest.approx(about, rel=0.01)


def test_worn_days_find_the_rate_of_old_age_from_a_page_watched_when_young() -> None:
    chance, rate = random.Random(5), 0.05
    taus: list[float] = []
    changes: list[bool] = []
    for _ in range(400):
        ages = [0, *sorted(chance.uniform(0, 10) for _ in range(8))]
        for start, end in pairwise(ages):
            taus.append(worn(start, end))
            changes.append(chance.random() < -math.expm1(-rate * taus[-1]))
    assert estimate(taus, changes) == pytest.approx(rate, rel=0.1)
