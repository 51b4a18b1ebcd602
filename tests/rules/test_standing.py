"""Where each party stands: every sentence of the rule, a test each."""

from dataclasses import replace

import pytest

from tests.rules.make import (
    ANALYSTS,
    BEIJING,
    BELGOROD,
    CLAIMED_BY_KYIV,
    DEFENCE,
    KYIV,
    LATER,
    MOSCOW,
    PARTIES,
    SBU,
    asked,
    at,
    on,
    party,
    plays,
    record,
    said,
    silent,
)
from tracker.rules.facts import Record
from tracker.rules.standing import Stand, stands
from tracker.rules.vocabulary import Role, SilenceKind, Stance

NON_COMMITTAL = (
    Stance.VERIFYING,
    Stance.DECLINES_TO_COMMENT,
    Stance.NO_CLEAR_POSITION,
)


def stand_of(party: int, claim: Record) -> Stand:
    stand = stands(claim, LATER).of(party)
    assert stand is not None
    return stand


def test_a_stand_is_the_latest_counting_position() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(8)), said(MOSCOW, Stance.ACKNOWLEDGES, at(9))
    )
    assert stand_of(MOSCOW, claim).stance is Stance.ACKNOWLEDGES


@pytest.mark.parametrize("answer", NON_COMMITTAL)
def test_a_non_committal_answer_stands_beside_and_never_ends(answer: Stance) -> None:
    claim = record(said(MOSCOW, Stance.DENIES, at(8)), said(MOSCOW, answer, at(9)))
    stand = stand_of(MOSCOW, claim)
    assert stand.stance is Stance.DENIES
    assert stand.beside is not None
    assert stand.beside.stance is answer


@pytest.mark.parametrize("answer", NON_COMMITTAL)
def test_an_only_answer_that_commits_to_nothing_is_no_stance(answer: Stance) -> None:
    stand = stand_of(MOSCOW, record(said(MOSCOW, answer)))
    assert stand.stance is None
    assert stand.beside is not None
    assert stand.silence is None


def test_a_committed_stance_clears_the_answer_that_stood_before_it() -> None:
    claim = record(
        said(MOSCOW, Stance.VERIFYING, at(8)), said(MOSCOW, Stance.DENIES, at(9))
    )
    assert stand_of(MOSCOW, claim).beside is None


def test_a_stance_stands_since_it_was_first_taken_without_a_break() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(7)),
        said(MOSCOW, Stance.VERIFYING, at(8)),
        said(MOSCOW, Stance.DENIES, at(9)),
    )
    assert stand_of(MOSCOW, claim).since == at(7)


def test_a_stance_taken_again_after_another_stands_since_the_second_time() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(7)),
        said(MOSCOW, Stance.ACKNOWLEDGES_PARTLY, at(8)),
        said(MOSCOW, Stance.DENIES, at(9)),
    )
    assert stand_of(MOSCOW, claim).since == at(9)


def test_a_retraction_ends_what_the_party_said_before() -> None:
    claim = record(
        said(KYIV, Stance.ASSERTS, at(8)), said(KYIV, Stance.RETRACTS, at(9))
    )
    assert stand_of(KYIV, claim).stance is Stance.RETRACTS


def test_a_retraction_brings_no_older_stance_back() -> None:
    claim = record(
        said(KYIV, Stance.ASSERTS, at(7)),
        said(KYIV, Stance.DENIES, at(8)),
        said(KYIV, Stance.RETRACTS, at(9)),
    )
    assert stand_of(KYIV, claim).stance is Stance.RETRACTS


def test_a_retraction_leaves_other_parties_where_they_stand() -> None:
    claim = record(
        said(KYIV, Stance.ASSERTS, at(8)), said(MOSCOW, Stance.RETRACTS, at(9))
    )
    assert stand_of(KYIV, claim).stance is Stance.ASSERTS


def test_a_non_committal_answer_does_not_bring_back_what_was_retracted() -> None:
    claim = record(
        said(KYIV, Stance.ASSERTS, at(7)),
        said(KYIV, Stance.RETRACTS, at(8)),
        said(KYIV, Stance.VERIFYING, at(9)),
    )
    stand = stand_of(KYIV, claim)
    assert stand.stance is Stance.RETRACTS
    assert stand.beside is not None


