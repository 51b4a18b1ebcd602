"""Which evidence counts, and how origins are counted."""

from dataclasses import replace

import pytest

from tests.rules.make import (
    ANALYSTS,
    BELGOROD,
    KYIV,
    LATER,
    MOSCOW,
    PARTIES,
    SBU,
    at,
    on,
    party,
    plays,
    record,
    shown,
)
from tracker.rules.evidence import Weight, is_flagged, weigh
from tracker.rules.facts import Evidence
from tracker.rules.vocabulary import Bearing, CitationState, Role, SourceState


def weight_of(*evidence: Evidence) -> Weight:
    return weigh(record(*evidence), LATER)


@pytest.mark.parametrize(
    ("grade", "counts"),
    [("A1", 1), ("B2", 1), ("C3", 1), ("D1", 0), ("E2", 0), ("F3", 0), ("A4", 0),
     ("B5", 0), ("C6", 0)],
)  # fmt: skip
def test_only_a_to_c_with_one_to_three_is_independent(grade: str, counts: int) -> None:
    assert len(weight_of(shown(grade=grade)).supports) == counts


@pytest.mark.parametrize(
    ("origin", "counts"), [(KYIV, 0), (SBU, 0), (MOSCOW, 0), (ANALYSTS, 1)]
)
def test_the_word_of_who_has_a_stake_is_not_independent(
    origin: int, counts: int
) -> None:
    assert len(weight_of(shown(origin=origin, publisher="A daily")).supports) == counts


def test_a_third_partys_word_is_independent() -> None:
    roles = (plays(KYIV, Role.CLAIMANT), plays(ANALYSTS, Role.THIRD_PARTY))
    weight = weigh(record(shown(origin=ANALYSTS), roles=roles), LATER)
    assert len(weight.supports) == 1


def test_a_subordinate_with_a_stake_of_its_own_is_not_independent() -> None:
    roles = (plays(MOSCOW, Role.AFFECTED), plays(BELGOROD, Role.AFFECTED))
    weight = weigh(record(shown(origin=BELGOROD), roles=roles), LATER)
    assert not weight.supports


def test_a_parent_shares_the_stake_of_who_speaks_for_it() -> None:
    roles = (plays(SBU, Role.CLAIMANT),)
    assert not weigh(record(shown(origin=KYIV), roles=roles), LATER).supports


def test_a_mouth_with_a_stake_is_not_freed_by_its_parents_part() -> None:
    roles = (plays(SBU, Role.CLAIMANT), plays(KYIV, Role.THIRD_PARTY))
    assert not weigh(record(shown(origin=SBU), roles=roles), LATER).supports


def test_copies_of_one_origin_count_once() -> None:
    copies = [shown(source=5, publisher=name) for name in ("One", "Two", "Three")]
    assert len(weight_of(*copies).supports) == 1


def test_a_party_and_who_speaks_for_it_are_one_origin() -> None:
    parties = {**PARTIES, 20: party(20, ANALYSTS, speaks=True)}
    claim = record(shown(origin=ANALYSTS), shown(origin=20))
    assert len(weigh(replace(claim, parties=parties), LATER).supports) == 1


def test_repeating_never_counts() -> None:
    weight = weight_of(shown(Bearing.REPEATS))
    assert weight == Weight()


@pytest.mark.parametrize(
    ("grade", "verified", "counts"),
    [("A1", True, 1), ("B1", True, 1), ("C1", True, 0), ("A2", True, 0),
     ("A1", False, 0)],
)  # fmt: skip
def test_verified_needs_the_best_grades_and_a_person(
    grade: str, verified: bool, counts: int
) -> None:
    weight = weight_of(shown(grade=grade, verified=verified))
    assert len(weight.verified_for) == counts


def test_a_partys_own_word_is_never_verified_evidence() -> None:
    weight = weight_of(shown(origin=KYIV, grade="A1", verified=True))
    assert not weight.verified_for


@pytest.mark.parametrize("state", [SourceState.DEAD, SourceState.MOVED])
def test_a_page_that_is_gone_or_moved_counts_flagged(state: SourceState) -> None:
    weight = weight_of(replace(shown(), source_state=state))
    assert len(weight.supports) == 1
    assert weight.flagged == weight.citations


def test_critical_alteration_counts_until_a_person_confirms_it() -> None:
    altered = replace(shown(), state=CitationState.ALTERED_CRITICAL)
    assert len(weight_of(altered).supports) == 1
    assert not weight_of(replace(altered, is_withdrawn=True)).supports


@pytest.mark.parametrize("state", [CitationState.EXACT, None])
def test_words_that_stand_are_not_flagged(state: CitationState | None) -> None:
    assert not is_flagged(replace(shown(), state=state))


def test_evidence_counts_from_when_the_source_said_so() -> None:
    claim = record(shown(when=at(10)))
    assert not weigh(claim, on(9)).supports
    assert weigh(claim, on(10)).supports
