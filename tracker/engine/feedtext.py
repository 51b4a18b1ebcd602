"""Text from RSS and Atom: each entry's title and words, in the order of the feed."""

from collections.abc import Iterator

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from tracker.engine.errors import Undecodable
from tracker.engine.htmltext import block_text
from tracker.engine.types import Signals, Text
from tracker.text import storable

_ROOTS = frozenset({"rss", "feed", "RDF"})
_ENTRIES = frozenset({"item", "entry"})
_BODIES = ("encoded", "content", "description", "summary")
_MOST_ENTRIES = 500


def is_feed(start: str) -> bool:
    """Whether a document begins as a feed does."""
    head = start[:2000].lstrip("\ufeff \t\r\n").lower()
    return any(mark in head for mark in ("<rss", "<feed", "<rdf:rdf"))


def feed_text(xml: str, *, extractor: str) -> Text:
    """The text of a feed; its own clock and counters are left out."""
    # The letters are decoded already, whatever the document declares.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        recover=True,
        huge_tree=False,
    )
    root = etree.fromstring(xml.encode(), parser)
    if root is None or _name(root) not in _ROOTS:
        raise Undecodable("the feed cannot be read")
    holder = next((child for child in root if _name(child) == "channel"), root)
    title = _child(holder, "title")
    entries = [node for node in root.iter() if _name(node) in _ENTRIES][:_MOST_ENTRIES]
    text = "\n".join(line for entry in entries for line in _lines(entry))
    return Text(title, text, text, None, "", extractor, Signals(kind="feed"))


def _lines(entry: etree._Element) -> Iterator[str]:
    if title := _child(entry, "title"):
        yield title
    for name in _BODIES:
        if body := _child(entry, name):
            yield body
            return


def _child(parent: etree._Element, name: str) -> str:
    """The words of a child element, its own mark-up taken out."""
    for child in parent:
        if _name(child) == name:
            raw = "".join(child.itertext()).strip()
            tree = LexborHTMLParser(f"<html><body>{raw}</body></html>")
            return block_text(tree.body) if tree.body is not None else storable(raw)
    return ""


def _name(node: etree._Element) -> str:
    """The local name; comments and instructions have none."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
