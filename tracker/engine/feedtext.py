"""Text from RSS, Atom and JSON Feed: each entry's title and words, in their order."""

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Any

from lxml import etree

from tracker.engine.errors import Undecodable
from tracker.engine.htmltext import fragment_text
from tracker.engine.types import Text
from tracker.engine.whole import whole_text
from tracker.text import storable

_ROOTS = frozenset({"rss", "feed", "RDF"})
_BODIES = ("encoded", "content", "description", "summary", "body", "fullitem")
_JSON_BODIES = ("content_html", "content_text", "summary")
_MOST_ENTRIES = 500
# Their titles and summaries are those of a recording, or of a shop.
_BESIDE = ("itunes", "mrss", "media", "googleplay")
_ATOM = "{http://www.w3.org/2005/Atom}"
_PLAIN = frozenset({"", "text", "text/plain"})
# Declarations, instructions and comments; entities stand in brackets.
_PROLOGUE = re.compile(
    r"[\ufeff\s]*+(?:<\?[^>]*>|<!--(?:[^-]|-(?!->))*+-->"
    r"|<!(?!--)[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)"
)
# A reference to half a letter (D800 to DFFF), which no parser bears.
_HALF = re.compile(
    r"&#(?:x0*+d[89a-f][0-9a-f]{2}"
    r"|0*+5(?:5(?:29[6-9]|[3-9][0-9]{2})|6[0-9]{3}|7(?:[0-2][0-9]{2}|3[0-3][0-9]|34[0-3]))"
    r");",
    re.IGNORECASE,
)
_ROOT = re.compile(r"[\ufeff\s]*+<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)


def is_feed(start: str) -> bool:
    """Whether a document's first element is that of a feed."""
    at = 0
    while found := _PROLOGUE.match(start, at):
        at = found.end()
    return _ROOT.match(start, at) is not None


def feed_text(xml: str, *, extractor: str) -> Text:
    """The text of a feed; its own clock and counters are left out."""
    root = feed_root(xml)
    if root is None or local_name(root) not in _ROOTS:
        raise Undecodable("the feed cannot be read")
    holder = next((child for child in root if local_name(child) == "channel"), root)
    nodes = list(islice(root.iter("{*}item", "{*}entry"), _MOST_ENTRIES + 1))
    lines = [line for node in nodes[:_MOST_ENTRIES] for line in _lines(node)]
    return whole_text(
        "\n".join(lines),
        title=_child(holder, "title"),
        kind="feed",
        extractor=extractor,
        is_cut=len(nodes) > _MOST_ENTRIES,
    )


def feed_root(xml: str) -> etree._Element | None:
    """The first element of a feed, however ill-formed; entities are not followed."""
    # The letters are decoded already, whatever the document declares.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        recover=True,
        huge_tree=False,
    )
    try:
        return etree.fromstring(_HALF.sub("", xml).encode(), parser)
    except etree.XMLSyntaxError:
        return None


def is_json_feed(value: object) -> bool:
    """Whether a JSON document says that it is a feed."""
    return isinstance(value, dict) and "jsonfeed.org" in str(value.get("version"))


def json_feed_text(feed: dict[str, Any], *, extractor: str) -> Text:
    """The text of a feed in JSON."""
    items = feed.get("items")
    listed = items if isinstance(items, list) else []
    found = [item for item in listed if isinstance(item, dict)]
    lines = [line for item in found[:_MOST_ENTRIES] for line in _json_lines(item)]
    return whole_text(
        "\n".join(lines),
        title=str(feed.get("title") or ""),
        kind="feed",
        extractor=extractor,
        is_cut=len(found) > _MOST_ENTRIES,
    )


def local_name(node: etree._Element) -> str:
    """A name without its namespace; comments and instructions have none.

    A prefix that nobody declared stays in the name, so it is taken off as well.
    """
    if not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2].rpartition(":")[2]


def _lines(entry: etree._Element) -> Iterator[str]:
    for names in (("title",), _BODIES):
        if words := _child(entry, *names):
            yield words


def _json_lines(item: dict[str, Any]) -> Iterator[str]:
    if title := item.get("title"):
        yield storable(str(title)).strip()
    for name in _JSON_BODIES:
        if body := item.get(name):
            is_html = name == "content_html"
            yield fragment_text(str(body)) if is_html else storable(str(body)).strip()
            return


def _child(parent: etree._Element, *names: str) -> str:
    """The words of the first of these children that has any, mark-up taken out.

    Where two have the same name, that of the feed's own language comes first.
    """

    def order(child: etree._Element) -> tuple[bool, int, bool]:
        space = _space(child)
        is_beside = any(word in space for word in _BESIDE)
        place = names.index(local_name(child))
        return is_beside, place, space != _space(parent)

    found = sorted((one for one in parent if local_name(one) in names), key=order)
    return next((words for one in found if (words := _words(one))), "")


def _space(node: etree._Element) -> str:
    """A namespace, or the prefix that nobody declared."""
    tag = str(node.tag)
    return tag.rpartition("}")[0] or tag.rpartition(":")[0]


def _words(node: etree._Element) -> str:
    if len(node):
        return fragment_text(_inner_html(node))
    raw = (node.text or "").strip()
    if node.tag.startswith(_ATOM) and node.get("type", "") in _PLAIN:
        return storable(raw)
    return fragment_text(raw)


def _inner_html(node: etree._Element) -> str:
    """Mark-up that stands in a feed as it is, and not as text."""
    for inner in node.iterdescendants("*"):
        inner.tag = local_name(inner) or "span"
    parts = (etree.tostring(child, encoding="unicode", method="html") for child in node)
    return escape(node.text or "") + "".join(parts)
