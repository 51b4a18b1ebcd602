"""Text from every kind of document."""

import time
from datetime import UTC, datetime

import pytest

from tests.engine.pages import ADDRESS, extracted, page
from tracker.engine.errors import Undecodable, UnsupportedType
from tracker.engine.extract import extract
from tracker.engine.extractor import EXTRACTOR


def test_the_article_is_found_among_menus_and_advertising() -> None:
    found = extracted("article_first.html")
    assert "We have not closed the bridge to ambulances" in found.article
    assert "Advertisement" not in found.article
    assert found.title == "Ministry reports progress on bridge repairs"
    assert found.published == datetime(2025, 4, 8, 9, 30, tzinfo=UTC)
    assert found.language == "en"
    assert found.extractor == EXTRACTOR


def test_the_full_text_has_all_that_is_seen_in_order() -> None:
    full = extracted("article_first.html").full
    places = [
        full.index(part) for part in ("Home", "Advertisement", "By Ada", "Imprint")
    ]
    assert places == sorted(places)


def test_what_is_hidden_is_not_in_the_full_text() -> None:
    full = extracted("article_first.html").full
    assert "a hidden copy" not in full
    assert "enable JavaScript" not in full
    assert "token" not in full


def test_inline_elements_do_not_tear_words_and_blocks_do() -> None:
    html = b"<body><p>clo<b>sed</b> now<div>next<br>line</div><ul><li>a<li>b</ul>"
    assert extract(html, url=ADDRESS, content_type="text/html").full == (
        "closed now\nnext\nline\na\nb"
    )


@pytest.mark.parametrize(
    "element", ["button", "center", "hgroup", "menu", "search", "textarea"]
)
def test_words_in_a_block_do_not_melt_into_those_beside_it(element: str) -> None:
    html = f"<body>before<{element}>inside</{element}>behind".encode()
    found = extract(html, url=ADDRESS, content_type="text/html")
    assert found.full == "before\ninside\nbehind"


def test_a_page_that_hides_its_body_until_a_script_runs_still_has_text() -> None:
    html = b"<body style='display:none'><p>Here all the same</p></body>"
    found = extract(html, url=ADDRESS, content_type="text/html")
    assert found.full == "Here all the same"


def test_a_page_that_is_too_long_to_keep_says_so() -> None:
    html = b"<body>" + b"<p>Some words that make a line.</p>" * 40_000
    found = extract(html, url=ADDRESS, content_type="text/html")
    assert found.signals.truncated
    assert not extracted("article_first.html").signals.truncated


def test_a_stub_says_where_it_leads() -> None:
    assert extracted("stub.html").signals.refresh.endswith("/en/news/bridge-repairs")
    assert extracted("article_first.html").signals.refresh == ""


def test_a_page_says_whether_it_is_free() -> None:
    assert extracted("paywall.html").signals.free is False
    assert extracted("article_first.html").signals.free is None


CYRILLIC = "Міністр сказав: міст не закрито для швидкої допомоги. " * 8


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (CYRILLIC.encode("cp1251"), "text/plain; charset=windows-1251"),
        (CYRILLIC.encode("cp1251"), "text/plain"),
        (CYRILLIC.encode("koi8-u"), "text/plain; charset=KOI8-U"),
        (b"\xff\xfe" + CYRILLIC.encode("utf-16-le"), "text/plain; charset=utf-8"),
        (b"\xef\xbb\xbf" + CYRILLIC.encode(), "text/plain; charset=cp1251"),
        (CYRILLIC.encode(), "text/plain; charset=x-user-defined"),
        (CYRILLIC.encode(), "text/plain; charset=utf-7"),
        (CYRILLIC.encode(), "text/plain; charset=hex"),
        (CYRILLIC.encode(), "text/plain; charset=no-such-thing"),
    ],
)
def test_bytes_are_read_as_browsers_read_them(body: bytes, content_type: str) -> None:
    found = extract(body, url=ADDRESS, content_type=content_type)
    assert found.full == CYRILLIC.strip()


def test_a_meta_element_names_the_charset_in_the_first_kilobyte_only() -> None:
    meta = b"<meta charset='windows-1251'>"
    near = b"<html><head>" + meta + "<body><p>міст".encode("cp1251")
    far = b"<html><!--" + b" " * 3000 + b"-->" + meta + "<body><p>міст".encode()
    for html in (near, far):
        assert extract(html, url=ADDRESS, content_type="text/html").full == "міст"


def test_latin_1_is_read_as_windows_1252() -> None:
    body = b"\x93quoted\x94"
    found = extract(body, url=ADDRESS, content_type="text/plain; charset=iso-8859-1")
    assert found.full == "“quoted”"


def test_what_a_database_refuses_does_not_come_out() -> None:
    found = extract(b"<p>a\x00b&#0;c&#xD800;d", url=ADDRESS, content_type="text/html")
    assert "\x00" not in found.full
    found.full.encode("utf-8")


def test_a_feed_gives_its_entries_and_not_its_clock() -> None:
    found = extracted("feed.xml", content_type="application/rss+xml")
    assert found.title == "Harbour Post"
    assert found.article.splitlines() == [
        "Bridge repairs",
        "The bridge is open to ambulances.",
        "Ferry timetable",
        "Every twenty minutes & more",
    ]


