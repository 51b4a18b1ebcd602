"""The single statements on a channel: items of a feed, posts, links, paragraphs.

Pure: bytes in, entries out. It parses in process what the killable parser has read
before: only a body that a child survived becomes a snapshot, and only a snapshot is
read for entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.engine.charset import decode
from tracker.engine.feedtext import feed_root, local_name
from tracker.engine.htmlguard import guarded
from tracker.engine.htmltext import attribute_of, block_text, moment_of
from tracker.rules.vocabulary import WatchKind
from tracker.text import Level, digest, folded, storable, words

MOST_ENTRIES = 200
_LONGEST_KEY = 500
_LONGEST_TEXT = 20_000
# A link of fewer words is a menu's; a paragraph of fewer words is no statement.
_LINK_WORDS = 3
_PARAGRAPH_WORDS = 6
_FURNITURE = "nav, header, footer, aside, script, style, template"
_AROUND = frozenset({"li", "article", "tr", "dd", "section"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One statement; `key` names it on its channel and stays when it is edited."""

    key: str
    url: str = ""
    title: str = ""
    text: str = ""
    published: datetime | None = None


def entries(
    kind: WatchKind, body: bytes, *, url: str, content_type: str, article: str
) -> list[Entry]:
    """What a channel says, in its own order, each key once.

    `article` is the text that the extractor found; a page without links or posts is
    read paragraph by paragraph from it.
    """
    if kind is WatchKind.PAGE:
        found = _paragraphs(article, url)
    else:
        reader = {
            WatchKind.FEED: _items,
            WatchKind.TELEGRAM: _posts,
            WatchKind.LINKS: _links,
        }[kind]
        found = reader(decode(body, content_type), url)
    said = {entry.key: entry for entry in found if entry.title or entry.text}
    return list(said.values())[:MOST_ENTRIES]


def _entry(
    key: str, url: str, title: str, text: str, published: datetime | None
) -> Entry:
    title, text = storable(title)[:_LONGEST_KEY], storable(text)[:_LONGEST_TEXT]
    return Entry(
        key=storable(key)[:_LONGEST_KEY] or digest(title + text),
        url=storable(url)[:2000],
        title=title,
        text=text,
        published=published,
    )


def _items(xml: str, url: str) -> Iterator[Entry]:
    root = feed_root(xml)
    for node in root.iter() if root is not None else ():
        if local_name(node) not in ("item", "entry"):
            continue
        link = urljoin(url, _link(node))
        said = _first(node, "encoded", "content", "description", "summary")
        when = _first(node, "pubDate", "published", "updated", "date")
        key = _first(node, "guid", "id") or _link(node)
        yield _entry(
            key, link, _plain(_first(node, "title")), _plain(said), _date(when)
        )


def _link(item: etree._Element) -> str:
    """An RSS link is text, an Atom link an attribute; `alternate` is the page."""
    for child in item:
        if local_name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip()
    return ""


def _first(item: etree._Element, *names: str) -> str:
    for name in names:
        for child in item:
            if local_name(child) == name and (
                said := "".join(child.itertext()).strip()
            ):
                return said
    return ""


def _plain(markup: str) -> str:
    tree = LexborHTMLParser(f"<html><body>{guarded(markup)}</body></html>")
    return block_text(tree.body) if tree.body is not None else ""


def _date(text: str) -> datetime | None:
    if moment := moment_of(text):
        return moment
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _posts(html: str, url: str) -> Iterator[Entry]:
    tree = LexborHTMLParser(guarded(html))
    for post in tree.css(".tgme_widget_message[data-post]"):
        name = attribute_of(post, "data-post")
        date = post.css_first(".tgme_widget_message_date time[datetime]")
        said = [block_text(node) for node in post.css(".js-message_text")]
        address = urljoin(url, f"/{name}")
        when = moment_of(attribute_of(date, "datetime"))
        yield _entry(name, address, "", "\n".join(said), when)


def _links(html: str, url: str) -> Iterator[Entry]:
    tree = LexborHTMLParser(guarded(html))
    for node in tree.css(_FURNITURE):
        node.decompose()
    for link in tree.css("a[href]"):
        title = " ".join(link.text(deep=True).split())
        if len(words(title)) < _LINK_WORDS:
            continue
        address = urljoin(url, attribute_of(link, "href")).partition("#")[0]
        around = _surroundings(link)
        date = around.css_first("time[datetime]") if around else None
        said = " ".join(around.text(deep=True, separator=" ").split()) if around else ""
        when = moment_of(attribute_of(date, "datetime"))
        yield _entry(address, address, title, said.removeprefix(title).strip(), when)


def _surroundings(link: LexborNode) -> LexborNode | None:
    """The line of the list that a link stands in; None where it stands alone."""
    above = link.parent
    while above is not None and above.tag not in _AROUND:
        above = above.parent
    return above


def _paragraphs(article: str, url: str) -> Iterator[Entry]:
    for line in article.splitlines():
        if len(words(line)) >= _PARAGRAPH_WORDS:
            key = digest(folded(line, Level.TYPOGRAPHY).casefold())
            yield _entry(key, url, "", line.strip(), None)
