"""How often and how fast a party answers: what must hold for any claims."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.make import at
from tracker.rules.answers import Answers, Asked, answers

MOMENTS = st.integers(0, 3_650).map(lambda days: at(1) + timedelta(days=days))
CASES = st.lists(
    st.builds(
        Asked,
        since=st.none() | MOMENTS,
        answered=st.none() | MOMENTS,
        acknowledged=st.none() | MOMENTS,
    )
)


def case(*, days: int | None = None, acknowledged: int | None = None) -> Asked:
    return Asked(
        since=at(1),
        answered=at(1) + timedelta(days=days) if days is not None else None,
        acknowledged=at(1) + timedelta(days=acknowledged)
        if acknowledged is not None
        else None,
    )


def test_the_median_is_over_the_claims_that_were_answered() -> None:
    found = answers([case(days=2), case(days=9), case(days=4), case()])

    assert found.days_to_answer == 4
    assert found.answered == 3
    assert found.share_never == 0.25


def test_an_acknowledgement_is_counted_apart() -> None:
    found = answers([case(days=1, acknowledged=18), case(days=3)])

    assert (found.days_to_answer, found.days_to_acknowledge) == (2, 18)
    assert found.timed_acknowledgements == 1


def test_without_a_day_to_count_from_an_answer_is_still_one() -> None:
    found = answers([Asked(since=None, answered=at(9)), case(days=3)])

    assert (found.share_never, found.answered) == (0, 2)
    assert (found.days_to_answer, found.timed_answers) == (3, 1)


def test_an_answer_from_before_is_one_of_the_same_day() -> None:
    assert answers([case(days=-5)]).days_to_answer == 0


@given(CASES)
def test_shares_are_shares_and_no_median_is_below_zero(cases: list[Asked]) -> None:
    found = answers(cases)

    assert found.answered + found.never == found.claims == len(cases)
    assert found.share_never is None or 0 <= found.share_never <= 1
    for days in (found.days_to_answer, found.days_to_acknowledge):
        assert days is None or days >= 0


@given(CASES, st.randoms())
def test_the_order_of_the_claims_changes_nothing(
    cases: list[Asked], random: Random
) -> None:
    shuffled = list(cases)
    random.shuffle(shuffled)
    assert answers(shuffled) == answers(cases)


@given(CASES)
def test_one_more_that_was_never_answered_leaves_the_medians(
    cases: list[Asked],
) -> None:
    before, after = answers(cases), answers([*cases, case()])

    assert after.days_to_answer == before.days_to_answer
    assert after.days_to_acknowledge == before.days_to_acknowledge
    assert after.never == before.never + 1


@pytest.mark.parametrize("cases", [[], [case()]])
def test_of_none_there_is_no_median(cases: list[Asked]) -> None:
    found: Answers = answers(cases)

    assert found.days_to_answer is None
    assert found.share_never in (None, 1)