def test_a_party_with_no_position_stands_on_its_latest_silence() -> None:
    claim = record(
        silent(MOSCOW, SilenceKind.ASKED_NO_RESPONSE, at(8)),
        silent(MOSCOW, SilenceKind.NO_STATEMENT_FOUND, at(12)),
    )
    stand = stand_of(MOSCOW, claim)
    assert stand.silence is SilenceKind.NO_STATEMENT_FOUND
    assert stand.silence_row is not None
    assert stand.silence_row.effective_at == at(12)


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.VERIFYING, Stance.RETRACTS])
def test_a_silence_never_ends_a_position(stance: Stance) -> None:
    claim = record(said(MOSCOW, stance, at(8)), silent(MOSCOW, when=at(20)))
    assert stand_of(MOSCOW, claim).silence is None


def test_an_expected_answering_party_with_nothing_at_all_is_not_checked() -> None:
    stand = stand_of(MOSCOW, record())
    assert stand.silence is SilenceKind.NOT_CHECKED
    assert stand.silence_row is None
    assert stand.is_unchecked


def test_a_party_that_is_not_expected_owes_no_answer() -> None:
    claim = record(roles=(plays(MOSCOW, Role.ACCUSED, expected=False),))
    assert stand_of(MOSCOW, claim).silence is None


def test_a_claimant_is_never_reported_as_not_checked() -> None:
    claim = record(roles=(plays(KYIV, Role.CLAIMANT),))
    assert stand_of(KYIV, claim).silence is None


def test_a_request_without_an_answer_is_a_silence_of_its_own() -> None:
    stand = stand_of(MOSCOW, record(asked(MOSCOW, at(8), deadline=at(10))))
    assert stand.silence is SilenceKind.ASKED_NO_RESPONSE
    assert not stand.is_awaited


@pytest.mark.parametrize(("hour", "awaited"), [(11, True), (12, False), (13, False)])
def test_an_answer_is_awaited_until_the_deadline(hour: int, awaited: bool) -> None:
    claim = record(asked(MOSCOW, at(8), deadline=at(10)))
    moment = replace(LATER, as_of=at(10, hour))
    stand = stands(claim, moment).of(MOSCOW)
    assert stand is not None
    assert stand.is_awaited is awaited


def test_a_request_without_a_deadline_is_not_awaited() -> None:
    assert not stand_of(MOSCOW, record(asked(MOSCOW))).is_awaited


def test_a_request_that_a_position_answers_is_closed() -> None:
    request = asked(MOSCOW, at(8))
    claim = record(request, said(MOSCOW, Stance.DENIES, at(9), answers=request.id))
    assert stand_of(MOSCOW, claim).inquiry is None


def test_an_answer_to_a_request_answers_its_corrected_row() -> None:
    request = asked(MOSCOW, at(8))
    claim = record(
        request,
        asked(MOSCOW, at(8), corrects=request.id),
        said(MOSCOW, Stance.DENIES, at(9), answers=request.id),
    )
    assert stand_of(MOSCOW, claim).inquiry is None


def test_a_request_after_a_position_stays_open_beside_it() -> None:
    claim = record(said(MOSCOW, Stance.DENIES, at(8)), asked(MOSCOW, at(9)))
    stand = stand_of(MOSCOW, claim)
    assert stand.inquiry is not None
    assert stand.stance is Stance.DENIES


def test_who_speaks_for_a_parent_folds_into_it() -> None:
    claim = record(said(SBU, Stance.ASSERTS))
    stand = stand_of(KYIV, claim)
    assert stand.stance is Stance.ASSERTS
    assert stand.mouth == SBU
    assert stands(claim, LATER).of(SBU) is None


def test_the_latest_of_the_parent_and_its_mouths_is_the_stand() -> None:
    claim = record(said(SBU, Stance.ASSERTS, at(8)), said(KYIV, Stance.RETRACTS, at(9)))
    stand = stand_of(KYIV, claim)
    assert stand.stance is Stance.RETRACTS
    assert stand.mouth is None


