"""A page's stored text, cut up for a person who picks words from it.

Each sentence knows its place in the full text, so that what is marked needs no search.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.engine.known import text_of
from tracker.engine.picking import sentences
from tracker.engine.types import Text
from tracker.models import Snapshot, Source

# So much of a text is shown at a time, in characters; the rest is a link away.
PART = 40_000
# A line without an end would be one paragraph of a megabyte.
LONGEST = 4_000
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A snapshot and the text that was read from it."""

    snapshot: Snapshot
    text: Text


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`joint` is what stands between the paragraph before and this one: a line's end,
    nothing where a long line was cut, or an ellipsis where lines are left out."""

    sentences: tuple[Sentence, ...]
    joint: str = "\n"


@dataclass(frozen=True, slots=True)
class Shown:
    """One part of a text; `is_article`: lines that belong to no article are left out,
    `has_more` tells that there are such."""

    paragraphs: tuple[Paragraph, ...]
    part: int
    parts: int
    is_article: bool
    has_more: bool


def reading_of(source: Source, snapshot: int | None = None) -> Reading | None:
    """The newest capture of a source whose text was kept, or a certain one."""
    rows = source.snapshots.defer("headers").filter(extractions__full__gt="")
    chosen = rows.filter(pk=snapshot).first() if snapshot else None
    row = chosen or rows.order_by("-captured_at", "-id").first()
    text = text_of(row) if row else None
    return Reading(row, text) if row and text and text.full else None


def show_text(text: Text, *, is_whole: bool, part: int) -> Shown:
    """A part of the article, or of all that stands on the page."""
    lines = list(_lines(text.full))
    article = _article(text)
    inside = [one for one in lines if " ".join(one[1].split()) in article]
    has_more = 0 < len(inside) < len(lines)
    is_article = has_more and not is_whole
    pieces = list(_joined(inside if is_article else lines, text.full))
    parts = _parts(pieces)
    number = min(max(part, 1), len(parts))
    return Shown(tuple(parts[number - 1]), number, len(parts), is_article, has_more)


def _article(text: Text) -> set[str]:
    lines = [*text.article.splitlines(), text.title]
    return {" ".join(line.split()) for line in lines if line.strip()}


def _lines(full: str) -> Iterator[tuple[int, str]]:
    for found in _LINE.finditer(full):
        if found.group().strip():
            yield found.start(), found.group()


def _joined(lines: Sequence[tuple[int, str]], full: str) -> Iterator[Paragraph]:
    last = 0
    for start, line in lines:
        joint = " … " if full[last:start].strip() else "\n"
        last = start + len(line)
        yield from _pieces(start, line, joint)


def _pieces(start: int, line: str, joint: str) -> Iterator[Paragraph]:
    """A line as paragraphs that are not too long, each of whole sentences."""
    kept: list[Sentence] = []
    size = 0
    for low, high in _short(line):
        if kept and size + high - low > LONGEST:
            yield Paragraph(tuple(kept), joint)
            kept, size, joint = [], 0, ""
        kept.append(Sentence(start + low, line[low:high]))
        size += high - low
    yield Paragraph(tuple(kept), joint)


def _short(line: str) -> Iterator[tuple[int, int]]:
    for low, high in sentences(line):
        for cut in range(low, high, LONGEST):
            yield cut, min(cut + LONGEST, high)


def _parts(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    parts: list[list[Paragraph]] = [[]]
    size = 0
    for one in paragraphs:
        length = sum(len(sentence.text) for sentence in one.sentences)
        if parts[-1] and size + length > PART:
            parts.append([])
            size = 0
        parts[-1].append(one)
        size += length
    return parts
