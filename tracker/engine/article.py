"""The article of a page: what is compared, without menus, teasers and the headline.

trafilatura finds it; what it is known to get wrong is put right: pages of links,
articles in several pieces, lists of links below the text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode
from trafilatura import bare_extraction

from tracker.text import WORD, storable

MOST_TEXT = 1_000_000
# Finding the article in a larger page takes longer than a page is given.
_MOST_FOR_ARTICLE = 60_000
# An article shorter than this, and than this share of the page, is a fragment.
_FRAGMENT = 200
_FRAGMENT_SHARE = 0.25
# Where so much of a text is links, it is a menu and no article.
_MOSTLY_LINKS = 0.4
# Paragraphs shorter than this may be captions or labels.
_PARAGRAPH = 60
# So much more text in the paragraphs of an article means that pieces were missed.
_MUCH_MORE = 1.5
_MOST_ARTICLES = 8
# What stands in an article element and is none of its text.
_BESIDE = (
    "aside p, nav p, footer p, form p, [class*=comment i] p, [id*=comment i] p,"
    " [class*=related i] p, [class*=newsletter i] p"
)
# The headline stands among the first lines of an article.
_HEAD_LINES = 4
_BULLET = re.compile(r"^[-|\s]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the visible text; `is_link` if the whole of it leads elsewhere."""

    text: str
    is_link: bool = False


def article_text(
    html: str, *, url: str, title: str, tree: LexborHTMLParser, lines: Sequence[Line]
) -> str:
    """The main text; all visible text where there is only a fragment to be found."""
    full = "\n".join(line.text for line in lines)[:MOST_TEXT]
    if html.count("<") > _MOST_FOR_ARTICLE:
        return full
    links = {_key(line.text) for line in lines if line.is_link} - {""}
    found = _found(html, url, fast=True)
    if _share_of_links(found, links) > _MOSTLY_LINKS:
        found = _found(html, url, fast=False)
    paragraphs = _paragraphs(tree)
    if _is_only_a_piece(found, paragraphs):
        found = paragraphs
    text = "\n".join(_cleaned(found, links, title))
    if len(text) < _FRAGMENT and len(text) < len(full) * _FRAGMENT_SHARE:
        return full
    return text


def _found(html: str, url: str, *, fast: bool) -> list[str]:
    document = bare_extraction(
        html,
        url=url,
        fast=fast,
        include_comments=False,
        with_metadata=False,
        include_tables=True,
    )
    text = storable((getattr(document, "text", None) or "").strip())[:MOST_TEXT]
    return text.splitlines()


def _is_only_a_piece(found: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs hold what was found, and much more."""
    size = sum(map(len, found))
    if sum(map(len, paragraphs)) <= _MUCH_MORE * size:
        return False
    keys = {_key(line) for line in paragraphs}
    return sum(len(line) for line in found if _key(line) in keys) > size / 2


def _paragraphs(tree: LexborHTMLParser) -> list[str]:
    """The longer paragraphs of the article element that holds most of them.

    Many such elements are the teasers of a front page, and no article.
    """
    articles = tree.css("article")
    if len(articles) > _MOST_ARTICLES:
        return []
    found = (_long_paragraphs(node) for node in articles)
    return max(found, key=lambda lines: sum(map(len, lines)), default=[])


def _long_paragraphs(node: LexborNode) -> list[str]:
    beside = {one.mem_id for one in node.css(_BESIDE)}
    own = (one for one in node.css("p") if one.mem_id not in beside)
    texts = (" ".join(one.text(deep=True).split()) for one in own)
    return [storable(text) for text in texts if len(text) >= _PARAGRAPH]


def _cleaned(lines: Iterable[str], links: set[str], title: str) -> list[str]:
    """Without the headline, which is the title, and the links below the text.

    A page that is a list of links keeps them.
    """
    headline = _key(title)
    kept = [
        line
        for number, line in enumerate(lines)
        if number >= _HEAD_LINES or not _is_headline(_key(line), headline)
    ]
    last = len(kept)
    while last and (not kept[last - 1].strip() or _key(kept[last - 1]) in links):
        last -= 1
    text = kept[:last]
    return text if 2 * sum(map(len, text)) > sum(map(len, kept)) else kept


def _is_headline(line: str, headline: str) -> bool:
    """The title itself, or the title without the name of the site behind it."""
    return bool(line) and (line == headline or headline.startswith(f"{line} "))


def _share_of_links(lines: Sequence[str], links: set[str]) -> float:
    size = sum(map(len, lines))
    return sum(len(line) for line in lines if _key(line) in links) / max(size, 1)


def _key(line: str) -> str:
    return " ".join(WORD.findall(_BULLET.sub("", line))).casefold()
