"""Two clocks: which facts count when."""

from dataclasses import replace

import pytest

from tests.rules.make import LATER, MOSCOW, at, said
from tracker.rules.facts import Moment, Position
from tracker.rules.moments import (
    counting,
    day_range,
    end_of_day,
    moment_of,
    parse_moment,
)
from tracker.rules.vocabulary import Stance

NOW = at(20)
DENIAL = said(MOSCOW, Stance.DENIES, at(8), recorded=at(10))


def count(*facts: Position, as_of: int = 30, known: int = 30) -> list[int]:
    moment = Moment(as_of=at(as_of), known_at=at(known))
    return [fact.id for fact in counting(facts, moment)]


@pytest.mark.parametrize(
    ("as_of", "known", "counts"), [(8, 10, True), (7, 10, False), (8, 9, False)]
)
def test_a_fact_counts_when_it_was_so_and_was_known(
    as_of: int, known: int, counts: bool
) -> None:
    assert count(DENIAL, as_of=as_of, known=known) == ([DENIAL.id] if counts else [])


def test_a_corrected_row_is_gone_even_before_its_corrections_own_date() -> None:
    moved = said(MOSCOW, Stance.DENIES, at(20), recorded=at(21), corrects=DENIAL.id)
    assert count(DENIAL, moved, as_of=12) == []
    assert count(DENIAL, moved, as_of=12, known=20) == [DENIAL.id]


def test_an_empty_correction_voids() -> None:
    void = said(MOSCOW, None, at(11), corrects=DENIAL.id)
    assert count(DENIAL, void) == []


def test_a_correction_of_a_correction_counts_alone() -> None:
    second = said(MOSCOW, Stance.VERIFYING, at(8), recorded=at(11), corrects=DENIAL.id)
    third = said(MOSCOW, Stance.DENIES, at(8), recorded=at(12), corrects=second.id)
    assert count(DENIAL, second, third) == [third.id]


def test_a_bare_date_is_the_end_of_that_day() -> None:
    assert parse_moment("2025-04-09") == end_of_day(at(9).date())


def test_the_days_range_ends_where_the_day_ends() -> None:
    start, end = day_range(at(9).date())
    assert (start, end) == (at(9, 0), end_of_day(at(9).date()))


def test_a_zone_is_read_and_kept_as_utc() -> None:
    assert parse_moment("2025-04-09T15:00:00+03:00") == at(9)
    assert parse_moment("2025-04-09T15:00:00 03:00") == at(9)
    assert parse_moment("2025-04-09T12:00") == at(9)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2025-13-01", "0001-01-01T00:00:00+14:00", "2025-4-9"]
)
def test_what_is_no_moment_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_moment(text)


def test_missing_words_of_an_address_mean_now() -> None:
    assert moment_of(as_of="", known_at="", now=NOW) == Moment(NOW, NOW)


def test_as_of_follows_known_at() -> None:
    moment = moment_of(as_of="", known_at="2025-04-09T12:00", now=NOW)
    assert moment == Moment(at(9), at(9))


def test_nobody_knows_yet_what_will_be_known() -> None:
    moment = moment_of(as_of="2025-04-29", known_at="2025-04-30", now=NOW)
    assert moment.known_at == NOW
    assert moment.as_of > NOW


def test_an_imprecise_date_counts_from_the_end_of_its_range() -> None:
    _, end = day_range(at(8).date())
    dated = replace(DENIAL, effective_at=end, effective_from=at(8, 0))
    assert count(dated, as_of=8) == []
    assert counting([dated], LATER) == [dated]
