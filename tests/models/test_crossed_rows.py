"""What no single column shows: circles, crossed keys, corrections before their time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from tests import factories as make
from tests.factories import BEGIN, day
from tests.models.rows import NAMES, Columns, World, add
from tracker import models as m
from tracker.rules.vocabulary import RelationKind

CIRCLE = "a party cannot stand below itself"
NEWER = "a claim cannot be newer than itself"


def put_under(party: m.Party, parent: m.Party | None) -> m.PartyProfile:
    return m.PartyProfile.objects.create(
        party=party, parent=parent, names=NAMES, kind="state"
    )


def add_all(model: type[Model], world: World, columns: Columns) -> None:
    """The keys of two columns are held against one row at the end of the work."""
    add(model, world, **columns)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(model: type[Model], world: World, columns: Columns, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        add_all(model, world, columns)


@pytest.mark.django_db
def test_a_party_never_stands_below_one_that_stands_below_it() -> None:
    state, ministry, office = make.add_party(), make.add_party(), make.add_party()
    put_under(ministry, state)
    put_under(office, ministry)
    with pytest.raises(IntegrityError, match=CIRCLE), transaction.atomic():
        put_under(state, office)


@pytest.mark.django_db
def test_a_tie_that_was_cut_closes_no_circle() -> None:
    state, region = make.add_party(), make.add_party()
    put_under(region, state)
    put_under(region, None)
    assert put_under(state, region).pk


@pytest.mark.django_db
def test_the_line_of_parties_has_an_end() -> None:
    above = make.add_party()
    for _ in range(20):
        below = make.add_party()
        put_under(below, above)
        above = below
    with pytest.raises(IntegrityError, match=CIRCLE), transaction.atomic():
        put_under(make.add_party(), above)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [RelationKind.UPDATES, RelationKind.PART_OF])
def test_a_claim_is_never_newer_than_itself(kind: RelationKind) -> None:
    first, second, third = make.add_claim(), make.add_claim(), make.add_claim()
    make.add_relation(second, kind, first)
    make.add_relation(third, kind, second)
    with pytest.raises(IntegrityError, match=NEWER), transaction.atomic():
        make.add_relation(first, kind, third)


@pytest.mark.django_db
def test_claims_may_contradict_each_other_both_ways() -> None:
    first, second = make.add_claim(), make.add_claim()
    make.add_relation(first, RelationKind.CONTRADICTS, second)
    assert make.add_relation(second, RelationKind.CONTRADICTS, first).pk


@pytest.mark.django_db
def test_a_relation_that_ended_closes_no_circle() -> None:
    first, second = make.add_claim(), make.add_claim()
    make.add_relation(first, RelationKind.UPDATES, second)
    m.ClaimRelation.objects.create(
        claim=first, kind="updates", other=second, is_ended=True, recorded_at=day(1)
    )
    assert make.add_relation(second, RelationKind.UPDATES, first, at=day(2)).pk


@pytest.mark.django_db
def test_a_correction_is_not_recorded_before_its_row() -> None:
    claim, party = make.add_claim(), make.add_party()
    row = make.add_position(claim, party, at=day(2))
    with (
        pytest.raises(IntegrityError, match="recorded after the row"),
        transaction.atomic(),
    ):
        make.void_position(row, recorded_at=day(1), reason="Never said.")


@pytest.mark.django_db
def test_a_correction_may_be_recorded_with_its_row() -> None:
    row = make.add_position(make.add_claim(), make.add_party(), at=day(2))
    assert make.void_position(row, recorded_at=day(2), reason="Never said.").pk


@pytest.mark.django_db
def test_no_row_corrects_itself_or_one_that_is_not_there() -> None:
    claim, party = make.add_claim(), make.add_party()
    for corrected in (777, 778):
        with (
            pytest.raises(IntegrityError, match="recorded after the row"),
            transaction.atomic(),
        ):
            m.Position.objects.create(
                id=777,
                claim=claim,
                party=party,
                is_void=True,
                corrects_id=corrected,
                reason="Never said.",
                effective_at=day(1),
            )


@pytest.mark.django_db
def test_an_answer_belongs_to_the_claim_that_was_asked_about() -> None:
    world = World()
    columns = {"answers": world.inquiry, "claim": world.other_claim}
    refused(m.Position, world, columns, "position_answers_stands_together")


@pytest.mark.django_db
def test_a_silence_belongs_to_the_claim_that_was_asked_about() -> None:
    world = World()
    columns = {
        "kind": "asked_no_response",
        "inquiry": world.inquiry,
        "claim": world.other_claim,
    }
    refused(m.Silence, world, columns, "silence_inquiry_stands_together")


@pytest.mark.django_db
def test_a_citation_belongs_to_the_claim_of_its_position() -> None:
    world = World()
    columns = {"position": world.position, "claim": world.other_claim}
    refused(m.Citation, world, columns, "citation_position_stands_together")


@pytest.mark.django_db
@pytest.mark.parametrize("model", [m.Citation, m.Check, m.OutsideCopy])
def test_a_snapshot_belongs_to_the_source(model: type[Model]) -> None:
    world = World()
    columns = {"snapshot": world.snapshot, "source": world.other_source}
    refused(model, world, columns, "_snapshot_stands_together")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["citation", "inquiry"])
def test_a_review_item_belongs_to_the_claim_of_its_row(name: str) -> None:
    world = World()
    columns = {name: getattr(world, name), "claim": world.other_claim}
    refused(m.ReviewItem, world, columns, f"reviewitem_{name}_stands_together")


@pytest.mark.django_db
def test_a_check_says_nothing_of_citations_of_another_source() -> None:
    world = World()
    stranger = make.add_citation(world.claim, world.other_source, at=day(1))
    with (
        pytest.raises(IntegrityError, match="another source"),
        transaction.atomic(),
    ):
        add(m.CitationCheck, world, citation=stranger)


@pytest.mark.django_db(transaction=True)
def test_a_party_is_never_added_to_a_status_of_yesterday() -> None:
    claim, party = make.add_claim(), make.add_party()
    change = make.add_status(claim, at=day(1), parties=(make.add_party(),))
    with pytest.raises(IntegrityError, match="never later"):
        m.StatusParty.objects.create(status_change=change, party=party)
    assert change.parties.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_status_and_its_parties_may_be_written_in_two_savepoints() -> None:
    claim, party = make.add_claim(), make.add_party()
    with transaction.atomic():
        with transaction.atomic():
            change = make.add_status(claim, at=day(1))
        with transaction.atomic():
            m.StatusParty.objects.create(status_change=change, party=party)
    assert change.parties.get().party == party


@pytest.mark.django_db
def test_a_fact_without_a_time_is_recorded_now() -> None:
    row = m.PartyProfile.objects.create(
        party=make.add_party(), names=NAMES, kind="state"
    )
    row.refresh_from_db()
    assert row.recorded_at > BEGIN + timedelta(days=1)
