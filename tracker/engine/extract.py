"""Bytes in, text out, whatever kind of document they are.

In process and pure: called by the parsing child (`child.py`), which can be killed,
and by tests. The web and the workers go through `parser.Parser`.
"""

import json
from collections.abc import Iterator

import ada_url

from tracker.engine.charset import decode
from tracker.engine.errors import Undecodable, UnsupportedType
from tracker.engine.extractor import EXTRACTOR
from tracker.engine.feedtext import (
    feed_text,
    is_feed,
    is_json_feed,
    json_feed_text,
)
from tracker.engine.htmlguard import guarded
from tracker.engine.htmltext import html_text
from tracker.engine.pdftext import pdf_text
from tracker.engine.telegram import is_preview, telegram_text
from tracker.engine.types import Text
from tracker.engine.whole import whole_text

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
)
_XML = frozenset({"application/xml", "text/xml"})
_UNSAID = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"}
)


def extract(body: bytes, *, url: str, content_type: str) -> Text:
    """The text of a document; raises an `ExtractError` where there is none to have."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/pdf" or body[:1024].lstrip().startswith(b"%PDF-"):
        return pdf_text(body, extractor=EXTRACTOR)
    if kind in _UNSAID:
        kind = _sniffed(body)
    if kind == "application/json" or kind.endswith("+json"):
        return _json_text(decode(body, content_type))
    if kind in _HTML | _FEEDS | _XML or kind.endswith("+xml"):
        return _markup_text(decode(body, content_type), kind, url)
    if kind.startswith("text/"):
        return _plain_text(decode(body, content_type))
    raise UnsupportedType(f"documents of the type {kind[:80]!r} are not read")


def _markup_text(text: str, kind: str, url: str) -> Text:
    if is_feed(text):
        return feed_text(text, extractor=EXTRACTOR)
    if kind in _FEEDS:
        raise Undecodable("the feed cannot be read")
    if is_preview(text, _host(url)):
        return telegram_text(guarded(text), url=url, extractor=EXTRACTOR)
    return html_text(text, url=url, extractor=EXTRACTOR)


def _host(url: str) -> str:
    try:
        return ada_url.URL(url).hostname
    except ValueError:
        return ""


def _sniffed(body: bytes) -> str:
    """What a body is that nobody named, told from its beginning."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"\x00" in head and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "application/octet-stream"
    if b"<rss" in head or b"<feed" in head:
        return "application/xml"
    if head.startswith((b"{", b"[")):
        return "application/json"
    if head.startswith(b"<") or b"<html" in head:
        return "text/html"
    return "text/plain"


def _plain_text(text: str) -> Text:
    title = text[:1000].strip().partition("\n")[0].strip()[:200]
    return whole_text(text, title=title, kind="plain", extractor=EXTRACTOR)


def _json_text(text: str) -> Text:
    """Every value of the document on a line of its own, in its order."""
    try:
        loaded = json.loads(text)
        if is_json_feed(loaded):
            return json_feed_text(loaded, extractor=EXTRACTOR)
        lines = "\n".join(_values(loaded))
    except (ValueError, RecursionError) as error:
        raise Undecodable("the JSON cannot be read") from error
    return whole_text(lines, kind="json", extractor=EXTRACTOR)


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, dict | list):
                yield from _values(one)
            elif one is not None:
                yield f"{key}: {one}"
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)
    elif value is not None:
        yield str(value)
