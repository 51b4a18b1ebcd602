"""A claim's record as of a moment: both clocks, corrections, ties, ends of ranges."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import factories as make
from tests.factories import day
from tracker.models import Claim, ClaimRelation, PartyProfile, Position
from tracker.models.as_of import record, records
from tracker.rules.facts import Moment, Record
from tracker.rules.moments import day_range
from tracker.rules.vocabulary import (
    RelationKind,
    Role,
    SilenceKind,
    Stance,
    Status,
    WorkflowState,
)

pytestmark = pytest.mark.django_db


def seen(claim: Claim, as_of: datetime, known_at: datetime | None = None) -> Record:
    return record(claim, Moment(as_of=as_of, known_at=known_at or as_of))


def stances(found: Record) -> list[Stance | None]:
    return [position.stance for position in found.positions]


def test_before_everything_there_is_nothing() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_role(claim, party, at=day(2))
    make.add_position(claim, party, at=day(2))
    make.add_citation(claim, at=day(2))
    assert seen(claim, day(1)) == Record(parties={})


def test_a_position_counts_from_when_it_was_said() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_position(claim, party, at=day(2))
    assert stances(seen(claim, day(1, hour=23))) == []
    assert stances(seen(claim, day(2))) == [Stance.ASSERTS]


def test_a_position_is_not_known_before_it_was_written_down() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_position(claim, party, at=day(2), recorded_at=day(5))
    assert stances(seen(claim, day(3), day(4))) == []
    assert stances(seen(claim, day(3), day(5))) == [Stance.ASSERTS]


def test_what_was_said_later_is_not_seen_earlier_however_early_it_was_known() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_position(claim, party, at=day(9), recorded_at=day(2))
    assert stances(seen(claim, day(8), day(20))) == []


def test_a_correction_replaces_its_row_from_when_it_was_written_down() -> None:
    claim, party = make.add_claim(), make.add_party()
    first = make.add_position(claim, party, Stance.DENIES, at=day(2))
    make.add_position(
        claim,
        party,
        Stance.VERIFYING,
        at=day(2),
        recorded_at=day(5),
        corrects=first,
        reason="A mistranslation.",
    )
    assert stances(seen(claim, day(3), day(4))) == [Stance.DENIES]
    assert stances(seen(claim, day(3), day(5))) == [Stance.VERIFYING]


def test_a_row_ends_by_a_correction_that_takes_effect_later() -> None:
    claim, party = make.add_claim(), make.add_party()
    first = make.add_position(claim, party, at=day(2))
    make.add_position(
        claim,
        party,
        at=day(7),
        recorded_at=day(8),
        corrects=first,
        reason="It was said on the seventh.",
    )
    assert stances(seen(claim, day(3), day(8))) == []
    assert stances(seen(claim, day(7), day(8))) == [Stance.ASSERTS]


def test_a_void_leaves_nothing() -> None:
    claim, party = make.add_claim(), make.add_party()
    row = make.add_position(claim, party, at=day(2))
    make.void_position(row, recorded_at=day(5), reason="Another party said it.")
    assert stances(seen(claim, day(3), day(4))) == [Stance.ASSERTS]
    assert stances(seen(claim, day(9))) == []


def test_a_void_that_was_corrected_brings_the_new_row_only() -> None:
    claim, party = make.add_claim(), make.add_party()
    row = make.add_position(claim, party, Stance.DENIES, at=day(2))
    void = make.void_position(row, recorded_at=day(3), reason="Never said.")
    make.add_position(
        claim,
        party,
        Stance.VERIFYING,
        at=day(2),
        recorded_at=day(4),
        corrects=void,
        reason="It was said, in other words.",
    )
    assert stances(seen(claim, day(9))) == [Stance.VERIFYING]


def test_a_row_that_moved_to_another_claim_counts_there_only() -> None:
    first, second, party = make.add_claim(), make.add_claim(), make.add_party()
    row = make.add_position(first, party, at=day(2))
    make.add_position(
        second,
        party,
        at=day(2),
        recorded_at=day(5),
        corrects=row,
        reason="The claim was split.",
    )
    found = records([first.pk, second.pk], Moment(as_of=day(9), known_at=day(9)))
    assert stances(found[first.pk]) == []
    assert stances(found[second.pk]) == [Stance.ASSERTS]


def test_positions_of_one_moment_stand_in_the_order_they_were_written_down() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_position(claim, party, Stance.DENIES, at=day(2), recorded_at=day(4))
    make.add_position(claim, party, Stance.ASSERTS, at=day(2), recorded_at=day(3))
    make.add_position(claim, party, Stance.VERIFYING, at=day(2), recorded_at=day(3))
    assert stances(seen(claim, day(9))) == [
        Stance.ASSERTS,
        Stance.VERIFYING,
        Stance.DENIES,
    ]


def test_an_imprecise_date_counts_from_the_end_of_its_range() -> None:
    claim, party = make.add_claim(), make.add_party()
    begin, end = day_range(day(2).date())
    Position.objects.create(
        claim=claim,
        party=party,
        stance="denies",
        precision="day",
        effective_from=begin,
        effective_at=end,
        recorded_at=day(2),
    )
    assert stances(seen(claim, day(2, hour=23))) == []
    found = seen(claim, day(3, hour=0)).positions[0]
    assert found.effective_from == begin


def test_a_role_is_the_latest_known_one() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_role(claim, party, Role.AFFECTED, at=day(1))
    make.add_role(claim, party, Role.ACCUSED, is_burdened=True, at=day(5))
    assert [role.role for role in seen(claim, day(4)).roles] == [Role.AFFECTED]
    later = seen(claim, day(2), day(6)).roles
    assert [(role.role, role.is_burdened) for role in later] == [(Role.ACCUSED, True)]


def test_a_role_that_was_taken_away_is_none() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_role(claim, party, Role.AFFECTED, at=day(1))
    claim.roles.create(party=party, role="", recorded_at=day(5))
    assert seen(claim, day(6)).roles == ()


def test_a_party_is_known_as_it_was_known_then_with_all_above_it() -> None:
    claim = make.add_claim()
    moscow, ministry = make.add_party("moscow"), make.add_party("ministry")
    office = make.add_party("office", parent=ministry, at=day(1))
    PartyProfile.objects.create(
        party=ministry,
        names={"en": "The ministry"},
        kind="ministry",
        parent=moscow,
        speaks_for_parent=True,
        recorded_at=day(5),
    )
    make.add_position(claim, office, at=day(2))
    before, after = seen(claim, day(4)).parties, seen(claim, day(5)).parties
    assert set(before) == {office.pk, ministry.pk}
    assert before[ministry.pk].names == {"en": "Ministry"}
    assert set(after) == {office.pk, ministry.pk, moscow.pk}
    assert after[ministry.pk].speaks_for_parent


def test_a_party_that_only_a_status_names_is_in_the_record() -> None:
    claim, party = make.add_claim(), make.add_party()
    make.add_status(claim, at=day(2), parties=(party,))
    found = seen(claim, day(3))
    assert found.statuses[0].parties == (party.pk,)
    assert party.pk in found.parties


def test_an_answer_to_a_request_answers_its_corrected_rows() -> None:
    claim, party = make.add_claim(), make.add_party()
    row = make.add_inquiry(claim, party, at=day(1))
    make.add_position(claim, party, Stance.DENIES, at=day(4), answers=row)
    make.add_silence(
        claim, party, SilenceKind.ASKED_NO_RESPONSE, at=day(3), inquiry=row
    )
    for number in (5, 6):
        row = claim.inquiries.create(
            party=party,
            channel="email",
            effective_at=day(2),
            recorded_at=day(number),
            corrects=row,
            reason="It was sent a day later.",
        )
    found = seen(claim, day(9))
    assert [inquiry.id for inquiry in found.inquiries] == [row.pk]
    assert found.positions[0].answers == row.pk
    assert found.silences[0].inquiry == row.pk


def test_a_status_names_the_claim_that_took_its_place() -> None:
    old, new = make.add_claim(), make.add_claim("newer", at=day(3))
    make.add_status(old, Status.SUPERSEDED, at=day(4), superseded_by=new)
    assert seen(old, day(5)).statuses[0].superseded_by == "newer"


def test_a_claim_that_is_not_published_is_never_named() -> None:
    old, new = make.add_claim(), make.add_claim("newer", at=day(3))
    make.add_status(old, Status.SUPERSEDED, at=day(4), superseded_by=new)
    make.add_relation(new, RelationKind.UPDATES, old, at=day(4))
    make.move_claim(new, WorkflowState.DRAFT, at=day(6))
    before, after = seen(old, day(5)), seen(old, day(7))
    assert [relation.other for relation in before.relations] == ["newer"]
    assert after.relations == ()
    assert after.statuses[0].superseded_by == ""


def test_a_relation_is_seen_from_both_ends_until_it_ends() -> None:
    first, second = make.add_claim("first"), make.add_claim("second")
    make.add_relation(first, RelationKind.UPDATES, second, at=day(2))
    ClaimRelation.objects.create(
        claim=first, kind="updates", other=second, is_ended=True, recorded_at=day(6)
    )
    (told,), (heard,) = seen(first, day(3)).relations, seen(second, day(3)).relations
    assert (told.other, told.is_incoming) == ("second", False)
    assert (heard.other, heard.is_incoming) == ("first", True)
    assert seen(first, day(7)).relations == ()


def fill(claim: Claim) -> None:
    """A claim with a row of every kind."""
    kyiv, moscow = make.add_party(), make.add_party()
    make.add_role(claim, kyiv)
    make.add_role(claim, moscow, Role.ACCUSED, is_burdened=True, is_expected=True)
    said = make.add_position(claim, kyiv, at=day(2))
    asked = make.add_inquiry(claim, moscow, at=day(2))
    make.add_position(claim, moscow, Stance.DENIES, at=day(3), answers=asked)
    make.add_silence(claim, moscow, at=day(2))
    source = make.add_source(origin_source=make.add_source(origin_party=kyiv))
    cited = make.add_citation(claim, source, at=day(2), position=said)
    make.add_citation(claim, at=day(3))
    make.add_citation_check(make.add_check(source, at=day(4)), cited)
    make.add_status(claim, at=day(4), parties=(moscow,))
    newer = make.add_claim()
    make.add_relation(newer, RelationKind.UPDATES, claim)
    make.add_status(claim, Status.SUPERSEDED, at=day(5), superseded_by=newer)


def test_ten_claims_and_twenty_cost_the_same(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    claims = [make.add_claim().pk for _ in range(20)]
    for claim in Claim.objects.filter(pk__in=claims):
        fill(claim)
    moment = Moment(as_of=day(9), known_at=day(9))
    with django_assert_num_queries(21):
        records(claims[:10], moment)
    with django_assert_num_queries(21):
        found = records(claims, moment)
    assert all(found[claim].evidence for claim in claims)
