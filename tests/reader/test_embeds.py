"""Embeds: anyone may show them, and they never say what is no longer so."""

import json
import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from tests.factories import (
    add_claim,
    add_redirect,
    add_status,
    day,
    move_claim,
)
from tests.reader.cases import founding_case
from tests.reader.test_feeds import void_status
from tracker.exports.badge import Badge, badge, width_of
from tracker.models import Claim
from tracker.rules.vocabulary import Status, WorkflowState

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
SITE = "http://127.0.0.1:8000"
GONE = "This claim is no longer published here"


def card(client: Client, slug: str, query: str = "") -> str:
    answer = client.get(f"/claims/{slug}/card/{query}")
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")


def badge_of(client: Client, slug: str, query: str = "") -> str:
    answer = client.get(f"/claims/{slug}/badge.svg{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("image/svg+xml")
    drawn = etree.fromstring(answer.content)
    return " ".join(one.text or "" for one in drawn.iter(f"{SVG}title", f"{SVG}text"))


def oembed(client: Client, url: str, **asked: str) -> dict[str, object]:
    answer = client.get("/oembed/", {"url": url, **asked})
    assert answer.status_code == 200
    return dict(json.loads(answer.content))


def test_the_card_shows_the_live_headline(client: Client) -> None:
    founding_case()

    page = card(client, "belgorod-positions")

    assert "Ukrainian troops hold positions in the Belgorod region." in page
    assert "<strong>Unconfirmed by Moscow</strong>" in page
    assert "Belgorod's authorities acknowledge military activity" in page
    assert f'href="{SITE}/claims/belgorod-positions/" target="_blank"' in page
    assert "10 April 2025" in page


def test_anyone_may_frame_a_card_and_a_badge_and_nothing_else(client: Client) -> None:
    founding_case()
    for name in ("card/", "badge.svg"):
        answer = client.get(f"/claims/belgorod-positions/{name}")
        assert "X-Frame-Options" not in answer
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "script-src" not in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert not answer.cookies

    page = client.get("/claims/belgorod-positions/")
    assert page["X-Frame-Options"] == "DENY"


def test_a_card_has_no_script_and_no_form(client: Client) -> None:
    founding_case()

    tree = html.fromstring(card(client, "belgorod-positions"))

    assert not tree.xpath("//script|//form|//@style|//@onclick|//iframe")


def test_a_change_is_on_the_embeds_at_the_next_request(client: Client) -> None:
    claim = add_claim("told")
    row = add_status(claim, Status.CONFIRMED, at=day(8))
    for name in ("card/", "badge.svg"):
        address = f"/claims/told/{name}"
        first = client.get(address)
        assert first["Cache-Control"] == "no-cache"
        again = {"If-None-Match": first["ETag"]}
        assert client.get(address, headers=again).status_code == 304

    void_status(row, at=day(10))
    for name in ("card/", "badge.svg"):
        answer = client.get(f"/claims/told/{name}", headers=again)
        assert answer.status_code == 200
        assert b"Status withdrawn" in answer.content
        assert b"withdrawn on 10 April 2025" in answer.content


def test_a_withdrawn_status_that_left_an_earlier_one_is_told(client: Client) -> None:
    claim = add_claim("told")
    add_status(claim, Status.UNCONFIRMED, at=day(8))
    void_status(add_status(claim, Status.FALSE, at=day(9)), at=day(10))

    page = card(client, "told")

    assert "<strong>Unconfirmed</strong>" in page
    assert "A status was withdrawn on 10 April 2025." in page


def test_an_archived_claim_says_so(client: Client) -> None:
    move_claim(add_claim("old"), WorkflowState.ARCHIVED, at=day(9))

    assert "Archived: the desk no longer works on it." in card(client, "old")
    assert "Archived: the desk no longer works on it" in badge_of(client, "old")


def test_a_merged_claim_shows_the_one_that_it_became(client: Client) -> None:
    heir = add_claim("heir", statement="The heir.")
    old = add_claim("old", statement="The old one.")
    move_claim(old, WorkflowState.ARCHIVED, at=day(9), merged_into=heir)

    page = card(client, "old")

    assert "The heir." in page
    assert "The old one." not in page
    assert "The claim that stood here was merged into this one." in page
    assert f"{SITE}/claims/heir/" in page


def test_an_address_that_was_given_up_still_works(client: Client) -> None:
    add_redirect("before", claim=add_claim("after", statement="It is so."))

    assert "It is so." in card(client, "before")


@pytest.mark.parametrize("state", [WorkflowState.DRAFT, WorkflowState.IN_REVIEW])
def test_what_was_taken_back_says_only_that(
    client: Client, state: WorkflowState
) -> None:
    claim = add_claim("taken-back", statement="A secret.")
    add_status(claim, Status.FALSE, at=day(8), reason="A secret reason.")
    add_redirect("former", claim=claim)
    move_claim(claim, state, at=day(9))

    for slug in ("taken-back", "former"):
        page, drawn = card(client, slug), badge_of(client, slug)
        assert GONE in page
        assert GONE in drawn
        assert "ecret" not in page + drawn
        assert "False" not in page + drawn
        assert "/claims/" not in page
        said = oembed(client, f"{SITE}/claims/{slug}/")
        assert said["title"] == GONE


@pytest.mark.parametrize("name", ["card/", "badge.svg"])
def test_a_stranger_learns_nothing_of_what_was_never_public(
    client: Client, name: str
) -> None:
    draft = add_claim("draft", state=WorkflowState.DRAFT)
    add_redirect("draft-before", claim=draft)

    answers = [
        client.get(f"/claims/{slug}/{name}")
        for slug in ("draft", "draft-before", "never")
    ]

    assert {answer.status_code for answer in answers} == {404}
    slugs = re.compile(rb"/claims/[-a-z]+/")
    assert len({slugs.sub(b"", answer.content) for answer in answers}) == 1
    for slug in ("draft", "never"):
        asked = {"url": f"{SITE}/claims/{slug}/"}
        assert client.get("/oembed/", asked).status_code == 404


def test_embeds_speak_the_language_that_is_asked_for(client: Client) -> None:
    founding_case()

    page = card(client, "belgorod-positions", "?lang=uk")

    assert '<html lang="uk"' in page
    assert "Українські війська тримають позиції" in page
    assert "підтвердження немає" in badge_of(client, "belgorod-positions", "?lang=uk")
    # English words stay English where the browser asks for nothing we have.
    assert '<html lang="en"' in card(client, "belgorod-positions", "?lang=xx")


def test_oembed_keeps_to_its_standard(client: Client) -> None:
    founding_case()
    url = f"{SITE}/claims/belgorod-positions/?lang=uk"

    said = oembed(client, url, maxwidth="300", maxheight="200")

    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert (said["width"], said["height"]) == (300, 200)
    frame = html.fromstring(str(said["html"]))
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{SITE}/claims/belgorod-positions/card/?lang=uk"
    assert client.get(str(frame.get("src")).removeprefix(SITE)).status_code == 200


def test_oembed_in_xml_says_the_same(client: Client) -> None:
    founding_case()
    url = f"{SITE}/claims/belgorod-positions/"

    answer = client.get("/oembed/", {"url": url, "format": "xml"})

    assert answer["Content-Type"].startswith("text/xml")
    said = {one.tag: one.text for one in etree.fromstring(answer.content)}
    assert said == {name: str(one) for name, one in oembed(client, url).items()}


def test_oembed_never_says_how_a_claim_stands(client: Client) -> None:
    founding_case()

    said = oembed(client, f"{SITE}/claims/belgorod-positions/")

    assert "Unconfirmed" not in json.dumps(said)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 404),
        ({"url": "https://elsewhere.example/claims/told/"}, 404),
        ({"url": "javascript:alert(1)//127.0.0.1/claims/told/"}, 404),
        ({"url": f"{SITE}/parties/told/"}, 404),
        ({"url": f"{SITE}/claims/told/", "format": "yaml"}, 501),
        ({"url": f"{SITE}/claims/told/", "maxwidth": "-1"}, 400),
        ({"url": f"{SITE}/claims/told/", "maxwidth": "0"}, 400),
        ({"url": "http://[/claims/told/"}, 404),
    ],
)
def test_oembed_refuses_what_it_does_not_have(
    client: Client, asked: dict[str, str], status: int
) -> None:
    add_claim("told")

    assert client.get("/oembed/", asked).status_code == status


