"""What leaves the site through the head of a page, sitemaps and pictures."""

import json
from typing import Any

import pytest
from django.test import Client
from lxml import etree, html

from tests.factories import (
    add_citation,
    add_claim,
    add_party,
    add_place,
    add_role,
    add_source,
    add_status,
    add_topic,
    day,
    move_claim,
)
from tests.reader.cases import founding_case
from tests.reader.reading import read
from tracker.exports import sitemap
from tracker.models import Claim
from tracker.rules.vocabulary import Status, WorkflowState

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def head(client: Client, slug: str, query: str = "") -> html.HtmlElement:
    return html.fromstring(read(client, f"/claims/{slug}/{query}")).find("head")


def data(client: Client, slug: str) -> dict[str, Any]:
    (script,) = head(client, slug).xpath("script[@type='application/ld+json']")
    return dict(json.loads(script.text))


def located(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return [
        one.text or "" for one in etree.fromstring(answer.content).iter(f"{MAP}loc")
    ]


def test_a_decided_claim_is_a_review_and_an_open_one_a_claim(client: Client) -> None:
    founding_case()
    add_status(add_claim("settled"), Status.FALSE, at=day(9))

    assert data(client, "belgorod-positions")["@type"] == "Claim"
    assert data(client, "belgorod-positions")["author"][0]["name"] == "Kyiv"
    review = data(client, "settled")
    assert review["reviewRating"]["ratingValue"] == 1
    assert review["datePublished"] == "2025-04-09"


def test_words_cannot_leave_the_data(client: Client) -> None:
    words = "</script><script>alert(1)</script><!--"
    add_status(add_claim("hostile", statement=words), Status.FALSE, at=day(9))

    assert data(client, "hostile")["claimReviewed"] == words


def test_a_claim_names_its_card_its_feeds_and_its_picture(client: Client) -> None:
    founding_case()

    found = head(client, "belgorod-positions")

    links = {one.get("type"): one.get("href") for one in found.xpath("link")}
    for kind in ("application/json+oembed", "text/xml+oembed", "application/atom+xml"):
        assert client.get(links[kind].removeprefix(SITE)).status_code == 200
    image = found.xpath("meta[@property='og:image']/@content")[0]
    answer = client.get(image.removeprefix(SITE))
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    again = {"If-None-Match": answer["ETag"]}
    assert client.get(image.removeprefix(SITE), headers=again).status_code == 304


def test_a_page_of_the_past_is_shown_nowhere_else(client: Client) -> None:
    founding_case()

    found = head(client, "belgorod-positions", "?as_of=2025-04-09")

    assert not found.xpath("script[@type]|meta[@property]|link[@hreflang]")


def test_pages_name_themselves_in_the_other_languages(client: Client) -> None:
    founding_case()

    found = head(client, "belgorod-positions")

    named = {one.get("hreflang"): one.get("href") for one in found.xpath("link")}
    assert named["uk"] == f"{SITE}/claims/belgorod-positions/?lang=uk"
    assert named["x-default"] == f"{SITE}/claims/belgorod-positions/"


@pytest.mark.parametrize("query", ["", "?lang=uk"])
def test_a_page_in_a_language_is_itself_everywhere(client: Client, query: str) -> None:
    founding_case()
    page = f"{SITE}/claims/belgorod-positions/"

    found = head(client, "belgorod-positions", query)

    (canonical,) = found.xpath("link[@rel='canonical']/@href")
    named = {one.get("hreflang"): one.get("href") for one in found.xpath("link")}
    assert canonical == page + query == named["uk" if query else "x-default"]
    assert found.xpath("meta[@property='og:url']/@content") == [canonical]
    (script,) = found.xpath("script[@type='application/ld+json']")
    assert json.loads(script.text)["url"] == canonical
    assert found.xpath("meta[@property='og:image']/@content") == [
        f"{page}picture.png{query}"
    ]
    for address in found.xpath("link[@rel='alternate'][@type]/@href"):
        said = client.get(address.removeprefix(SITE)).content.decode()
        assert ("lang=uk" in said) is bool(query)


@pytest.mark.parametrize("state", [WorkflowState.DRAFT, WorkflowState.IN_REVIEW])
def test_a_picture_of_what_is_not_public_says_nothing(
    client: Client, state: WorkflowState
) -> None:
    add_claim("never", state=state)
    for name in ("one", "two"):
        move_claim(add_claim(name), state, at=day(9))

    assert client.get("/claims/never/picture.png").status_code == 404
    first, second = (
        client.get(f"/claims/{name}/picture.png") for name in ("one", "two")
    )
    assert first.content == second.content


def test_the_sitemap_leads_to_what_is_published_and_to_nothing_else(
    client: Client,
) -> None:
    claim = add_claim("told")
    add_role(claim, add_party("kyiv"))
    source = add_source()
    add_citation(claim, source, at=day(8))
    add_topic("war", claim)
    add_place("kharkiv", claim)
    hidden = add_claim("hidden", state=WorkflowState.DRAFT)
    add_role(hidden, add_party("unseen"))
    add_topic("secret", hidden)
    add_place("lair", hidden)
    add_citation(hidden, add_source(), at=day(8))
    move_claim(add_claim("taken-back"), WorkflowState.DRAFT, at=day(9))
    move_claim(add_claim("archived"), WorkflowState.ARCHIVED, at=day(9))

    pages = located(client, "/sitemap.xml")
    found = [one for page in pages for one in located(client, page.removeprefix(SITE))]

    assert {one for one in found if one.count("/") > 4} == {
        f"{SITE}/claims/told/",
        f"{SITE}/parties/kyiv/",
        f"{SITE}/sources/{source.pk}/",
        f"{SITE}/topics/war/",
        f"{SITE}/places/kharkiv/",
    }
    for name in ("methodology", "topics", "places", "changes", "figures"):
        assert f"{SITE}/{name}/" in found


def test_the_sitemap_says_when_a_claim_last_changed(client: Client) -> None:
    claim = add_claim("told")
    add_status(claim, at=day(9))
    number = (claim.pk - 1) // sitemap.MOST + 1

    page = client.get(f"/sitemaps/claims-{number}.xml").content.decode()

    assert "<lastmod>2025-04-09T12:00:00+00:00</lastmod>" in page


def test_a_page_of_the_sitemap_holds_a_range_of_claims(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    names = {add_claim().slug for _ in range(5)}

    pages = [one for one in located(client, "/sitemap.xml") if "claims-" in one]
    found = [located(client, page.removeprefix(SITE)) for page in pages]

    assert max(map(len, found)) == 2
    assert {one.split("/")[-2] for page in found for one in page} == names


@pytest.mark.parametrize("number", ["0", "9", "100001", "9" * 30])
def test_a_page_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    for name in ("claims", "sources"):
        assert client.get(f"/sitemaps/{name}-{number}.xml").status_code == 404


def test_robots_are_told_of_the_sitemap(client: Client) -> None:
    said = client.get("/robots.txt").content.decode()

    assert f"\nSitemap: {SITE}/sitemap.xml\n" in said
    assert not Claim.objects.exists()
