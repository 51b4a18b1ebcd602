"""Sources over the API."""

import pytest
from rest_framework.test import APIClient

from tests import factories as make
from tests.api.conftest import Get
from tests.api.world import add_case
from tests.factories import day
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db


def test_only_sources_that_a_readable_claim_cites_are_there(get: Get) -> None:
    cited, hidden, idle = make.add_source(), make.add_source(), make.add_source()
    make.add_citation(make.add_claim(), cited, at=day(1))
    draft = make.add_claim(state=WorkflowState.DRAFT)
    make.add_citation(draft, hidden, at=day(1))
    assert [one["id"] for one in get("sources/")["results"]] == [cited.pk]
    for source in (hidden, idle):
        assert APIClient().get(f"/api/v1/sources/{source.pk}/").status_code == 404


def test_a_source_says_what_the_desk_holds_of_it(get: Get) -> None:
    kyiv = make.add_party("kyiv")
    source = make.add_source(reliability="A", origin_party=kyiv, title="A statement")
    make.add_citation(make.add_claim("one"), source, at=day(1))
    found = get(f"sources/{source.pk}/")
    assert (found["title"], found["reliability"]) == ("A statement", "A")
    assert found["origin_party"] == "kyiv"
    assert found["citations"][0]["claim"] == "one"
    assert found["links"]["html"].endswith(f"/sources/{source.pk}/")


def test_a_source_says_what_the_last_checks_found(get: Get) -> None:
    case = add_case()
    (check,) = get(f"sources/{case.source.pk}/")["checks"]
    assert (check["number"], check["outcome"]) == (1, "unchanged")
    assert len(check["snapshot"]) == 64


def test_an_origin_that_nobody_cites_is_not_named(get: Get) -> None:
    agency = make.add_source()
    copy = make.add_source(origin_source=agency)
    claim = make.add_claim()
    make.add_citation(claim, copy, at=day(1))
    assert get(f"sources/{copy.pk}/")["origin_source"] is None
    make.add_citation(claim, agency, at=day(1))
    assert get(f"sources/{copy.pk}/")["origin_source"] == agency.pk


def test_a_source_nobody_graded_cannot_be_judged(get: Get) -> None:
    bare = make.add_source().host.sources.create(url="https://news.example/bare")
    make.add_citation(make.add_claim(), bare, at=day(1))
    assert get(f"sources/{bare.pk}/")["reliability"] == "F"


def test_a_source_says_where_copies_of_it_are_kept(get: Get) -> None:
    case = add_case()
    snapshot = case.source.snapshots.get()
    copy = make.add_outside_copy(case.source, snapshot, at=day(2))

    (told,) = get(f"sources/{case.source.pk}/")["outside_copies"]

    assert told["address"] == copy.address
    assert told["captured_at"] == "2025-04-02T12:00:00Z"
    assert told["snapshot"] == snapshot.body_id