def test_a_feed_does_not_follow_entities() -> None:
    xml = (
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<rss><channel><title>&x;</title></channel></rss>"
    )
    assert extract(xml, url=ADDRESS, content_type="text/xml").title == "&x;"


def test_json_gives_its_values_a_line_each() -> None:
    body = '{"a": {"title": "Міст"}, "b": [1, "two"]}'.encode()
    found = extract(body, url=ADDRESS, content_type="application/json")
    assert found.full == "title: Міст\n1\ntwo"


def pdf(*lines: str) -> bytes:
    """A one-page document with the given lines, as small as PDF allows."""
    shown = b" ".join(b"(%s) Tj T*" % line.encode() for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (table, len(out))
    )


def test_a_pdf_gives_its_paragraphs_whatever_type_it_is_served_as() -> None:
    body = pdf("We have not closed", "the bridge.", "A second sentence.")
    found = extract(body, url=ADDRESS, content_type="application/octet-stream")
    assert found.full == "We have not closed the bridge.\nA second sentence."
    assert found.signals.kind == "pdf"


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        (b"%PDF-1.4 broken", "application/pdf", Undecodable),
        (b"{", "application/json", Undecodable),
        (b"no feed", "application/rss+xml", Undecodable),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png", UnsupportedType),
        (b"PK\x03\x04\x00\x00", "", UnsupportedType),
    ],
)
def test_what_cannot_be_read_says_so(
    body: bytes, content_type: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        extract(body, url=ADDRESS, content_type=content_type)


POST = "https://t.me/harbourpress/42"


def test_a_post_gives_its_own_words_without_counters() -> None:
    found = extracted("post.html", url=POST)
    assert (
        found.article
        == "Мост не закрыт для скорой помощи.\nПаром ходит каждые 20 минут."
    )
    assert found.published == datetime(2025, 4, 8, 9, 30, tzinfo=UTC)
    assert found.signals.edited
    assert found.title == "Harbour press office"


def test_a_deleted_post_is_told_from_a_closed_channel() -> None:
    deleted = extracted("post_deleted.html", url=POST).signals
    closed = extracted("channel_closed.html", url="https://t.me/s/harbourpress").signals
    assert (deleted.deleted, deleted.closed) == (True, False)
    assert (closed.deleted, closed.closed) == (False, True)


def test_a_post_missing_among_its_neighbours_is_deleted() -> None:
    assert extracted("post.html", url="https://t.me/harbourpress/41").signals.deleted


def test_the_saved_pages_are_read_as_utf_8() -> None:
    assert (
        "Сторінку"
        in extract(page("not_found.html"), url=ADDRESS, content_type="").title
    )


PROSE = [
    f"The {name} boat left the harbour at dawn and came back with little fish on board."
    for name in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
]


def article_of(inner: str, title: str = "Boats leave at dawn | Harbour Post") -> str:
    html = f"<html><head><title>{title}</title></head><body>{inner}</body></html>"
    return extract(html.encode(), url=ADDRESS, content_type="text/html").article


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_the_headline_is_the_title_and_not_the_article() -> None:
    article = article_of(
        f"<article><h1>Boats leave at dawn</h1>{paragraphs(PROSE)}</article>"
    )
    assert article.splitlines() == PROSE


def test_links_below_the_text_are_no_part_of_it() -> None:
    teasers = ("Ferry late again this week, and nobody knows why", "Museum finds wing")
    links = "".join(f"<p><a href='/{line}'>{line}</a></p>" for line in teasers)
    article = article_of(f"<article>{paragraphs(PROSE)}{links}</article>")
    assert article.splitlines() == PROSE


def test_a_page_of_links_keeps_them() -> None:
    lines = [f"{line[:-1]}, says the report" for line in PROSE]
    links = "".join(f"<p><a href='/{line}'>{line}</a></p>" for line in lines)
    assert lines[3] in article_of(f"<main>{links}</main>")


def test_an_article_in_several_pieces_is_found_whole() -> None:
    pieces = "".join(
        f"<div class='chunk'><div class='body'>{paragraphs(PROSE)}</div></div>"
        "<aside class='newsletter-box'><p>Have the news of the day sent to you every "
        "morning, and unsubscribe when you like.</p></aside>"
        for _ in range(3)
    )
    article = article_of(f"<main><article>{pieces}</article></main>")
    assert article.splitlines() == PROSE * 3


def test_comments_are_no_pieces_of_the_article() -> None:
    comments = "".join(
        f"<div class='comment-text'><p>I saw the {number} boat myself, and it looked "
        "smaller than the paper says it is, if you ask me.</p></div>"
        for number in range(40)
    )
    article = article_of(f"<article>{paragraphs(PROSE)}{comments}</article>")
    assert "if you ask me" not in article


def test_elements_nested_in_themselves_do_not_take_long() -> None:
    one = "<article><p>A paragraph that is long enough to be one of the text here.</p>"
    body = f"<html><body>{one * 1900}".encode()
    start = time.process_time()
    extract(body, url=ADDRESS, content_type="text/html")
    assert time.process_time() - start < 5
