"""Topics and places: how their claims stand, who speaks of them, what changed last."""

import pytest
from django.test import Client

from tests.factories import (
    add_claim,
    add_party,
    add_place,
    add_position,
    add_status,
    add_topic,
    day,
    move_claim,
)
from tests.reader.reading import read
from tests.reader.test_budgets import grow
from tracker.models import ClaimPlace, ClaimTopic, Place, Topic
from tracker.models.tallies import by_status, by_subject
from tracker.reader import access
from tracker.reader.past import Past
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import Status, WorkflowState

pytestmark = pytest.mark.django_db

LISTS = ("/topics/", "/places/")
PAGES = ("/topics/here/", "/places/here/")


def test_the_claims_are_counted_by_status(client: Client) -> None:
    claims = [add_claim(), add_claim(), add_claim()]
    add_status(claims[0], Status.CONFIRMED, at=day(8))
    add_status(claims[1], Status.CONFIRMED, at=day(8))
    topic = add_topic("here", *claims)

    counted = by_subject("topic", Moment(day(9), day(9)), day(9))

    assert counted == {topic.pk: {"confirmed": 2, "not_assessed": 1}}
    assert "3 claims" in read(client, "/topics/here/")


@pytest.mark.parametrize("address", [*LISTS, *PAGES])
def test_a_draft_is_neither_shown_nor_counted(client: Client, address: str) -> None:
    shown = add_claim(statement="A public one.")
    draft = add_claim(statement="A secret one.", state=WorkflowState.DRAFT)
    add_topic("here", shown, draft)
    add_place("here", shown, draft)
    add_topic("hidden", draft, name="A secret topic")
    add_place("hidden", draft, name="A secret place")

    page = read(client, address)

    assert "secret" not in page
    assert "1 claim<" in page


@pytest.mark.parametrize("address", ["/topics/hidden/", "/places/hidden/"])
def test_a_subject_of_drafts_alone_is_not_there(client: Client, address: str) -> None:
    draft = add_claim(state=WorkflowState.DRAFT)
    add_topic("hidden", draft)
    add_place("hidden", draft)

    assert client.get(address).status_code == 404
    assert client.get(address.replace("hidden", "nothing")).status_code == 404


def test_the_past_counts_what_was_so_then(client: Client) -> None:
    claim = add_claim()
    add_topic("here", claim)
    add_status(claim, Status.UNCONFIRMED, at=day(8))
    add_status(claim, Status.CONFIRMED, at=day(10))

    then = read(client, "/topics/here/?as_of=2025-04-09")

    assert "Unconfirmed" in then
    assert "Confirmed</span>" not in then
    assert "Confirmed</span>" in read(client, "/topics/here/")


def test_a_claim_that_left_a_place_is_not_there_any_more(client: Client) -> None:
    stays, leaves = add_claim(statement="It stays."), add_claim(statement="It leaves.")
    place = add_place("here", stays, leaves)
    ClaimPlace.objects.create(
        claim=leaves, place=place, is_ended=True, recorded_at=day(9)
    )

    assert "It leaves." not in read(client, "/places/here/")
    assert "It leaves." in read(client, "/places/here/?known_at=2025-04-08")


def test_the_count_is_the_list(client: Client) -> None:
    late = add_claim(state=WorkflowState.DRAFT)
    move_claim(late, WorkflowState.PUBLISHED, at=day(9))
    gone = add_claim()
    move_claim(gone, WorkflowState.ARCHIVED, at=day(10))
    back = add_claim()
    move_claim(back, WorkflowState.DRAFT, at=day(11))
    add_status(late, Status.FALSE, at=day(9))
    for number in (8, 9, 10, 11):
        moment = Moment(day(number), day(number))
        listed = access.listed(Past(moment=moment, now=day(12)))
        assert sum(by_status(moment, day(12)).values()) == listed.count()


def test_the_parties_that_speak_are_named(client: Client) -> None:
    claim = add_claim()
    add_position(claim, add_party("kyiv", name="Kyiv"), at=day(8))
    add_topic("here", claim)

    page = read(client, "/topics/here/")

    assert 'href="/parties/kyiv/"' in page
    assert "Who speaks of them" in page


def test_a_place_is_on_the_map_and_in_the_list(client: Client) -> None:
    add_place("here", add_claim(), name="Belgorod")

    page = read(client, "/places/")

    assert "<title>Belgorod</title>" in page
    assert "50.60° N, 36.60° E, ± 1 km" in page
    assert 'class="map-land"' in page


@pytest.mark.parametrize(
    "asked", ["after=0", "before=x", "as_of=never", "known_at=%00"]
)
@pytest.mark.parametrize("address", PAGES)
def test_a_hostile_question_gets_a_clean_answer(
    client: Client, address: str, asked: str
) -> None:
    add_topic("here", add_claim())
    add_place("here", add_claim())

    read(client, f"{address}?{asked}", status=400)


@pytest.mark.parametrize("address", [*LISTS, *PAGES])
def test_more_claims_cost_no_more_queries(client: Client, address: str) -> None:
    topic, place = add_topic("here"), add_place("here")

    def add() -> None:
        claim, party = add_claim(), add_party()
        add_position(claim, party, at=day(8))
        add_status(claim, at=day(9), parties=(party,))
        for one in (topic, Topic.objects.create(slug=claim.slug, names={"en": "t"})):
            ClaimTopic.objects.create(claim=claim, topic=one, recorded_at=day(1))
        ClaimPlace.objects.create(claim=claim, place=place, recorded_at=day(1))

    ten, twenty = grow(client, address, add)

    assert ten == twenty
    assert Place.objects.count() == 1
