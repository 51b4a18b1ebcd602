"""Text from HTML: all that a reader sees, and the article in it.

Quotes are looked for in the full text, since the article's edges are a guess; changes
are compared on the article, since menus and teasers change every day.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tracker.engine.article import MOST_TEXT, Line, article_text
from tracker.engine.htmlguard import guarded
from tracker.engine.types import Signals, Text
from tracker.text import storable

_BREAK = "\x1e"
_UNSEEN = (
    "head, script, style, template, noscript, svg, iframe, object, canvas, audio,"
    " video, [hidden]"
)
_STYLED = "[style*='display' i], [style*='visibility' i]"
_HIDES = re.compile(
    r"\b(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_BLOCKS = (
    "address, article, aside, blockquote, body, button, caption, center, dd, details,"
    " dialog, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4,"
    " h5, h6, header, hgroup, hr, legend, li, main, menu, nav, ol, optgroup, option, p,"
    " pre, search, section, summary, table, tbody, td, textarea, tfoot, th, thead, tr,"
    " ul, br"
)
_LINK, _LINK_END = "\x01", "\x02"
_LINK_MARKS = re.compile(f"[{_LINK}{_LINK_END}]")
# So much of a line in links makes it one.
_LINKED = 0.9
_STUB = 300
_REFRESH = re.compile(
    r"^\s*+(\d++)[^;,]*+[;,]\s*+(?:url\s*=)?\s*[\"']?([^\"'>\s]+)", re.IGNORECASE
)
_LONGEST_REFRESH = 10
_LONGEST_SELECTOR = 200
_MOST_SELECTORS = 10
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without|use|allow)\s+"
    r"(?:to\s+)?(?:enable\s+)?java\s?script"
    r"|java\s?script\s+(?:is|must be|to be|seems to be)\s+"
    r"(?:disabled|enabled|required|switched)"
    r"|включите\s+java\s?script|увімкніть\s+java\s?script"
    r"|java\s?script\s+(?:aktivieren|ist deaktiviert)|activer\s+java\s?script"
    r"|habilit\w+\s+java\s?script|abilita\w*\s+java\s?script|启用\s*javascript",
    re.IGNORECASE,
)


def html_text(html: str, *, url: str, extractor: str) -> Text:
    """The text of a page; raises `Hostile` for one that is built to hang a parser."""
    safe = guarded(html)
    tree = LexborHTMLParser(safe)
    title = _title(tree)
    facts = list(_linked_data(tree))
    published = _published(tree, facts)
    language = _language(tree)
    signals = _signals(tree, facts, url)
    _drop_unseen(tree)
    seen = tree.html or ""
    lines = lines_of(tree.body) if tree.body is not None else []
    whole = "\n".join(line.text for line in lines)
    full = whole[:MOST_TEXT]
    article = article_text(seen, url=url, title=title, tree=tree, lines=lines)
    if signals.refresh and len(full) > _STUB:
        signals = replace(signals, refresh="")
    if len(whole) > MOST_TEXT:
        signals = replace(signals, truncated=True)
    return Text(title, article, full, published, language, extractor, signals)


def _drop_unseen(tree: LexborHTMLParser) -> None:
    """Leave what a reader sees, which is also what the article is sought in.

    What a style sheet hides stays: it is not fetched.
    """
    styled = (
        node for node in tree.css(_STYLED) if _HIDES.search(attribute_of(node, "style"))
    )
    for node in [*tree.css(_UNSEEN), *styled]:
        # A page that hides its whole body shows it by script a moment later.
        if node.tag not in ("body", "html"):
            node.decompose()


def fragment_text(markup: str) -> str:
    """What a reader sees of a piece of HTML, a line for each block."""
    tree = LexborHTMLParser(f"<html><body>{guarded(markup)}</body></html>")
    _drop_unseen(tree)
    return block_text(tree.body) if tree.body is not None else ""


def block_text(node: LexborNode) -> str:
    """The text under an element with a line for each block; changes the element."""
    return "\n".join(line.text for line in lines_of(node))[:MOST_TEXT]


def lines_of(node: LexborNode) -> list[Line]:
    """The lines under an element, and which are links; changes the element."""
    for link in node.css("a[href]"):
        # A link within the page is a heading or a table of contents.
        if not attribute_of(link, "href").startswith("#"):
            link.insert_before(_LINK)
            link.insert_after(_LINK_END)
    for block in node.css(_BLOCKS):
        block.insert_before(_BREAK)
        block.insert_after(_BREAK)
    found = []
    open_links = 0
    for part in node.text(deep=True, separator="").split(_BREAK):
        if not part or part.isspace():
            continue
        linked, open_links = _linked(part, open_links)
        if text := storable(" ".join(_LINK_MARKS.sub("", part).split())):
            found.append(Line(text, linked >= _LINKED * len(text)))
    return found


def _linked(part: str, open_links: int) -> tuple[int, int]:
    """How many characters of a line are in links, and the links open at its end."""
    if not open_links and _LINK not in part:
        return 0, 0
    size = 0
    for piece in re.split(f"([{_LINK}{_LINK_END}])", part):
        if piece == _LINK:
            open_links += 1
        elif piece == _LINK_END:
            open_links = max(open_links - 1, 0)
        elif open_links:
            size += len(" ".join(piece.split()))
    return size, open_links


def _title(tree: LexborHTMLParser) -> str:
    for selector, attribute in (
        ("meta[property='og:title']", "content"),
        ("title", ""),
        ("h1", ""),
    ):
        node = tree.css_first(selector)
        if node is None:
            continue
        text = attribute_of(node, attribute) if attribute else node.text(deep=True)
        if text and text.strip():
            return storable(" ".join(text.split()))[:500]
    return ""


def _language(tree: LexborHTMLParser) -> str:
    """The primary language tag that the page declares, or nothing."""
    node = tree.css_first("html")
    declared = attribute_of(node, "lang") or attribute_of(node, "xml:lang")
    if not declared:
        meta = tree.css_first("meta[http-equiv='content-language' i]")
        declared = attribute_of(meta, "content")
    found = re.match(r"[A-Za-z]{2,3}(?=[-_]|$)", declared.strip())
    return found.group().lower() if found else ""


def _signals(tree: LexborHTMLParser, facts: list[dict[str, Any]], url: str) -> Signals:
    canonical = attribute_of(tree.css_first("link[rel='canonical']"), "href")
    return Signals(
        kind="html",
        canonical=_joined(url, canonical),
        refresh=_refresh(tree, url),
        free=_free(facts),
        is_cut=_is_cut(tree, facts),
        needs_script=_needs_script(tree),
    )


def _joined(url: str, link: str) -> str:
    if not link:
        return ""
    try:
        return storable(urljoin(url, link.strip()))
    except ValueError:
        return ""


def _refresh(tree: LexborHTMLParser, url: str) -> str:
    """Where a page sends its readers at once; slower ones only reload themselves."""
    node = tree.css_first("meta[http-equiv='refresh' i]")
    found = _REFRESH.match(attribute_of(node, "content"))
    if not found or int(found.group(1)[:6]) > _LONGEST_REFRESH:
        return ""
    target = _joined(url, found.group(2))
    return "" if target.split("#")[0] == url.split("#")[0] else target


def _needs_script(tree: LexborHTMLParser) -> bool:
    texts = (node.text(deep=True)[:2000] for node in tree.css("noscript"))
    return any(_NEEDS_SCRIPT.search(text) for text in texts)


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, those in lists and graphs included."""
    for node in tree.css("script[type='application/ld+json']"):
        try:
            loaded = json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(loaded, depth=4)


