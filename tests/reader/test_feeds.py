"""Feeds: every change in two forms, by the rules of each, and nothing hidden."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_party,
    add_position,
    add_role,
    add_source,
    add_status,
    day,
    move_claim,
    void_position,
)
from tests.reader.cases import desk_confirms, founding_case, moscow_acknowledges
from tracker.models import ClaimTopic, StatusChange, Topic
from tracker.rules.vocabulary import CitationState, Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def items(client: Client, address: str) -> list[dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"].startswith("application/feed+json")
    return list(json.loads(answer.content)["items"])


def titles(client: Client, address: str) -> list[str]:
    return [item["title"].partition(" – ")[0] for item in items(client, address)]


def atom(client: Client, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return etree.fromstring(answer.content)


def void_status(row: StatusChange, *, at: datetime) -> StatusChange:
    return StatusChange.objects.create(
        claim=row.claim,
        corrects=row,
        is_void=True,
        effective_at=row.effective_at,
        recorded_at=at,
        reason="It was a slip.",
    )


def test_atom_keeps_to_its_standard(client: Client) -> None:
    founding_case()

    feed = atom(client, "/changes/feed.atom")

    assert feed.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{needed}")) == 1
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/changes/feed.atom")
    for entry in feed.findall(f"{ATOM}entry"):
        for needed in ("id", "title", "updated", "summary"):
            assert len(entry.findall(f"{ATOM}{needed}")) == 1
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo
        assert (entry.findtext(f"{ATOM}id") or "").startswith("tag:127.0.0.1,2025-")


def test_a_json_feed_keeps_to_its_standard(client: Client) -> None:
    founding_case()

    feed = json.loads(client.get("/changes/feed.json").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/changes/feed.json")
    assert {"title", "home_page_url", "language", "authors"} <= feed.keys()
    for item in feed["items"]:
        assert item["id"]
        assert item["content_text"]
        assert item["url"].startswith("http")
        assert datetime.fromisoformat(item["date_published"]).tzinfo
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def test_both_forms_tell_the_same_latest_first(client: Client) -> None:
    founding_case()

    entries = atom(client, "/changes/feed.atom").findall(f"{ATOM}entry")
    told = items(client, "/changes/feed.json")

    assert [one.findtext(f"{ATOM}id") for one in entries] == [i["id"] for i in told]
    dates = [item["date_published"] for item in told]
    assert dates == sorted(dates, reverse=True)


def test_a_status_says_what_it_was_before(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)

    first = items(client, "/claims/belgorod-positions/feed.json")[0]

    assert first["title"] == (
        "Status: Confirmed by Moscow; before: Unconfirmed by Moscow – "
        "Ukrainian troops hold positions in the Belgorod region."
    )
    assert first["tags"] == ["status", "upgraded"]
    assert "Moscow says so itself." in first["content_text"]


def test_a_downgrade_is_as_visible_as_an_upgrade(client: Client) -> None:
    claim = add_claim()
    add_status(claim, Status.CONFIRMED, at=day(8))
    add_status(claim, Status.FALSE, at=day(9))

    first = items(client, "/changes/feed.json")[0]

    assert first["tags"] == ["status", "downgraded"]
    assert first["title"].startswith("Status: False; before: Confirmed – ")


def test_a_status_that_is_taken_back_shows_as_withdrawn(client: Client) -> None:
    row = add_status(add_claim(), Status.CONFIRMED, at=day(8))
    void_status(row, at=day(10))

    assert titles(client, "/changes/feed.json") == [
        "Status withdrawn: Confirmed",
        "Published",
    ]


def test_a_reversal_says_after_how_many_days(client: Client) -> None:
    claim, moscow = add_claim(), add_party("moscow", name="Moscow")
    add_position(claim, moscow, Stance.DENIES, at=day(8))
    add_position(claim, moscow, Stance.ACKNOWLEDGES, at=day(20))

    first = items(client, "/changes/feed.json")[0]

    assert "acknowledges. Changed its stance after 12 days" in first["title"]
    assert first["tags"][0] == "reversal"


def test_words_that_go_and_come_back_are_two_entries(client: Client) -> None:
    source = add_source(title="A page")
    citation = add_citation(add_claim("told"), source, at=day(8))
    seen = ("exact", "gone", "gone", "uncheckable", "exact", "exact")
    for number, state in enumerate(seen):
        check = add_check(source, at=day(9) + timedelta(days=number))
        add_citation_check(check, citation, CitationState(state))

    for address in ("/changes/feed.json", "/claims/told/feed.json"):
        assert titles(client, address)[:-1] == [
            "Evidence: words present",
            "Evidence: words gone",
        ]


def test_lost_words_are_named_by_the_look_for_ever(client: Client) -> None:
    source = add_source(title="A page")
    citation = add_citation(add_claim("told"), source, at=day(8))
    for number in range(3):
        check = add_check(source, at=day(9) + timedelta(hours=number))
        add_citation_check(check, citation)
    look = add_citation_check(
        add_check(source, at=day(10)), citation, CitationState.GONE
    )

    entry = items(client, "/claims/told/feed.json")[0]

    assert entry["id"] == f"tag:127.0.0.1,2025-04-10:evidence/{look.pk}"
    assert entry["content_text"].startswith("A page")


def test_a_corrected_row_gives_way_to_its_correction(client: Client) -> None:
    claim, moscow = add_claim(), add_party("moscow", name="Moscow")
    wrong = add_position(claim, moscow, Stance.DENIES, at=day(8))
    add_position(
        claim, moscow, Stance.ACKNOWLEDGES, at=day(8), recorded_at=day(9),
        corrects=wrong, reason="Misread.",
    )  # fmt: skip
    gone = add_position(claim, add_party(), at=day(8))
    void_position(gone, recorded_at=day(10), reason="It never said so.")

    assert titles(client, "/changes/feed.json") == [
        "Correction: Moscow: acknowledges",
        "Published",
    ]


def test_what_was_written_before_the_publication_belongs_to_it(client: Client) -> None:
    claim = add_claim(state=WorkflowState.DRAFT, at=day(1))
    add_status(claim, at=day(2))
    move_claim(claim, WorkflowState.PUBLISHED, at=day(5))
    add_status(claim, Status.CONFIRMED, at=day(6))
    move_claim(claim, WorkflowState.ARCHIVED, at=day(7))

    assert titles(client, "/changes/feed.json") == [
        "Archived",
        "Status: Confirmed; before: Unconfirmed",
        "Published",
    ]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_what_is_not_published_is_in_no_feed(client: Client, form: str) -> None:
    claim = add_claim("secret", statement="A secret.", at=day(1))
    party, topic = (
        add_party("hidden"),
        Topic.objects.create(slug="hidden", names={"en": "Hidden"}),
    )
    add_role(claim, party)
    ClaimTopic.objects.create(claim=claim, topic=topic, recorded_at=day(1))
    add_position(claim, party, at=day(2))
    add_status(claim, at=day(2))
    move_claim(claim, WorkflowState.DRAFT, at=day(3))

    for address in ("/changes/feed", "/claims/feed"):
        assert b"secret" not in client.get(f"{address}.{form}").content
    for address in ("/claims/secret", "/parties/hidden", "/topics/hidden"):
        assert client.get(f"{address}/feed.{form}").status_code == 404


def test_a_party_and_a_topic_have_their_own(client: Client) -> None:
    kyiv, other = add_party("kyiv"), add_party()
    told, quiet = add_claim("told"), add_claim("quiet")
    add_role(told, kyiv), add_role(quiet, other)
    topic = Topic.objects.create(slug="war", names={"en": "War", "uk": "Війна"})
    ClaimTopic.objects.create(claim=told, topic=topic, recorded_at=day(1))

    for address in ("/parties/kyiv/feed.json", "/topics/war/feed.json"):
        assert ["/told/" in one["url"] for one in items(client, address)] == [True]
    assert "Війна" in client.get("/topics/war/feed.atom?lang=uk").content.decode()


def test_large_parties_and_topics_answer_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.models.among.FEW", 0)

    test_a_party_and_a_topic_have_their_own(client)


def test_a_list_is_a_feed_with_the_same_parameters(client: Client) -> None:
    add_status(add_claim("one", statement="Troops came."), Status.DENIED, at=day(8))
    add_status(add_claim("two", statement="Troops went."), Status.FALSE, at=day(8))

    found = items(client, "/claims/feed.json?q=troops&status=denied")

    assert {item["url"].rpartition("/claims/")[2] for item in found} == {"one/"}
    assert client.get("/claims/feed.json?status=maybe").status_code == 400


def test_a_feed_speaks_the_language_that_is_asked_for(client: Client) -> None:
    founding_case()

    feed = atom(client, "/claims/belgorod-positions/feed.atom?lang=uk")

    assert feed.get(LANG) == "uk"
    assert "Статус: " in etree.tostring(feed, encoding="unicode")
    asked = client.get("/changes/feed.json", headers={"Accept-Language": "ru"})
    assert json.loads(asked.content)["language"] == "ru"
    assert "Accept-Language" in asked["Vary"]


def test_nothing_new_costs_no_body_and_something_new_shows_at_once(
    client: Client,
) -> None:
    claim = add_claim("told")
    first = client.get("/claims/told/feed.atom")
    again = {"If-None-Match": first["ETag"]}

    assert client.get("/claims/told/feed.atom", headers=again).status_code == 304
    add_status(claim, at=day(9))
    assert client.get("/claims/told/feed.atom", headers=again).status_code == 200


def test_a_date_alone_is_not_believed(client: Client) -> None:
    add_claim("told")
    since = {"If-Modified-Since": client.get("/changes/feed.atom")["Last-Modified"]}

    assert client.get("/changes/feed.atom", headers=since).status_code == 200


def test_hostile_words_break_no_feed(client: Client) -> None:
    claim = add_claim("hostile", statement=']]></title><script>&"\x01\ufffe\u202e')
    party = add_party("rude", name="<b>&\x02")
    add_position(claim, party, at=day(8), gist="<![CDATA[")
    add_status(claim, at=day(9), parties=(party,), reason="<script>\x0b")

    summary = atom(client, "/changes/feed.atom")[-1].findtext(f"{ATOM}summary") or ""

    assert "<script" not in summary
    assert len(items(client, "/changes/feed.json")) == 3


def test_fifty_entries_are_the_most(client: Client) -> None:
    claim = add_claim()
    for _ in range(60):
        add_position(claim, add_party(), at=day(8))

    assert len(items(client, "/changes/feed.json")) == 50


@pytest.mark.parametrize(
    "address", ["/changes/", "/claims/", "/claims/grows/", "/parties/grows/"]
)
def test_more_changes_cost_no_more_queries(client: Client, address: str) -> None:
    claim, party = add_claim("grows"), add_party("grows")
    add_role(claim, party)

    def cost() -> int:
        for _ in range(10):
            other = add_claim()
            add_role(other, party)
            for each in (claim, other):
                add_position(each, party, at=day(8))
                add_status(each, at=day(9), parties=(party,))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{address}feed.atom")
        return len(queries)

    assert cost() == cost()
