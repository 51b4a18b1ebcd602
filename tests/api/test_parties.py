"""Parties over the API."""

import pytest
from rest_framework.test import APIClient

from tests import factories as make
from tests.api.conftest import Get
from tests.api.world import add_case
from tests.factories import day
from tracker.models import PartyProfile
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db


def test_parties_are_those_that_readable_claims_name_and_those_above(get: Get) -> None:
    moscow = make.add_party("moscow")
    ministry = make.add_party("ministry", parent=moscow, speaks_for_parent=True)
    make.add_role(make.add_claim(), ministry)
    make.add_role(make.add_claim(state=WorkflowState.DRAFT), make.add_party("hidden"))
    make.add_party("idle")
    found = get("parties/")["results"]
    assert [one["slug"] for one in found] == ["ministry", "moscow"]
    assert (found[0]["parent"], found[0]["speaks_for_parent"]) == ("moscow", True)


def test_a_party_says_where_it_stands(get: Get) -> None:
    case = add_case("one")
    party = get(f"parties/{case.moscow.slug}/")
    assert party["names"] == {"en": "Moscow"}
    (part,) = APIClient().get(party["links"]["claims"]).json()["results"]
    assert (part["claim"], part["role"], part["stance"]) == ("one", "accused", "denies")


def test_a_party_is_told_as_it_was_known(get: Get) -> None:
    case = add_case("one")
    PartyProfile.objects.create(
        party=case.moscow,
        names={"en": "The Kremlin"},
        kind="state",
        recorded_at=day(20),
    )
    path = f"parties/{case.moscow.slug}/"
    assert get(path)["names"] == {"en": "The Kremlin"}
    then = get(path, known_at="2025-04-07")
    assert then["names"] == {"en": "Moscow"}
    (part,) = get(f"{path}claims/", known_at="2025-04-07")["results"]
    assert (part["stance"], part["silence"]) == (None, "asked_no_response")


def test_a_mouth_stands_where_its_parent_stands(get: Get) -> None:
    case = add_case("one")
    mouth = make.add_party("mouth", parent=case.moscow, speaks_for_parent=True)
    make.add_position(case.claim, mouth, at=day(6))
    (part,) = get("parties/mouth/claims/")["results"]
    assert part["stance"] == "denies"


def test_a_party_without_a_part_has_no_claims(get: Get) -> None:
    case = add_case("one")
    above = make.add_party("above")
    PartyProfile.objects.create(
        party=case.moscow, names={"en": "Moscow"}, kind="state", parent=above
    )
    assert get("parties/above/claims/")["results"] == []


def test_claims_of_a_party_come_in_pages_the_newest_first(get: Get) -> None:
    moscow = make.add_party("moscow")
    for number in range(5):
        make.add_role(make.add_claim(f"c{number}"), moscow)
    make.add_role(make.add_claim("draft", state=WorkflowState.DRAFT), moscow)
    make.add_claim("of-nobody")

    first = get("parties/moscow/claims/", page_size="3")
    last = APIClient().get(first["next"]).json()

    assert [part["claim"] for part in first["results"]] == ["c4", "c3", "c2"]
    assert [part["claim"] for part in last["results"]] == ["c1", "c0"]
    assert last["next"] is None


def test_a_part_that_ended_is_left_out(get: Get) -> None:
    moscow, claim = make.add_party("moscow"), make.add_claim("one")
    make.add_role(claim, moscow)
    make.add_role(make.add_claim("two"), moscow)
    claim.roles.create(party=moscow, role="", recorded_at=day(20))

    parts = get("parties/moscow/claims/")["results"]
    then = get("parties/moscow/claims/", known_at="2025-04-10")["results"]

    assert [part["claim"] for part in parts] == ["two"]
    assert [part["claim"] for part in then] == ["two", "one"]


def test_a_party_of_drafts_only_is_not_there() -> None:
    party = make.add_party("hidden")
    make.add_role(make.add_claim(state=WorkflowState.DRAFT), party)
    for path in ("hidden/", "hidden/claims/"):
        assert APIClient().get(f"/api/v1/parties/{path}").status_code == 404


def test_an_old_address_of_a_party_leads_to_the_new_one() -> None:
    party = make.add_party("after")
    make.add_role(make.add_claim(), party)
    make.add_redirect("before", party=party)
    for below in ("", "claims/"):
        response = APIClient().get(f"/api/v1/parties/before/{below}")
        assert response.status_code == 301
        assert response["Location"].endswith(f"/api/v1/parties/after/{below}")
