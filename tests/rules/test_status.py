"""The table of proposed statuses, line by line, and the sentences under it."""

import pytest

from tests.rules.make import (
    ANALYSTS,
    BEIJING,
    BELGOROD,
    CLAIMED_BY_KYIV,
    KYIV,
    LATER,
    MOSCOW,
    SBU,
    asked,
    at,
    decided,
    on,
    plays,
    proof,
    record,
    said,
    shown,
    silent,
    updated_by,
)
from tracker.rules.facts import Record, Relation
from tracker.rules.status import (
    Proposal,
    ReasonCode,
    differs,
    has_news,
    propose,
    public_status,
)
from tracker.rules.vocabulary import Bearing, RelationKind, Role, Stance, Status

AGAINST = Bearing.CONTRADICTS
CLAIMED = said(KYIV, Stance.ASSERTS, at(7))
DENIED = said(MOSCOW, Stance.DENIES)
ADMITTED = said(MOSCOW, Stance.ACKNOWLEDGES)
PARTLY = said(MOSCOW, Stance.ACKNOWLEDGES_PARTLY)
LISTED = (CLAIMED_BY_KYIV, plays(MOSCOW, Role.AFFECTED, burdened=False))
STATEMENTS = said(KYIV, Stance.ASSERTS, at(7)), said(KYIV, Stance.RETRACTS, at(9))

TABLE: list[tuple[str, Record, Status, tuple[int, ...]]] = [
    ("a later claim updates it", record(ADMITTED, proof(), updated_by("newer")),
     Status.SUPERSEDED, ()),
    ("verified both ways", record(ADMITTED, proof(), proof(AGAINST)),
     Status.DISPUTED, ()),
    ("verified against", record(ADMITTED, shown(), proof(AGAINST)), Status.FALSE, ()),
    ("verified for", record(DENIED, proof()), Status.CONFIRMED, ()),
    ("acknowledged by one it burdens", record(CLAIMED, ADMITTED),
     Status.CONFIRMED, (MOSCOW,)),
    ("verified for, and acknowledged", record(ADMITTED, proof()),
     Status.CONFIRMED, (MOSCOW,)),
    ("acknowledged by one, denied by another",
     record(ADMITTED, said(BEIJING, Stance.DENIES)), Status.CONFIRMED, (MOSCOW,)),
    ("retracted", record(*STATEMENTS), Status.RETRACTED, (KYIV,)),
    ("claimant now denies", record(CLAIMED, said(KYIV, Stance.DENIES, at(9))),
     Status.RETRACTED, (KYIV,)),
    ("retracted, and denied by another", record(*STATEMENTS, DENIED),
     Status.RETRACTED, (KYIV,)),
    ("retracted by one, another still claims it",
     record(*STATEMENTS, said(ANALYSTS, Stance.ASSERTS)), Status.UNCONFIRMED, ()),
    ("retracted, but one origin supports it", record(*STATEMENTS, shown()),
     Status.UNCONFIRMED, ()),
    ("two origins", record(CLAIMED, shown(), shown()), Status.CORROBORATED, ()),
    ("two origins against a denial", record(DENIED, shown(), shown()),
     Status.CORROBORATED, ()),
    ("two origins for, one against", record(shown(), shown(), shown(AGAINST)),
     Status.DISPUTED, ()),
    ("denied, one origin for", record(DENIED, shown()), Status.DISPUTED, (MOSCOW,)),
    ("details disputed, one origin for",
     record(said(MOSCOW, Stance.DISPUTES_DETAILS), shown()),
     Status.DISPUTED, (MOSCOW,)),
    ("denied by one, partly acknowledged by another",
     record(DENIED, said(BEIJING, Stance.ACKNOWLEDGES_PARTLY)),
     Status.DISPUTED, (MOSCOW,)),
    ("one origin on each side", record(shown(), shown(AGAINST)), Status.DISPUTED, ()),
    ("one origin against, nobody denies", record(CLAIMED, shown(AGAINST)),
     Status.DISPUTED, ()),
    ("one origin against, details disputed",
     record(said(MOSCOW, Stance.DISPUTES_DETAILS), shown(AGAINST)),
     Status.DISPUTED, (MOSCOW,)),
    ("denied", record(CLAIMED, DENIED), Status.DENIED, (MOSCOW,)),
    ("denied, one origin against", record(DENIED, shown(AGAINST)),
     Status.DENIED, (MOSCOW,)),
    ("denied by one it does not burden", record(CLAIMED, DENIED, roles=LISTED),
     Status.DENIED, (MOSCOW,)),
    ("partly acknowledged", record(CLAIMED, PARTLY),
     Status.PARTLY_CONFIRMED, (MOSCOW,)),
    ("partly acknowledged by one it does not burden", record(PARTLY, roles=LISTED),
     Status.UNCONFIRMED, ()),
    ("acknowledged by one it does not burden", record(ADMITTED, roles=LISTED),
     Status.UNCONFIRMED, ()),
    ("one origin", record(CLAIMED, silent(MOSCOW), shown()),
     Status.UNCONFIRMED, (MOSCOW,)),
    ("looked for, one heard", record(silent(MOSCOW), said(BEIJING, Stance.VERIFYING)),
     Status.UNCONFIRMED, (MOSCOW, BEIJING)),
    ("details disputed, nothing else", record(said(MOSCOW, Stance.DISPUTES_DETAILS)),
     Status.UNCONFIRMED, (MOSCOW,)),
    ("nothing at all", record(), Status.UNCONFIRMED, ()),
    ("denied by a third party",
     record(CLAIMED, said(ANALYSTS, Stance.DENIES)), Status.UNCONFIRMED, ()),
    ("a subordinate acknowledges", record(CLAIMED, silent(MOSCOW),
     said(BELGOROD, Stance.ACKNOWLEDGES)), Status.UNCONFIRMED, (MOSCOW,)),
    ("the claimant acknowledges its own deed", record(silent(MOSCOW),
     said(KYIV, Stance.ACKNOWLEDGES)), Status.UNCONFIRMED, (MOSCOW,)),
    ("the claimants' own evidence",
     record(CLAIMED, silent(MOSCOW), shown(origin=SBU, grade="A1", verified=True)),
     Status.UNCONFIRMED, (MOSCOW,)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "status", "parties"),
    [pytest.param(*row[1:], id=row[0]) for row in TABLE],
)
def test_the_first_line_that_fits_is_proposed(
    claim: Record, status: Status, parties: tuple[int, ...]
) -> None:
    proposal = propose(claim, LATER)
    assert (proposal.status, proposal.parties) == (status, parties)


