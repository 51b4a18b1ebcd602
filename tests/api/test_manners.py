"""How the API behaves to anyone: hostile queries, limits, pages for a person."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from tests.api.world import add_case

pytestmark = pytest.mark.django_db

PATHS = (
    "claims/",
    "claims/one/",
    "parties/",
    "parties/kyiv/",
    "parties/kyiv/claims/",
    "sources/",
    "sources/99999999999999999999/",
    "sources/999999999999999999/",
)
NAMES = ("as_of", "known_at", "cursor", "page_size", "format", "unknown")
# Cursors are base64 of a query string: o = offset, r = reverse, p = position.
CURSORS = (
    "cD0x",
    "cD1hYmM=",
    "cD0lMDA=",
    "bz05OTk5OTk5OTk5",
    "cj0xJnA9LTE=",
    "cD3ZoQ==",
)
texts = st.one_of(
    st.text(max_size=50),
    st.sampled_from(CURSORS),
    st.dates().map(str),
    st.datetimes().map(str),
    st.integers().map(str),
)


@given(
    path=st.sampled_from(PATHS),
    query=st.dictionaries(st.sampled_from(NAMES), texts, max_size=4),
)
@example(path="claims/", query={"as_of": "0001-01-01T00:00+23:59"})
@example(path="claims/", query={"as_of": "9999-12-31T23:59-23:59"})
@example(path="claims/one/", query={"as_of": "9999-12-31", "known_at": "0001-01-01"})
@example(path="sources/", query={"cursor": "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5"})
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_query_breaks_it(case: None, path: str, query: dict[str, str]) -> None:
    response = APIClient().get(f"/api/v1/{path}", query)
    assert response.status_code in (200, 400, 404)


@pytest.fixture
def case() -> None:
    add_case("one")


def test_who_asks_too_often_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        SimpleRateThrottle, "THROTTLE_RATES", {"anon": "2/min", "user": "2/min"}
    )
    answers = [APIClient().get("/api/v1/claims/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["", "claims/", "claims/one/", "parties/", "sources/"])
def test_a_person_can_browse_it(case: None, path: str) -> None:
    response = APIClient().get(f"/api/v1/{path}", HTTP_ACCEPT="text/html")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert "<script>" not in response.content.decode()


def test_the_schema_names_every_address() -> None:
    response = APIClient().get("/api/v1/schema/", HTTP_ACCEPT="application/json")
    assert set(response.json()["paths"]) == {
        f"/api/v1/{path}"
        for path in (
            "claims/",
            "claims/{slug}/",
            "parties/",
            "parties/{slug}/",
            "parties/{slug}/claims/",
            "sources/",
            "sources/{id}/",
        )
    }
