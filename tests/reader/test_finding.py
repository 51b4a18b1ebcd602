"""A researcher slices the record: search, facets, order, tables, the same by API."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.throttling import SimpleRateThrottle

from tests.factories import (
    add_citation,
    add_claim,
    add_party,
    add_position,
    add_role,
    add_status,
    day,
    move_claim,
)
from tests.reader.cases import desk_confirms, founding_case
from tests.reader.reading import read
from tracker.models import Place, Topic
from tracker.rules.vocabulary import Role, Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ask_freely(monkeypatch: pytest.MonkeyPatch) -> None:
    """The API limits how often one may ask."""
    rates = {"anon": None, "user": None}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)


UK = "Українські війська захопили міст у Харкові."
RU = "Войска взяли мосты под Харьковом."


def add_worded(slug: str, **statements: str) -> None:
    add_claim(slug, statements=statements)


def slugs(client: Client, query: str) -> set[str]:
    """What the table of a list holds, which is what the list holds."""
    return {row["claim"] for row in table(client, query)}


def table(client: Client, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/claims/claims.csv?{query}")
    assert answer.status_code == 200
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bridge", {"en"}),
        ("BRIDGES", {"en"}),
        ("capturing", {"en"}),
        ("the bridge", {"en"}),
        ("мост", {"ru"}),
        ("войсками", {"ru"}),
        ("військ", {"uk"}),
        ("українська", {"uk"}),
        ("у мості", {"ru"}),
        ('"captured the bridge"', {"en"}),
        ('"bridge captured"', set()),
        ('"night rain"', set()),
        ("troops -bridge", {"other"}),
        ("troops", {"en", "other"}),
        ("troops town", {"other"}),
        ("-troops", {"ru", "uk"}),
        ("the", set()),
    ],
)
def test_words_are_found_in_each_language(
    client: Client, typed: str, found: set[str]
) -> None:
    add_claim(
        "en", statement="Troops captured the bridge at night", context="Rain falls"
    )
    add_worded("uk", uk=UK)
    add_worded("ru", ru=RU)
    add_worded("other", en="Troops left the town.")

    assert slugs(client, f"q={typed}") == found


def test_a_slip_is_offered_as_the_word_that_was_meant(client: Client) -> None:
    add_claim(statement="Troops crossed the bridge.")

    page = read(client, "/claims/?q=brigde+troops")

    assert "No claim fits." in page
    assert "Did you mean" in page
    assert 'href="/claims/?q=bridge+troops"' in page


def test_a_word_of_drafts_alone_is_never_offered(client: Client) -> None:
    add_claim(statement="The convoy waits.", state=WorkflowState.DRAFT)
    was_public = add_claim(statement="The harbour burns.")
    read(client, "/claims/")
    move_claim(was_public, WorkflowState.DRAFT, at=day(1))

    for slip in ("convoi", "harbuor"):
        page = read(client, f"/claims/?q={slip}")
        assert "convoy" not in page
        assert "harbour" not in page


def test_facets_are_links_with_counts(client: Client) -> None:
    case = founding_case()
    topic = Topic.objects.create(slug="war", names={"en": "The war"})
    place = Place.objects.create(
        slug="belgorod-region",
        names={"en": "Belgorod region"},
        latitude=50,
        longitude=36,
    )
    case.claim.claim_topics.create(topic=topic)
    case.claim.claim_places.create(place=place)

    page = read(client, "/claims/")

    for address, label in (
        ("status=unconfirmed", "Unconfirmed"),
        ("by=unconfirmed:moscow", "Unconfirmed by Moscow"),
        ("stance=acknowledges:kyiv", "Acknowledged by Kyiv"),
        ("stance=no_statement_found:moscow", "No statement found from Moscow"),
        ("claimant=kyiv", "Kyiv"),
        ("topic=war", "The war"),
        ("place=belgorod-region", "Belgorod region"),
        ("evidence=gone", "Quotations or pages gone"),
    ):
        link = f'href="/claims/?{address}"><bdi>{label}</bdi> <span class="count">1<'
        assert link in page, address


def test_choices_are_taken_away_one_by_one(client: Client) -> None:
    founding_case()

    page = read(client, "/claims/?status=unconfirmed&claimant=kyiv&q=troops")

    assert 'href="/claims/?status=unconfirmed&amp;claimant=kyiv"' in page
    assert 'href="/claims/?q=troops&amp;claimant=kyiv"' in page
    assert 'href="/claims/?q=troops&amp;status=unconfirmed"' in page


def test_a_forms_search_keeps_what_is_chosen(client: Client) -> None:
    page = read(client, "/claims/?status=denied&sort=oldest&as_of=2025-04-20")

    for name, value in (
        ("status", "denied"),
        ("sort", "oldest"),
        ("as_of", "2025-04-20"),
    ):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_figures_of_the_past_are_of_the_past(client: Client) -> None:
    desk_confirms(founding_case())

    then = read(client, "/claims/?as_of=2025-04-20")
    now = read(client, "/claims/")

    assert "by=unconfirmed:moscow&amp;as_of=2025-04-20" in then
    assert "by=confirmed" not in then
    assert "by=confirmed:moscow" in now
    assert slugs(client, "status=unconfirmed&as_of=2025-04-20") == {
        "belgorod-positions"
    }
    assert slugs(client, "status=unconfirmed") == set()


def test_nothing_found_says_what_to_do_next(client: Client) -> None:
    founding_case()

    page = read(client, "/claims/?status=false&topic=no-such-topic")

    assert "No claim fits." in page
    assert "take away one of the choices" in page


def test_dates_narrow_a_list(client: Client) -> None:
    add_status(add_claim("early"), at=day(8))
    add_status(add_claim("late"), at=day(12))
    add_claim("never")

    assert slugs(client, "decided_to=2025-04-10") == {"early"}
    assert slugs(client, "decided_from=2025-04-10") == {"late"}
    assert slugs(client, "decided_from=2025-04-12&decided_to=2025-04-12") == {"late"}


def test_the_api_takes_the_same_parameters(client: Client) -> None:
    founding_case()
    add_claim("another")

    for query in (
        "",
        "q=troops",
        "by=unconfirmed:moscow",
        "stance=acknowledges:kyiv&evidence=gone",
        "stance=denies:kyiv",
        "status=unconfirmed&as_of=2025-04-11",
        "status=unconfirmed&as_of=2025-04-09",
        "q=bridge&as_of=2025-04-11",
    ):
        told = client.get(f"/api/v1/claims/?{query}").json()["results"]
        assert {one["slug"] for one in told} == slugs(client, query), query
    assert client.get("/api/v1/claims/?stance=denies").status_code == 400


def test_a_table_runs_nothing_and_says_what_the_list_says(client: Client) -> None:
    add_claim("formula", statement='=HYPERLINK("http://a.example")')
    founding_case()

    rows = {row["claim"]: row for row in table(client, "sort=oldest")}

    assert rows["formula"]["statement"].startswith("'=")
    belgorod = rows["belgorod-positions"]
    assert belgorod["status"] == "unconfirmed"
    assert belgorod["label"] == "Unconfirmed by Moscow"
    assert belgorod["decided"] == "2025-04-10T12:00:00Z"
    assert rows["formula"]["status"] == ""


@pytest.mark.parametrize("state", ["draft", "in_review", "archived", "withdrawn"])
def test_what_is_not_public_is_in_no_list_count_table_or_answer(
    client: Client, state: str
) -> None:
    add_secret(state)

    for query in (
        "",
        "q=secret",
        "q=secretive",
        "stance=denies:hidden-party",
        "party=hidden-party",
        "status=denied",
        "as_of=2025-04-20",
        "q=secret&as_of=2025-04-20",
        "q=secert",
    ):
        page = read(client, f"/claims/?{query}")
        page = page.replace("secret", "", 3) if "q=" in query else page
        told = client.get(f"/api/v1/claims/?{query}").content.decode()
        lines = str(table(client, query))
        assert "0 claims" in page or "1 claim<" in page, query
        assert "secret-claim" not in page + told + lines, query
        assert "Hidden Party" not in page + told + lines, query
        assert "internal" not in page + told + lines, query


def add_secret(state: str) -> None:
    """Beside one public claim; the withdrawn one was public until it was taken back."""
    add_claim("public", statement="A public statement.")
    is_late = state in ("archived", "withdrawn")
    first = WorkflowState.DRAFT if state != "withdrawn" else WorkflowState.PUBLISHED
    claim = add_claim(
        "secret-claim", statement="A secret thing.", context="internal", state=first
    )
    party = add_party("hidden-party", name="Hidden Party")
    add_role(claim, party, Role.ACCUSED)
    add_position(claim, party, Stance.DENIES, at=day(8))
    add_status(claim, Status.DENIED, at=day(9), parties=(party,))
    add_citation(claim, at=day(8), exact="secret words")
    if is_late:
        last = WorkflowState.ARCHIVED if state == "archived" else WorkflowState.DRAFT
        move_claim(claim, last, at=day(10), reason="internal")
    elif state == "in_review":
        move_claim(claim, WorkflowState.IN_REVIEW, at=day(10))


NAMES = (
    *("q", "status", "by", "stance", "topic", "place", "claimant", "party"),
    *("evidence", "sort", "after", "before", "decided_from", "said_to", "as_of"),
    *("known_at", "page", "cursor", "page_size"),
)
VALUES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\"'-!&|:*()<>\\%_@ab ", max_size=30),
    st.sampled_from(
        (
            *("denied", "denies:moscow", "denies:", "unconfirmed:kyiv", "moscow"),
            *("gone", "latest", "relevance", "oldest", "2025-04-09", "9999-12-31"),
            *("0001-01-01", "0.1", "-999999999999999999.1", "999999999999999999.9"),
            *("troops", '"troops hold"', "-troops", "the", "¶", "'' & !!", "\\"),
        )
    ),
)


@settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4))
def test_no_address_of_a_list_breaks_it(
    client: Client, asked: list[tuple[str, str]]
) -> None:
    if not Topic.objects.exists():
        Topic.objects.create(slug="war", names={"en": "War"})
        founding_case()
    given: dict[str, list[str]] = {}
    for name, value in asked:
        given.setdefault(name, []).append(value.encode(errors="replace").decode())

    for path in ("/claims/", "/claims/claims.csv", "/api/v1/claims/"):
        answer = client.get(path, given)
        body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code in (200, 400, 404), body


@pytest.mark.parametrize(
    "query", ["", "q=claim", "status=unconfirmed&sort=oldest", "as_of=2025-04-20"]
)
def test_a_list_asks_as_often_for_many_rows_as_for_few(
    client: Client, query: str
) -> None:
    costs = []
    party, topic = add_party(), Topic.objects.create(slug="t", names={"en": "T"})
    for _ in range(2):
        for _ in range(10):
            claim = add_claim(statement="A claim.")
            add_role(claim, party)
            claim.claim_topics.create(topic=topic, recorded_at=day(1))
            add_position(claim, party, at=day(8))
            add_status(claim, at=day(9), parties=(party,))
        read(client, "/claims/")
        with CaptureQueriesContext(connection) as queries:
            read(client, f"/claims/?{query}")
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert costs[0] < 60


def test_pages_of_a_list_have_addresses_that_keep_the_question(client: Client) -> None:
    for number in range(40):
        add_claim(f"c{number:02}", statement=f"Troops in place {number}.")

    first = read(client, "/claims/?q=troops&sort=latest")
    address = first.partition('rel="next" href="')[2].partition('"')[0]
    second = read(client, address.replace("&amp;", "&"))

    assert address.startswith("/claims/?q=troops&amp;sort=latest&amp;after=")
    assert "40 claims" in first
    assert 'rel="prev"' in second
    assert first.count('class="line"') == second.count('class="line"') == 20
