"""How much hangs on a source."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.importance import Facts, importance

FACTS = st.builds(
    Facts,
    published=st.integers(0, 1000),
    is_kept=st.booleans(),
    hot=st.integers(0, 50),
    is_watched=st.booleans(),
    awaited=st.integers(0, 9),
)


@pytest.mark.parametrize(
    ("facts", "weight"),
    [
        (Facts(), 0.25),
        (Facts(is_kept=True), 0.5),
        (Facts(published=1), 1.0),
        (Facts(published=1, is_kept=True), 1.5),
        (Facts(published=3), 2.0),
        (Facts(published=1, hot=1), 4.0),
        (Facts(is_kept=True, hot=1), 2.0),
        (Facts(is_watched=True), 2.0),
        (Facts(is_watched=True, awaited=1), 8.0),
        (Facts(published=1, is_watched=True, awaited=2), 9.0),
    ],
)
def test_what_hangs_on_a_source_is_its_weight(facts: Facts, weight: float) -> None:
    assert importance(facts) == weight


@given(FACTS)
def test_one_more_reason_never_makes_a_source_less_important(facts: Facts) -> None:
    more = (
        replace(facts, published=facts.published + 1),
        replace(facts, is_kept=True),
        replace(facts, hot=facts.hot + 1),
        replace(facts, is_watched=True),
        replace(facts, awaited=facts.awaited + 1),
    )
    assert all(importance(one) >= importance(facts) > 0 for one in more)
