"""The demo press at rest: every page is there, and looks like a page of the web."""

import json
import re
from xml.etree import ElementTree

import pypdfium2
import pytest
import trafilatura

from tests.demo.pages import ask, html, words
from tracker.demo.articles import Article, articles, plain_text
from tracker.demo.outlets import OUTLETS, hosts
from tracker.demo.site import HTML

FIRST = [article for article in articles().values() if article.since == 0]
STORIES = [a for a in FIRST if a.outlet != "channel" and not a.path.endswith(".pdf")]


def key(article: Article) -> str:
    return article.key


@pytest.mark.parametrize("article", FIRST, ids=key)
def test_every_page_is_served_at_first(article: Article) -> None:
    assert ask(article.outlet, article.path).status == 200


def test_no_two_pages_share_an_address() -> None:
    addresses = [(a.outlet, a.path) for a in articles().values()]
    assert len(addresses) == len(set(addresses))


def test_the_press_is_wide_enough_to_be_tried_on() -> None:
    news = [a for a in STORIES if a.outlet != "statements"]
    assert len(news) >= 10
    assert {outlet.language for outlet in OUTLETS} == {"en", "uk", "ru"}


@pytest.mark.parametrize("article", FIRST, ids=key)
def test_every_html_page_says_that_the_press_is_fictional(article: Article) -> None:
    answer = ask(article.outlet, article.path)
    if answer.content_type == HTML:
        assert "a fictional press made for trying On Record" in answer.body.decode()


@pytest.mark.parametrize("article", STORIES, ids=key)
def test_clutter_changes_with_each_request_and_the_article_does_not(
    article: Article,
) -> None:
    pages = [html(article.outlet, article.path, seed=seed) for seed in (1, 2)]
    assert pages[0] != pages[1]
    assert article.body in pages[0]
    assert article.body in pages[1]


@pytest.mark.parametrize("article", STORIES, ids=key)
def test_an_article_extractor_reads_the_same_from_two_requests(
    article: Article,
) -> None:
    last = plain_text(article.body.rpartition("<p>")[2])
    for seed in (1, 2):
        text = trafilatura.extract(html(article.outlet, article.path, seed=seed))
        assert text
        assert last in text


@pytest.mark.parametrize("article", STORIES, ids=key)
def test_the_metadata_for_machines_agrees_with_the_article(article: Article) -> None:
    page = html(article.outlet, article.path)
    found = re.search(r'ld\+json">(.*?)</script>', page)
    assert found
    data = json.loads(found.group(1))
    assert data["headline"] == article.title
    assert data["datePublished"] == article.published.isoformat()


def test_a_channel_shows_its_posts_in_the_markup_of_the_public_preview() -> None:
    page = html("channel", "/s/demo_kyiv_office")
    assert page.count('class="tgme_widget_message_text js-message_text"') == 4
    assert 'data-post="demo_kyiv_office/1284"' in page


def test_a_post_can_be_embedded_by_itself() -> None:
    page = html("channel", "/demo_kyiv_office/1284")
    assert page.count("js-message_text") == 1
    assert 'datetime="2025-04-08T12:38:00+00:00"' in page


def test_a_post_that_does_not_exist_says_so_as_the_preview_does() -> None:
    answer = ask("channel", "/demo_kyiv_office/9")
    assert answer.status == 404
    assert b"tgme_widget_message_error" in answer.body


def test_the_feed_of_a_party_lists_what_it_published_newest_first() -> None:
    feed = ElementTree.fromstring(html("statements", "/moscow/feed.xml"))  # noqa: S314
    links = [item.findtext("link") for item in feed.iter("item")]
    assert links == [
        "http://127.0.0.1:8006/moscow/reports/2025-04-26",
        "http://127.0.0.1:8006/moscow/briefings/2025-04-09",
    ]


@pytest.mark.parametrize("outlet", [o.key for o in OUTLETS if o.layout != "channel"])
def test_every_outlet_has_a_front_page_and_a_feed(outlet: str) -> None:
    assert "Demo Press" in words(outlet, "/")
    ElementTree.fromstring(html(outlet, "/feed.xml"))  # noqa: S314


def test_a_page_of_links_leads_to_pages_that_exist() -> None:
    page = html("statements", "/beijing/")
    paths = re.findall(r'<li><a href="(/beijing/[^"]+)"', page)
    assert len(paths) == 2
    assert [ask("statements", path).status for path in paths] == [200, 200]


def test_the_pdf_opens_and_holds_its_text() -> None:
    answer = ask("atlas", "/notes/2025/week-15.pdf")
    assert answer.content_type == "application/pdf"
    document = pypdfium2.PdfDocument(answer.body)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    assert "Ukrainian forces have left most of the ground" in text
    assert "without seeing one another's result" in text


def test_robots_txt_leaves_the_articles_open() -> None:
    text = ask("wire", "/robots.txt").body.decode()
    assert "Disallow: /_press/" in text
    assert "Disallow: /\n" not in text


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/2025/", "/2025/feed.xml", "/moscow", "/assets/../press.py", "//"],
)
def test_anything_else_is_not_found(path: str) -> None:
    answer = ask("lantern", path)
    assert answer.status == 404
    assert b"Page not found" in answer.body


def test_each_outlet_is_a_host_of_its_own() -> None:
    assert len(set(hosts(9001))) == len(OUTLETS)
    assert hosts(9001)[0] == "127.0.0.1:9001"