HOSTILE = '"/></title><script>alert(1)</script><svg onload=alert(1)>]]>\x01\u202e'


def test_hostile_words_stay_words_in_every_embed(client: Client) -> None:
    add_claim("hostile", statement=HOSTILE)

    page = card(client, "hostile")
    drawn = etree.fromstring(client.get("/claims/hostile/badge.svg").content)
    frame = str(oembed(client, f"{SITE}/claims/hostile/")["html"])

    assert "<script" not in page
    assert [one.tag for one in drawn.iter(f"{SVG}script")] == []
    assert html.fromstring(frame).tag == "iframe"
    assert not html.fragments_fromstring(frame)[1:]


@given(st.text(max_size=200), st.sampled_from(["false", "denied", "xyz", "\x00"]))
def test_any_words_make_a_badge_that_can_be_parsed(text: str, key: str) -> None:
    drawn = badge(Badge(key=key, label=text, title=text, language="en"))

    root = etree.fromstring(drawn.encode("utf-8"))

    assert root.tag == f"{SVG}svg"
    assert {str(one.tag).removeprefix(SVG) for one in root.iter()} <= {
        "svg", "title", "rect", "path", "g", "text", "circle",
    }  # fmt: skip


def test_a_badge_is_as_wide_as_its_words(client: Client) -> None:
    short = etree.fromstring(badge(Badge(key="", label="i", title="", language="en")))
    long = etree.fromstring(
        badge(Badge(key="", label="W" * 40, title="", language="en"))
    )

    assert float(long.get("width", 0)) - float(short.get("width", 0)) > 400
    assert width_of("Ж") > width_of("i")


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    url=st.one_of(
        st.text(max_size=80),
        st.text(max_size=40).map(lambda text: f"{SITE}/claims/{text}/"),
        st.text(max_size=40).map(lambda text: f"http://{text}/claims/told/"),
        st.text(max_size=40).map(lambda text: f"{SITE}/claims/told/?lang={text}"),
    ),
    asked=st.dictionaries(
        st.sampled_from(["format", "maxwidth", "maxheight", "lang", "as_of"]),
        st.one_of(st.sampled_from(["json", "xml", "600", "uk"]), st.text(max_size=20)),
    ),
    slug=st.text(max_size=40),
    language=st.text(st.characters(max_codepoint=126, min_codepoint=32), max_size=30),
)
def test_no_question_breaks_an_embed(
    client: Client, url: str, asked: dict[str, str], slug: str, language: str
) -> None:
    if not Claim.objects.exists():
        add_claim("told")
    clean = {200, 301, 302, 400, 404, 501}

    assert client.get("/oembed/", {"url": url, **asked}).status_code in clean
    for name in ("card/", "badge.svg", "feed.atom", "feed.json"):
        for address in (f"/claims/told/{name}", f"/claims/{slug}/{name}"):
            answer = client.get(address, asked, headers={"Accept-Language": language})
            assert answer.status_code in clean