def test_folding_goes_up_through_every_link() -> None:
    parties = {**PARTIES, 20: party(20, SBU, speaks=True)}
    claim = replace(record(said(20, Stance.ASSERTS)), parties=parties)
    assert stand_of(KYIV, claim).mouth == 20


def test_a_parent_without_a_role_has_the_role_of_its_mouth() -> None:
    claim = record(roles=(plays(DEFENCE, Role.CLAIMANT),))
    assert stand_of(MOSCOW, claim).role is Role.CLAIMANT


def test_a_parents_own_role_counts_before_its_mouths() -> None:
    claim = record(roles=(plays(DEFENCE, Role.CLAIMANT), plays(MOSCOW, Role.ACCUSED)))
    assert stand_of(MOSCOW, claim).role is Role.ACCUSED


def test_a_subordinate_is_shown_beside_its_parent_and_never_as_it() -> None:
    claim = record(said(BELGOROD, Stance.ACKNOWLEDGES))
    stand = stand_of(MOSCOW, claim)
    assert stand.stance is None
    assert [below.party for below in stand.subordinates] == [BELGOROD]
    assert BELGOROD not in {top.party for top in stands(claim, LATER).stands}


def test_a_subordinate_never_answers_where_its_parent_is() -> None:
    claim = record(roles=(plays(MOSCOW, Role.AFFECTED), plays(BELGOROD, Role.AFFECTED)))
    assert not stand_of(BELGOROD, claim).is_answering


def test_a_subordinate_answers_where_its_parent_is_not() -> None:
    claim = record(roles=(CLAIMED_BY_KYIV, plays(BELGOROD, Role.AFFECTED)))
    assert stand_of(BELGOROD, claim).is_answering


@pytest.mark.parametrize("role", [Role.CLAIMANT, Role.THIRD_PARTY])
def test_claimants_and_third_parties_never_answer(role: Role) -> None:
    assert not stand_of(BEIJING, record(roles=(plays(BEIJING, role),))).is_answering


def test_a_party_without_a_role_still_has_a_stand_when_it_spoke() -> None:
    assert stand_of(ANALYSTS, record(said(ANALYSTS, Stance.ASSERTS))).role is None


@pytest.mark.parametrize("speaks", [True, False])
def test_parties_in_a_circle_do_not_hang_the_rule(speaks: bool) -> None:
    circle = {1: party(1, 2, speaks), 2: party(2, 3, speaks), 3: party(3, 1, speaks)}
    claim = replace(record(said(2, Stance.DENIES), roles=()), parties=circle)
    said_by = {stand.party for stand in stands(claim, LATER).everyone}
    assert said_by == ({1} if speaks else {2})


def test_stands_that_came_later_do_not_count_before() -> None:
    claim = record(said(MOSCOW, Stance.DENIES, at(20)))
    stand = stands(claim, on(19)).of(MOSCOW)
    assert stand is not None
    assert stand.stance is None


def test_a_voided_position_leaves_the_one_before_it() -> None:
    wrong = said(MOSCOW, Stance.ACKNOWLEDGES, at(9))
    claim = record(
        said(MOSCOW, Stance.DENIES, at(8)), wrong, said(MOSCOW, None, corrects=wrong.id)
    )
    assert stand_of(MOSCOW, claim).stance is Stance.DENIES


def test_of_two_positions_at_one_moment_the_later_recorded_stands() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(8), recorded=at(10), id=901),
        said(MOSCOW, Stance.ACKNOWLEDGES, at(8), recorded=at(9), id=902),
    )
    assert stand_of(MOSCOW, claim).stance is Stance.DENIES


def test_of_two_positions_with_both_clocks_equal_the_higher_id_stands() -> None:
    claim = record(
        said(MOSCOW, Stance.ACKNOWLEDGES, at(8), id=902),
        said(MOSCOW, Stance.DENIES, at(8), id=901),
    )
    assert stand_of(MOSCOW, claim).stance is Stance.ACKNOWLEDGES