def test_every_status_but_unverifiable_can_be_proposed() -> None:
    assert {row[2] for row in TABLE} == set(Status) - {Status.UNVERIFIABLE}


def test_a_superseded_claim_turns_on_the_claim_that_updates_it() -> None:
    assert propose(record(updated_by("newer")), LATER).superseded_by == "newer"


@pytest.mark.parametrize(
    ("kind", "incoming"),
    [(RelationKind.UPDATES, False), (RelationKind.CONTRADICTS, True),
     (RelationKind.PART_OF, True), (RelationKind.REPEATS, True)],
)  # fmt: skip
def test_no_other_relation_supersedes(kind: RelationKind, incoming: bool) -> None:
    claim = record(Relation(kind=kind, other="other", is_incoming=incoming))
    assert propose(claim, LATER).status is Status.UNCONFIRMED


def test_corroboration_turns_on_the_number_of_origins() -> None:
    assert propose(record(shown(), shown(), shown()), LATER).origins == 3


def parties_named(proposal: Proposal, code: ReasonCode) -> tuple[int, ...]:
    return next((item.parties for item in proposal.reasons if item.code is code), ())


OUTWEIGHED = [
    ("a denial, by an acknowledgement",
     record(ADMITTED, said(BEIJING, Stance.DENIES)),
     ReasonCode.DENIAL_OUTWEIGHED, (BEIJING,)),
    ("a denial, by verified evidence", record(DENIED, proof()),
     ReasonCode.DENIAL_OUTWEIGHED, (MOSCOW,)),
    ("a denial, by two origins", record(DENIED, shown(), shown()),
     ReasonCode.DENIAL_OUTWEIGHED, (MOSCOW,)),
    ("an acknowledgement, by verified evidence", record(ADMITTED, proof(AGAINST)),
     ReasonCode.ACKNOWLEDGEMENT_OUTWEIGHED, (MOSCOW,)),
    ("a part, by verified evidence", record(PARTLY, proof(AGAINST)),
     ReasonCode.PARTIAL_OUTWEIGHED, (MOSCOW,)),
    ("a denial, by verified evidence on both sides",
     record(DENIED, proof(), proof(AGAINST)),
     ReasonCode.DENIAL_OUTWEIGHED, (MOSCOW,)),
    ("a part, by a retraction", record(*STATEMENTS, PARTLY),
     ReasonCode.PARTIAL_OUTWEIGHED, (MOSCOW,)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "code", "parties"),
    [pytest.param(*row[1:], id=row[0]) for row in OUTWEIGHED],
)
def test_the_reasons_name_who_was_outweighed(
    claim: Record, code: ReasonCode, parties: tuple[int, ...]
) -> None:
    assert parties_named(propose(claim, LATER), code) == parties


