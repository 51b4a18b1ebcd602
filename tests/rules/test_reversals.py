"""Stances that turned, with the days between."""

import pytest

from tests.rules.make import (
    BELGOROD,
    KYIV,
    LATER,
    MOSCOW,
    SBU,
    at,
    on,
    record,
    said,
    silent,
)
from tracker.rules.facts import Record
from tracker.rules.reversals import ReversalKind, reversals
from tracker.rules.vocabulary import SilenceKind, Stance

Found = list[tuple[ReversalKind, object, Stance, int]]


def found(claim: Record) -> Found:
    return [
        (one.kind, one.before, one.after, one.days) for one in reversals(claim, LATER)
    ]


def test_kyivs_first_acknowledgement_came_twenty_days_after_its_hints() -> None:
    claim = record(
        said(KYIV, Stance.NO_CLEAR_POSITION, at(18, month=3)),
        said(KYIV, Stance.ACKNOWLEDGES, at(7, 21)),
    )
    kind = ReversalKind.BROKE_SILENCE
    expected = (kind, Stance.NO_CLEAR_POSITION, Stance.ACKNOWLEDGES, 20)
    assert found(claim) == [expected]


def test_a_committed_stance_that_turned_is_found() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(8)),
        said(MOSCOW, Stance.DENIES, at(10)),
        said(MOSCOW, Stance.VERIFYING, at(11)),
        said(MOSCOW, Stance.ACKNOWLEDGES, at(18)),
    )
    expected = (ReversalKind.TURNED, Stance.DENIES, Stance.ACKNOWLEDGES, 10)
    assert found(claim) == [expected]


def test_a_retraction_is_found() -> None:
    claim = record(
        said(KYIV, Stance.ASSERTS, at(8)), said(KYIV, Stance.RETRACTS, at(9))
    )
    expected = (ReversalKind.RETRACTED, Stance.ASSERTS, Stance.RETRACTS, 1)
    assert found(claim) == [expected]


def test_a_stance_after_a_retraction_is_no_second_reversal() -> None:
    claim = record(
        said(KYIV, Stance.ASSERTS, at(8)),
        said(KYIV, Stance.RETRACTS, at(9)),
        said(KYIV, Stance.DENIES, at(10)),
    )
    assert [one.kind for one in reversals(claim, LATER)] == [ReversalKind.RETRACTED]


def test_a_first_commitment_after_silence_counts_from_the_first_look() -> None:
    claim = record(
        silent(MOSCOW, when=at(1)),
        silent(MOSCOW, when=at(20)),
        said(MOSCOW, Stance.ACKNOWLEDGES, at(26)),
    )
    kind, before = ReversalKind.BROKE_SILENCE, SilenceKind.NO_STATEMENT_FOUND
    assert found(claim) == [(kind, before, Stance.ACKNOWLEDGES, 25)]


def test_nobody_looked_is_no_silence_to_break() -> None:
    claim = record(
        silent(MOSCOW, SilenceKind.NOT_CHECKED, at(1)), said(MOSCOW, Stance.DENIES)
    )
    assert found(claim) == []


@pytest.mark.parametrize(
    "later", [silent(MOSCOW, when=at(20)), said(MOSCOW, Stance.VERIFYING, at(20))]
)
def test_what_follows_a_commitment_breaks_no_silence(later: object) -> None:
    claim = record(said(MOSCOW, Stance.DENIES, at(8)), later)
    assert found(claim) == []


def test_a_first_word_that_commits_is_no_reversal() -> None:
    assert found(record(said(KYIV, Stance.ASSERTS))) == []


def test_a_mouth_turns_its_parents_stance() -> None:
    claim = record(
        said(SBU, Stance.DENIES, at(8)), said(KYIV, Stance.ACKNOWLEDGES, at(9))
    )
    assert [one.party for one in reversals(claim, LATER)] == [KYIV]


def test_a_subordinates_word_turns_nothing_of_its_parents() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(8)), said(BELGOROD, Stance.ACKNOWLEDGES, at(9))
    )
    assert found(claim) == []


def test_a_reversal_to_come_is_not_seen() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(8)), said(MOSCOW, Stance.ACKNOWLEDGES, at(18))
    )
    assert reversals(claim, on(17)) == ()
