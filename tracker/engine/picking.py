"""Words that a person picked, and where they stand in a stored text.

The person may have marked them on the page or typed them from memory, so the words are
looked for here again: what is kept is what the text has, with its place and what stands
around it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.engine.anchor import is_with_omission, locate
from tracker.engine.places import Span, prepare
from tracker.engine.types import Quote
from tracker.rules.vocabulary import CitationState
from tracker.text import Level, folded

# Enough to know a place again, in characters on each side.
AROUND = 64
# Of words that stand in more places nobody reads the list.
MOST_PLACES = 12
_STANDS = (
    CitationState.EXACT,
    CitationState.EXACT_TYPOGRAPHIC,
    CitationState.EXACT_MOVED,
    CitationState.AMBIGUOUS,
)
# A sentence ends at its mark, what closes behind it, and a blank; in Chinese and
# Japanese no blank is needed.
_END = re.compile(r"[.!?…؟۔।]+[\"'»”’)\]]*\s+|[。！？]+[」』”’）]*\s*")


@dataclass(frozen=True, slots=True)
class Picked:
    """Words with their place in the text: both selectors of a citation."""

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """The words stand in more than one place; `places` are the first of them."""

    places: tuple[Picked, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The words do not stand in the text; `nearest` are those most like them."""

    nearest: str = ""


Pick = Picked | Several | Missing


def pick(
    words: str, text: str, *, start: int | None = None, end: int | None = None
) -> Pick:
    """Find picked words in a text; `start` and `end` are where they were marked."""
    words = words.replace("\r\n", "\n").strip()
    if start is not None and end is not None and _is_marked(words, text[start:end]):
        return _picked(text, start, end)
    found = (
        prepare(text).same_words(Quote(words)) if folded(words, Level.SPACING) else None
    )
    if found is not None:
        return _one_of(text, found[1], start)
    return _elsewise(words, text, start)


def sentences(line: str) -> list[Span]:
    """The sentences of a line; together they are the whole of it."""
    ends = [found.end() for found in _END.finditer(line)]
    cuts = [0, *(end for end in ends if end < len(line)), len(line)]
    return [(low, high) for low, high in pairwise(cuts) if low < high]


def _is_marked(words: str, stretch: str) -> bool:
    """Whether a stretch has these words; blanks between them are no matter."""
    wanted = folded(words, Level.SPACING)
    return bool(wanted) and folded(stretch, Level.SPACING) == wanted


def _one_of(text: str, spans: Sequence[Span], start: int | None) -> Pick:
    marked = [span for span in spans if span[0] == start]
    if len(spans) == 1 or marked:
        return _picked(text, *(marked or spans)[0])
    return Several(tuple(_picked(text, *span) for span in spans[:MOST_PLACES]))


def _elsewise(words: str, text: str, start: int | None) -> Pick:
    """Words with an omission stand there part by part; others do not stand there."""
    anchor = locate(Quote(words, start=start), text)
    if anchor.start is None or anchor.end is None:
        return Missing()
    if anchor.state in _STANDS and is_with_omission(words):
        return _picked(text, anchor.start, anchor.end, exact=words)
    return Missing(anchor.matched)


def _picked(text: str, start: int, end: int, *, exact: str = "") -> Picked:
    """The place without its outer blanks, and what stands around it."""
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end -= len(stretch) - len(stretch.rstrip())
    return Picked(
        exact=exact or text[start:end],
        start=start,
        end=end,
        prefix=text[max(start - AROUND, 0) : start],
        suffix=text[end : end + AROUND],
    )
