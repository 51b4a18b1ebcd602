"""Text from feeds of every kind, and from data."""

import json

import pytest

from tracker.engine.extract import extract
from tracker.engine.types import Text

ADDRESS = "https://harbour.example/feed"
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
RSS_1 = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://purl.org/rss/1.0/"><channel><title>Harbour</title></channel>'
    "<item><title>Bridge</title><description>It is open.</description></item></rdf:RDF>"
)


def read(document: str, content_type: str = "application/xml") -> Text:
    return extract(document.encode(), url=ADDRESS, content_type=content_type)


def rss(item: str, version: str = "2.0", names: str = "") -> str:
    return (
        f'<rss version="{version}" {names}><channel><title>Harbour</title>'
        f"<lastBuildDate>Tue, 08 Apr 2025 09:30:00 GMT</lastBuildDate>"
        f"<item>{item}</item></channel></rss>"
    )


def atom(entry: str) -> str:
    return f'<feed xmlns="{ATOM}"><title>Harbour</title><entry>{entry}</entry></feed>'


PLAIN_ITEM = "<title>Bridge</title><description>It is open.</description>"
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "items": [{"id": 1, "title": "Bridge", "content_html": "<p>It is open.</p>"}],
    }
)


@pytest.mark.parametrize(
    ("document", "content_type"),
    [
        (rss(PLAIN_ITEM, "0.91"), "application/rss+xml"),
        (rss(PLAIN_ITEM, "0.92"), "text/xml"),
        (rss(PLAIN_ITEM), "text/html"),
        (rss(PLAIN_ITEM), ""),
        (RSS_1, "application/rdf+xml"),
        (atom("<title>Bridge</title><summary>It is open.</summary>"), "text/xml"),
        (f"<?xml version='1.0'?><!-- {'x' * 5000} -->{rss(PLAIN_ITEM)}", "text/xml"),
        (f"<!DOCTYPE rss [<!ENTITY x '>'>]>{rss(PLAIN_ITEM)}", "text/xml"),
        (JSON_FEED, "application/feed+json"),
        (JSON_FEED, "application/json"),
    ],
)
def test_feeds_of_every_kind_give_the_same_lines(
    document: str, content_type: str
) -> None:
    found = read(document, content_type)
    assert (found.title, found.article) == ("Harbour", "Bridge\nIt is open.")
    assert found.signals.kind == "feed"


def test_a_page_that_speaks_of_a_feed_is_no_feed() -> None:
    page = "<html><head><!-- <rss> --></head><body><p>How to write &lt;rss></p></body>"
    assert read(page, "application/xhtml+xml").signals.kind == "html"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            f'<content type="xhtml"><div xmlns="{XHTML}"><p>One.</p><p>Two.</p>'
            "<script>three()</script></div></content>",
            "One.\nTwo.",
        ),
        (
            '<content type="html">&lt;p>One.&lt;/p>&lt;p>Two.&lt;/p></content>',
            "One.\nTwo.",
        ),
        ('<content type="text">1 &lt;b&gt; 2</content>', "1 <b> 2"),
        ("<summary>Short.</summary><content>Long.</content>", "Long."),
        ('<content src="elsewhere"/><summary>Short.</summary>', "Short."),
    ],
)
def test_an_entry_is_read_as_its_type_says(entry: str, expected: str) -> None:
    assert read(atom(entry)).article == expected


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
OWN = "<title>Bridge</title>"


@pytest.mark.parametrize(
    ("item", "names"),
    [
        (f"<media:title>A picture</media:title>{OWN}", MEDIA),
        (f"<dc:title>Another</dc:title>{OWN}", DUBLIN),
        (f"<itunes:title>Undeclared</itunes:title>{OWN}", ""),
        (f"<!-- x --><?y z?>{OWN}", ""),
        (
            f"{OWN}<media:content><media:title>A picture</media:title></media:content>",
            "",
        ),
    ],
)
def test_a_module_does_not_speak_for_the_item(item: str, names: str) -> None:
    assert read(rss(item, names=names)).article.splitlines()[0] == "Bridge"


@pytest.mark.parametrize(
    "reference", ["&#xD800;", "&#x0000000000dfff;", "&#55296;", "&#057343;", "&#0;"]
)
def test_half_a_letter_does_not_bring_the_reader_down(reference: str) -> None:
    item = f"<title>Bridge {reference}</title><description>Open.</description>"
    assert "Bridge" in read(rss(item)).article
    assert "Open." in read(atom(f"<content><p>Open.{reference}</p></content>")).article


def test_a_reference_to_a_whole_letter_is_that_letter() -> None:
    item = "<title>&#55295;&#57344;&#x1F600;&#xE9;</title>"
    assert read(rss(item)).article == "\ud7ff\ue000\U0001f600\u00e9"


def test_a_prefix_without_a_name_is_read_over() -> None:
    assert "Open." in read(rss("<description><x:>Open.</x:></description>")).article


def test_a_hidden_part_of_an_item_is_no_text() -> None:
    item = "<description>&lt;p hidden&gt;Old.&lt;/p&gt;New.</description>"
    assert read(rss(item)).article == "New."


def test_a_feed_of_many_entries_is_cut_and_says_so() -> None:
    found = read(f"<rss>{'<item><title>One</title></item>' * 501}</rss>")
    assert len(found.article.splitlines()) == 500
    assert found.signals.truncated


def test_a_long_text_is_cut_and_says_so() -> None:
    found = read("word " * 300_000, "text/plain")
    assert len(found.full) <= 1_000_000
    assert found.signals.truncated
    assert not read("word", "text/plain").signals.truncated


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ('{"b": {"a": 1}, "c": [true, null, "x"]}', ["a: 1", "True", "x"]),
        ("[]", []),
        ('"one"', ["one"]),
        ("[1e999, NaN]", ["inf", "nan"]),
        ('{"version": 1, "items": "none"}', ["version: 1", "items: none"]),
    ],
)
def test_data_gives_its_values_in_order(data: str, lines: list[str]) -> None:
    assert read(data, "application/json").full.splitlines() == lines


@pytest.mark.parametrize("items", ["null", "{}", '"x"', "5", "[1, null]", "[]"])
def test_a_feed_in_json_without_entries_is_empty(items: str) -> None:
    feed = f'{{"version": "https://jsonfeed.org/version/1", "items": {items}}}'
    assert read(feed, "application/feed+json").article == ""
