"""Which way a decision moved a claim."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.make import LATER, at
from tracker.rules.facts import StatusChange
from tracker.rules.strength import STRENGTH, Direction, direction, step_of
from tracker.rules.vocabulary import Status

STATUSES = st.one_of(st.none(), st.sampled_from(list(Status)))
MIRROR = {
    Direction.FIRST: Direction.WITHDRAWN,
    Direction.WITHDRAWN: Direction.FIRST,
    Direction.STRONGER: Direction.WEAKER,
    Direction.WEAKER: Direction.STRONGER,
}


def decided(
    number: int, status: Status | None, day: int, *, corrects: int | None = None
) -> StatusChange:
    return StatusChange(
        id=number,
        status=status,
        effective_at=at(day),
        recorded_at=at(day),
        corrects=corrects,
        is_void=status is None,
    )


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (None, Status.UNCONFIRMED, Direction.FIRST),
        (Status.UNCONFIRMED, Status.CONFIRMED, Direction.STRONGER),
        (Status.CONFIRMED, Status.DISPUTED, Direction.WEAKER),
        (Status.CONFIRMED, Status.CORROBORATED, Direction.WEAKER),
        (Status.DISPUTED, Status.DENIED, Direction.WEAKER),
        (Status.FALSE, Status.DISPUTED, Direction.STRONGER),
        (Status.CORROBORATED, Status.UNVERIFIABLE, Direction.WEAKER),
        (Status.UNCONFIRMED, Status.UNVERIFIABLE, Direction.OTHER),
        (Status.CONFIRMED, Status.SUPERSEDED, Direction.OTHER),
        (Status.FALSE, None, Direction.WITHDRAWN),
        (Status.DENIED, Status.DENIED, Direction.SAME),
    ],
)
def test_each_way_has_its_word(
    before: Status | None, after: Status | None, way: Direction
) -> None:
    assert direction(before, after) is way


@given(STATUSES, STATUSES)
def test_the_way_back_is_the_other_way(
    before: Status | None, after: Status | None
) -> None:
    there, back = direction(before, after), direction(after, before)
    assert back is MIRROR.get(there, there)


@given(STATUSES, STATUSES, STATUSES)
def test_twice_stronger_is_stronger(
    one: Status | None, two: Status | None, three: Status | None
) -> None:
    if direction(one, two) is direction(two, three) is Direction.STRONGER:
        assert direction(one, three) is Direction.STRONGER


def test_every_status_but_superseded_has_a_strength() -> None:
    assert set(STRENGTH) == set(Status) - {Status.SUPERSEDED}


def test_a_decision_about_an_earlier_day_changes_nothing_seen() -> None:
    late = decided(1, Status.CONFIRMED, 10)
    early = StatusChange(
        id=2, status=Status.DENIED, effective_at=at(5), recorded_at=at(12)
    )
    assert step_of(early, [late, early], LATER).direction is Direction.SAME


def test_taking_back_the_last_brings_the_one_before() -> None:
    rows = [
        decided(1, Status.UNCONFIRMED, 8),
        decided(2, Status.CONFIRMED, 9),
        decided(3, None, 10, corrects=2),
    ]
    for given_rows in permutations(rows):
        step = step_of(rows[2], given_rows, LATER)
        assert step.direction is Direction.WEAKER
        assert step.after is rows[0]


def test_what_was_written_later_does_not_count_yet() -> None:
    rows = [decided(1, Status.UNCONFIRMED, 8), decided(2, Status.CONFIRMED, 9)]
    assert step_of(rows[0], rows, LATER).direction is Direction.FIRST
