"""Anchors for the words of the closed lists, on the page that explains them.

The text is docs/rules.md; where it explains a word of a list, that place gets the
word's anchor: `#status-denied`, `#stance-verifying`, `#silence-not_checked`,
`#reliability-b`, `#credibility-2`. They are linked to and cited, so they stay.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from itertools import pairwise

from markdown_it.token import Token

from tracker.reader.words import anchor as anchor_of
from tracker.rules.vocabulary import (
    Credibility,
    Reliability,
    SilenceKind,
    Stance,
    Status,
)

# As the rules call what the lists call otherwise.
SILENCES = {
    "not yet checked": SilenceKind.NOT_CHECKED,
    "no statement found": SilenceKind.NO_STATEMENT_FOUND,
    "asked, no response": SilenceKind.ASKED_NO_RESPONSE,
}


def anchored(tokens: list[Token]) -> None:
    """Gives every explained word its anchor, the first time that it is explained."""
    done: set[str] = set()
    for inline, word in (*_headings(tokens), *_cells(tokens), *_emphasised(tokens)):
        anchor = anchor_of(word)
        if anchor not in done and inline.children is not None:
            done.add(anchor)
            mark = Token("html_inline", "", 0)
            mark.content = f'<span id="{anchor}"></span>'
            inline.children.insert(0, mark)


def _headings(tokens: list[Token]) -> Iterator[tuple[Token, Enum]]:
    statuses = {_spoken(status): status for status in Status}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and inline.content.lower() in statuses:
            yield inline, statuses[inline.content.lower()]


def _cells(tokens: list[Token]) -> Iterator[tuple[Token, Enum]]:
    """The cells of the tables of stances and of grades."""
    find: list[Callable[[str], Enum | None]] = []
    column = 0
    for opening, inline in pairwise(tokens):
        if opening.type == "table_open":
            find = []
        elif opening.type == "tr_open":
            column = 0
        if opening.type == "th_open":
            find.append(_finder(inline.content))
        elif opening.type == "td_open" and column < len(find):
            word = find[column](inline.content)
            column += 1
            if word is not None:
                yield inline, word


def _finder(head: str) -> Callable[[str], Enum | None]:
    """How a column with a head names the words of a list."""
    stances: Mapping[str, Enum] = {_spoken(stance): stance for stance in Stance}
    if head == "stance":
        return stances.get
    if head.startswith("reliability"):
        return _by_first({letter.value: letter for letter in Reliability})
    if head.startswith("credibility"):
        return _by_first({str(figure.value): figure for figure in Credibility})
    return lambda _text: None


def _by_first(words: Mapping[str, Enum]) -> Callable[[str], Enum | None]:
    return lambda text: words.get(text.partition(" ")[0])


def _emphasised(tokens: list[Token]) -> Iterator[tuple[Token, Enum]]:
    for token in tokens:
        for mark, text in pairwise(token.children or ()):
            if mark.type == "strong_open" and text.content in SILENCES:
                yield token, SILENCES[text.content]


def _spoken(word: Enum) -> str:
    return str(word.value).replace("_", " ")