def _objects(value: object, *, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for one in value:
            yield from _objects(one, depth=depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth=depth - 1)


def _free(facts: list[dict[str, Any]]) -> bool | None:
    for fact in facts:
        if "isAccessibleForFree" in fact:
            return str(fact["isAccessibleForFree"]).strip().lower() not in (
                "false",
                "0",
            )
    return None


def _is_cut(tree: LexborHTMLParser, facts: list[dict[str, Any]]) -> bool:
    """Whether the parts that the page names as not free are empty or not there."""
    selectors = [
        selector
        for fact in facts
        for part in _listed(fact.get("hasPart"))
        if isinstance(part, dict) and _free([part]) is False
        for selector in _listed(part.get("cssSelector"))
        if isinstance(selector, str) and len(selector) <= _LONGEST_SELECTOR
    ]
    few = selectors[:_MOST_SELECTORS]
    return bool(few) and not any(_has_text(tree, one) for one in few)


def _has_text(tree: LexborHTMLParser, selector: str) -> bool:
    try:
        found = tree.css(selector)
    except SelectolaxError:
        # A selector that cannot be read tells nothing, so nothing is missed.
        return True
    return any(node.text(deep=True).strip() for node in found)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _published(tree: LexborHTMLParser, facts: list[dict[str, Any]]) -> datetime | None:
    found = [str(fact["datePublished"]) for fact in facts if fact.get("datePublished")]
    for selector, attribute in (
        ("meta[property='article:published_time']", "content"),
        ("meta[itemprop='datePublished']", "content"),
        ("time[itemprop='datePublished']", "datetime"),
        ("article time[datetime]", "datetime"),
        ("time[datetime]", "datetime"),
    ):
        found.append(attribute_of(tree.css_first(selector), attribute))
    return next((moment for text in found if (moment := moment_of(text))), None)


def moment_of(text: str) -> datetime | None:
    """A moment written in ISO 8601; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def attribute_of(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""