@pytest.mark.parametrize(
    ("claim", "code"),
    [(record(shown(), proof(AGAINST)), ReasonCode.SUPPORT_OUTWEIGHED),
     (record(proof(), shown(AGAINST)), ReasonCode.CONTRADICTION_OUTWEIGHED)],
)  # fmt: skip
def test_the_reasons_count_the_evidence_that_was_outweighed(
    claim: Record, code: ReasonCode
) -> None:
    counts = {item.code: item.count for item in propose(claim, LATER).reasons}
    assert counts[code] == 1


def test_a_reason_about_nobody_is_not_given() -> None:
    codes = [item.code for item in propose(record(proof()), LATER).reasons]
    assert codes == [ReasonCode.VERIFIED_FOR]


def test_a_dispute_names_both_sides() -> None:
    claim = record(DENIED, said(BEIJING, Stance.ACKNOWLEDGES_PARTLY))
    proposal = propose(claim, LATER)
    code = ReasonCode.DENIED_AGAINST_PARTIAL
    assert parties_named(proposal, code) == (MOSCOW,)
    assert parties_named(proposal, ReasonCode.ACKNOWLEDGED_PARTLY) == (BEIJING,)


def test_a_party_that_nobody_checked_is_told_apart_from_who_did_not_confirm() -> None:
    proposal = propose(record(silent(MOSCOW)), LATER)
    assert proposal.parties == (MOSCOW,)
    assert parties_named(proposal, ReasonCode.NOT_CHECKED) == (BEIJING,)


def test_an_answer_that_is_awaited_is_said_in_the_reasons() -> None:
    claim = record(asked(MOSCOW, at(8), deadline=at(10)))
    proposal = propose(claim, on(9))
    assert parties_named(proposal, ReasonCode.ANSWER_AWAITED) == (MOSCOW,)


def test_an_acknowledgement_that_confirms_nothing_is_listed() -> None:
    proposal = propose(record(ADMITTED, roles=LISTED), LATER)
    assert parties_named(proposal, ReasonCode.NOT_BURDENED) == (MOSCOW,)


def test_the_public_status_is_the_latest_decision_and_not_the_proposal() -> None:
    claim = record(
        ADMITTED, decided(Status.DENIED, when=at(9)), decided(Status.DISPUTED)
    )
    public = public_status(claim, LATER)
    assert public is not None
    assert public.status is Status.DISPUTED


def test_without_a_decision_there_is_no_public_status() -> None:
    assert public_status(record(ADMITTED), LATER) is None


def test_a_voided_decision_leaves_the_one_before_it() -> None:
    wrong = decided(Status.FALSE, when=at(10))
    undo = decided(None, when=at(11), corrects=wrong.id)
    claim = record(decided(Status.DENIED, when=at(9)), wrong, undo)
    public = public_status(claim, LATER)
    assert public is not None
    assert public.status is Status.DENIED


def test_a_decision_that_equals_the_proposal_is_not_different() -> None:
    proposal = propose(record(silent(MOSCOW), silent(BEIJING)), LATER)
    assert not differs(proposal, decided(Status.UNCONFIRMED, BEIJING, MOSCOW))


@pytest.mark.parametrize(
    "public",
    [decided(Status.DENIED, MOSCOW), decided(Status.UNCONFIRMED, BEIJING)],
)
def test_another_status_or_another_party_is_different(public: Proposal) -> None:
    assert differs(propose(record(silent(MOSCOW)), LATER), public)


def test_where_nothing_was_decided_nothing_differs() -> None:
    assert not differs(propose(record(ADMITTED), LATER), None)


def test_a_decision_against_the_proposal_is_no_news_by_itself() -> None:
    same = propose(record(silent(MOSCOW)), LATER)
    assert not has_news(same, decided(Status.UNVERIFIABLE), then=same)


def test_an_acknowledgement_after_the_decision_is_news() -> None:
    claim = record(silent(MOSCOW, when=at(8)), said(MOSCOW, Stance.ACKNOWLEDGES, at(9)))
    then, now = propose(claim, on(8)), propose(claim, on(9))
    assert has_news(now, decided(Status.UNVERIFIABLE, when=at(8)), then=then)


def test_a_proposal_that_came_round_to_the_decision_is_no_news() -> None:
    claim = record(silent(MOSCOW, when=at(8)), said(MOSCOW, Stance.ACKNOWLEDGES, at(9)))
    then, now = propose(claim, on(8)), propose(claim, on(9))
    assert not has_news(now, decided(Status.CONFIRMED, MOSCOW), then=then)


def test_where_the_former_proposal_is_unknown_a_difference_is_news() -> None:
    now = propose(record(ADMITTED), LATER)
    assert has_news(now, decided(Status.UNCONFIRMED, MOSCOW), then=None)
