"""Claims over the API: what is said, at which moment, and of which claims."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from tests import factories as make
from tests.api.conftest import Get
from tests.api.world import add_case, decide
from tests.factories import day
from tracker.rules.vocabulary import Status, WorkflowState

pytestmark = pytest.mark.django_db


def status_of(path: str) -> int:
    return APIClient().get(f"/api/v1/{path}").status_code


def test_a_claim_in_a_list_says_its_status_in_each_language(get: Get) -> None:
    add_case("kyiv-holds-ground")
    found = get("claims/")["results"]
    claim = next(one for one in found if one["slug"] == "kyiv-holds-ground")
    assert claim["statement"] == {
        "en": "Kyiv holds ground.",
        "uk": "Київ тримає позиції.",
    }
    assert claim["label"]["en"] == "Unconfirmed by Moscow"
    assert set(claim["headline"]) == {"en", "uk", "ru"}
    assert claim["headline"]["en"].startswith("Unconfirmed by Moscow. Claimed by Kyiv")


def test_the_status_names_its_parties_reason_and_date(get: Get) -> None:
    case = add_case("one")
    status = get("claims/one/")["status"]
    assert status["status"] == "unconfirmed"
    assert status["parties"] == [case.moscow.slug]
    assert status["reason"] == "Moscow is silent."
    assert status["since"] == "2025-04-04T12:00:00Z"


def test_a_claim_nobody_assessed_has_no_status(get: Get) -> None:
    make.add_claim("one")
    claim = get("claims/one/")
    assert claim["status"] is None
    assert claim["label"]["en"] == "Not yet assessed"


def test_what_came_up_since_the_status_is_told(get: Get) -> None:
    case = add_case("one")
    assert "Moscow denies" in get("claims/one/")["news"]["en"]
    assert get("claims/one/", as_of="2025-04-04")["news"] == {}
    decide(case, Status.DENIED, at=9)
    assert get("claims/one/")["news"] == {}


def test_each_party_stands_in_the_claim(get: Get) -> None:
    case = add_case("one")
    kyiv, moscow = get("claims/one/")["stands"]
    assert (kyiv["party"], kyiv["role"]) == (case.kyiv.slug, "claimant")
    assert (moscow["stance"], moscow["since"]) == ("denies", "2025-04-08T12:00:00Z")
    assert moscow["is_expected"]
    assert moscow["silence"] is None


def test_a_subordinate_stands_beside_its_parent(get: Get) -> None:
    case = add_case("one")
    belgorod = make.add_party("belgorod", parent=case.moscow)
    make.add_position(case.claim, belgorod, at=day(6))
    stands = {one["party"]: one for one in get("claims/one/")["stands"]}
    assert stands["belgorod"]["beside"] == case.moscow.slug
    assert stands[case.moscow.slug]["beside"] is None


def test_the_rows_behind_it_are_told(get: Get) -> None:
    case = add_case("one")
    claim = get("claims/one/")
    said, denied = claim["positions"]
    assert said["gist"] == {"en": "says it holds ground"}
    assert denied["answers"] == claim["inquiries"][0]["id"]
    assert claim["silences"][0]["kind"] == "no_statement_found"
    assert claim["inquiries"][0]["party"] == case.moscow.slug
    assert [one["status"] for one in claim["statuses"]] == ["unconfirmed"]
    assert claim["relations"][0]["kind"] == "contradicts"


def test_evidence_is_quoted_by_the_selectors_of_web_annotation(get: Get) -> None:
    case = add_case("one")
    (cited,) = get("claims/one/")["evidence"]
    assert cited["target"] == {
        "type": "SpecificResource",
        "source": case.source.url,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "the exact words",
                "prefix": "He said: ",
                "suffix": "",
            },
            {"type": "TextPositionSelector", "start": 9, "end": 24},
        ],
    }


def test_evidence_says_whose_it_is_and_what_became_of_it(get: Get) -> None:
    add_case("one")
    (cited,) = get("claims/one/")["evidence"]
    assert (cited["publisher"], cited["reliability"]) == ("The Lantern", "B")
    assert (cited["state"], cited["source_state"]) == ("altered", "ok")
    assert len(cited["snapshot"]) == 64
    assert not cited["is_counted"]


def test_a_citation_nobody_graded_is_told_without_grades(get: Get) -> None:
    claim = make.add_claim("one")
    claim.citations.create(
        source=make.add_source(), exact="words", effective_at=day(1), recorded_at=day(1)
    )
    (cited,) = get("claims/one/")["evidence"]
    assert (cited["bearing"], cited["credibility"]) == (None, None)
    assert (cited["is_counted"], cited["snapshot"]) == (False, None)
    assert [one["type"] for one in cited["target"]["selector"]] == ["TextQuoteSelector"]


def test_a_claim_says_where_it_is_found(get: Get) -> None:
    make.add_claim("one")
    links = get("claims/one/")["links"]
    assert links["self"].endswith("/api/v1/claims/one/")
    assert links["html"].endswith("/claims/one/")


def test_a_claim_is_told_as_of_a_moment(get: Get) -> None:
    add_case("one")
    claim = get("claims/one/", as_of="2025-04-03")
    assert claim["status"] is None
    assert [one["stance"] for one in claim["positions"]] == ["asserts"]
    assert claim["moment"]["as_of"] == "2025-04-03T23:59:59.999999Z"


def test_a_claim_is_told_as_it_was_known(get: Get) -> None:
    case = add_case("one")
    make.add_position(case.claim, case.moscow, at=day(3), recorded_at=day(10))
    said = get("claims/one/", as_of="2025-04-04", known_at="2025-04-09")["positions"]
    assert [one["party"] for one in said] == [case.kyiv.slug]
    assert len(get("claims/one/", as_of="2025-04-04")["positions"]) == 2


@pytest.mark.parametrize("name", ["as_of", "known_at"])
@pytest.mark.parametrize("text", ["yesterday", "2025-13-01", "9" * 60, "\x00", "٢٠٢٥"])
@pytest.mark.parametrize("path", ["claims/", "claims/one/", "parties/", "parties/x/"])
def test_a_moment_in_no_form_that_is_read_is_refused(
    path: str, text: str, name: str
) -> None:
    make.add_claim("one")
    response = APIClient().get(f"/api/v1/{path}", {name: text})
    assert response.status_code == 400
    assert "2025-04-09" in response.json()[name][0]


@pytest.mark.parametrize("state", [WorkflowState.DRAFT, WorkflowState.IN_REVIEW])
def test_an_unpublished_claim_is_not_there(get: Get, state: WorkflowState) -> None:
    make.add_claim("secret", state=state)
    assert status_of("claims/secret/") == 404
    assert get("claims/")["results"] == []


def test_a_claim_taken_back_is_gone_from_the_past_too(get: Get) -> None:
    claim = make.add_claim("one", at=day(1))
    make.move_claim(claim, WorkflowState.DRAFT, at=day(5))
    assert status_of("claims/one/") == 404
    assert status_of("claims/one/?known_at=2025-04-03") == 404
    assert get("claims/", known_at="2025-04-03")["results"] == []


def test_a_claim_is_not_there_before_it_was_published(get: Get) -> None:
    make.add_claim("one", at=day(5))
    assert status_of("claims/one/?known_at=2025-04-04") == 404
    assert get("claims/", known_at="2025-04-05")["results"]


def test_an_archived_claim_is_read_and_not_listed(get: Get) -> None:
    claim = make.add_claim("one")
    make.move_claim(claim, WorkflowState.ARCHIVED, at=day(5))
    assert get("claims/one/")["state"] == "archived"
    assert get("claims/")["results"] == []


def test_an_old_address_leads_to_the_new_one() -> None:
    make.add_redirect("before", claim=make.add_claim("after"))
    response = APIClient().get("/api/v1/claims/before/?as_of=2025-04-09")
    assert response.status_code == 301
    assert response["Location"].endswith("/api/v1/claims/after/?as_of=2025-04-09")


def test_an_old_address_of_a_draft_tells_nothing() -> None:
    draft = make.add_claim("after", state=WorkflowState.DRAFT)
    make.add_redirect("before", claim=draft)
    assert status_of("claims/before/") == 404


def test_pages_follow_by_cursor_newest_first(get: Get) -> None:
    for number in range(5):
        make.add_claim(f"claim-number-{number}")
    first = get("claims/", page_size="3")
    rest = APIClient().get(first["next"]).json()
    slugs = [one["slug"] for one in (*first["results"], *rest["results"])]
    assert slugs == [f"claim-number-{number}" for number in (4, 3, 2, 1, 0)]
    assert rest["next"] is None


def test_the_moment_stays_on_the_next_page(get: Get) -> None:
    for _ in range(3):
        make.add_claim()
    found = get("claims/", page_size="2", known_at="2025-04-09")
    assert "known_at=2025-04-09" in found["next"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(method: str) -> None:
    make.add_claim("one")
    for path in ("claims/", "claims/one/", "parties/", "sources/"):
        response = getattr(APIClient(), method)(f"/api/v1/{path}", {})
        assert response.status_code in (403, 405)


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert status_of(path) == 200
    return len(counted)


@pytest.mark.parametrize("path", ["claims/", "parties/", "sources/"])
def test_ten_rows_and_twenty_cost_the_same(path: str) -> None:
    for _ in range(12):
        add_case()
    # The first list writes the cards by which it finds them.
    queries(path)
    assert queries(f"{path}?page_size=10") == queries(f"{path}?page_size=20") < 30


def test_a_long_claim_costs_what_a_short_one_does() -> None:
    case = add_case("one")
    before = queries("claims/one/")
    for number in range(10, 20):
        make.add_position(case.claim, make.add_party(), at=day(number))
        make.add_citation(case.claim, at=day(number))
    assert queries("claims/one/") == before
