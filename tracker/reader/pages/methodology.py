"""The methodology page: docs/rules.md, the text that editors read."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.reader.pages.anchors import anchored

RULES = Path(settings.BASE_DIR) / "docs" / "rules.md"
DEEPEST_LISTED = 3
FOR_BUILDERS = "Tests: "
ELSEWHERE = re.compile(r"^(https?:|#)")


@dataclass(frozen=True)
class Heading:
    anchor: str
    text: str
    depth: int


@dataclass(frozen=True)
class Methodology:
    title: str
    html: SafeString
    headings: tuple[Heading, ...]


def methodology() -> Methodology:
    """The rules as a page; read anew only when the file changed."""
    return _rendered(RULES, RULES.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _rendered(path: Path, changed: int) -> Methodology:
    return render(path.read_text(encoding="utf-8"))


def render(text: str) -> Methodology:
    """Markdown to HTML with an anchor on each heading and no HTML let through."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    headings = _anchored(tokens)
    _tamed(tokens)
    anchored(tokens)
    html = parser.renderer.render(_for_readers(tokens), parser.options, {})
    title = next((row.text for row in headings if row.depth == 1), "Methodology")
    listed = (row for row in headings if 1 < row.depth <= DEEPEST_LISTED)
    # Safe: the text is the project's own, and the parser escapes what HTML it holds.
    return Methodology(title, mark_safe(html), tuple(listed))  # noqa: S308


def _anchored(tokens: list[Token]) -> list[Heading]:
    """Gives each heading an id made of its words; doubles are numbered."""
    found: dict[str, Heading] = {}
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        text = "".join(part.content for part in inline.children or ())
        anchor = base = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        number = 1
        while anchor in found:
            number += 1
            anchor = f"{base}-{number}"
        token.attrSet("id", anchor)
        found[anchor] = Heading(anchor, text, int(token.tag[1:]))
    return list(found.values())


def _tamed(tokens: list[Token]) -> None:
    """Drops inline styles, which the site's policy forbids, and links into the code,
    which lead nowhere from here."""
    for token in tokens:
        token.attrs.pop("style", None)
        children = token.children or []
        depth_of_dropped = False
        for part in list(children):
            if part.type == "link_open":
                depth_of_dropped = not ELSEWHERE.match(str(part.attrGet("href")))
            if part.type in ("link_open", "link_close") and depth_of_dropped:
                children.remove(part)


def _for_readers(tokens: list[Token]) -> list[Token]:
    """All but the title, which the page sets above its contents, and the paragraphs
    that only lead to the tests in the repository."""
    dropped: set[int] = set()
    for number, (opening, inline) in enumerate(pairwise(tokens)):
        is_title = opening.type == "heading_open" and opening.tag == "h1"
        is_for_builders = opening.type == "paragraph_open" and (
            inline.content.startswith(FOR_BUILDERS)
        )
        if is_title or is_for_builders:
            # Its opening, its text and its closing.
            dropped.update(range(number, number + 3))
    return [token for number, token in enumerate(tokens) if number not in dropped]
