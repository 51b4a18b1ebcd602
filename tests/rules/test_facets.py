"""What a claim is found by, on records that are told in a few lines."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.facets import (
    _WORDS,
    EVIDENCE,
    STANCES,
    STATUSES,
    Facet,
    Kind,
    dates,
    facet,
    facets,
    health_of,
)
from tracker.rules.facts import (
    ClaimRole,
    Evidence,
    Moment,
    Origin,
    Party,
    Position,
    Record,
    StatusChange,
)
from tracker.rules.vocabulary import (
    Bearing,
    CitationState,
    PartyKind,
    Role,
    SourceState,
    Stance,
    Status,
)

NOW = datetime(2025, 4, 20, tzinfo=UTC)
AT = datetime(2025, 4, 9, tzinfo=UTC)
MOMENT = Moment(as_of=NOW, known_at=NOW)
KYIV, SBU, MOSCOW, REGION = 1, 2, 3, 4


def party(number: int, parent: int | None = None, *, speaks: bool = False) -> Party:
    return Party(
        id=number,
        slug=f"p{number}",
        names={"en": f"P{number}"},
        kind=PartyKind.STATE,
        parent=parent,
        speaks_for_parent=speaks,
    )


PARTIES = {
    KYIV: party(KYIV),
    SBU: party(SBU, KYIV, speaks=True),
    MOSCOW: party(MOSCOW),
    REGION: party(REGION, MOSCOW),
}


def said(number: int, who: int, stance: Stance) -> Position:
    return Position(
        id=number, effective_at=AT, recorded_at=AT, party=who, stance=stance, gist={}
    )


def record(*positions: Position, status: Status | None = None) -> Record:
    decided = StatusChange(
        id=1, effective_at=NOW, recorded_at=NOW, status=status, parties=(MOSCOW,)
    )
    return Record(
        parties=PARTIES,
        roles=(
            ClaimRole(party=KYIV, role=Role.CLAIMANT),
            ClaimRole(party=MOSCOW, role=Role.ACCUSED, is_expected=True),
        ),
        positions=positions,
        statuses=(decided,) if status else (),
    )


def of(kind: Kind, found: frozenset[Facet]) -> set[tuple[str, int]]:
    return {(one.word, one.of) for one in found if one.kind is kind}


@given(
    st.sampled_from(Kind),
    st.sampled_from(("", *STATUSES, *STANCES, *EVIDENCE)),
    st.integers(0, (1 << 40) - 1),
)
def test_a_facet_is_found_again_by_its_number(kind: Kind, word: str, of: int) -> None:
    one = Facet(kind=kind, word=word, of=of)

    assert facet(one.number) == one
    assert one.number < 1 << 63


def test_every_word_has_a_number_for_ever() -> None:
    assert _WORDS[:3] == ("unconfirmed", "corroborated", "confirmed")
    assert _WORDS[21:] == ("asked_no_response", *EVIDENCE)
    assert {*STATUSES, *STANCES, *EVIDENCE} == set(_WORDS)


def test_who_speaks_for_a_parent_is_found_under_the_parent() -> None:
    found = facets(record(said(1, SBU, Stance.ACKNOWLEDGES)), MOMENT)

    assert of(Kind.STANCE, found) == {("acknowledges", KYIV)}
    assert of(Kind.CLAIMANT, found) == {("", KYIV)}
    assert ("", SBU) in of(Kind.PARTY, found)


def test_who_stands_beside_a_parent_is_never_found_under_it() -> None:
    found = facets(record(said(1, REGION, Stance.DENIES)), MOMENT)

    assert of(Kind.STANCE, found) == {("denies", REGION)}


def test_an_answer_beside_a_stance_is_found_too() -> None:
    spoken = (said(1, MOSCOW, Stance.DENIES), said(2, MOSCOW, Stance.VERIFYING))

    found = facets(record(*spoken), MOMENT)

    assert of(Kind.STANCE, found) == {("denies", MOSCOW), ("verifying", MOSCOW)}


def test_a_status_names_whom_its_label_names() -> None:
    denied = facets(
        record(said(1, MOSCOW, Stance.DENIES), status=Status.DENIED), MOMENT
    )
    unchecked = facets(record(status=Status.UNCONFIRMED), MOMENT)

    assert of(Kind.BY, denied) == {("denied", MOSCOW)}
    assert of(Kind.STATUS, unchecked) == {("unconfirmed", 0)}
    assert of(Kind.BY, unchecked) == set()


def test_a_claim_without_a_decision_is_not_assessed() -> None:
    assert of(Kind.STATUS, facets(record(), MOMENT)) == {("not_assessed", 0)}


@pytest.mark.parametrize(
    ("words", "page", "health"),
    [
        (CitationState.EXACT, SourceState.OK, "present"),
        (CitationState.EXACT_MOVED, SourceState.CHANGED, "present"),
        (CitationState.ALTERED_CRITICAL, SourceState.OK, "altered"),
        (CitationState.GONE, SourceState.OK, "gone"),
        (CitationState.EXACT, SourceState.DEAD, "gone"),
        (CitationState.EXACT, SourceState.PAYWALLED, "unreachable"),
        (None, None, ""),
    ],
)
def test_evidence_stands_as_the_last_look_saw_it(
    words: CitationState | None, page: SourceState | None, health: str
) -> None:
    item = Evidence(
        citation=1,
        origin=Origin(source=1),
        reliability="B",
        credibility=2,
        bearing=Bearing.SUPPORTS,
        effective_at=AT,
        state=words,
        source_state=page,
    )
    assert health_of(item) == health


def test_a_change_is_what_was_said_or_decided_last() -> None:
    when = dates(record(said(1, KYIV, Stance.ASSERTS), status=Status.DENIED), MOMENT)

    assert (when.said, when.decided, when.changed) == (AT, NOW, NOW)
