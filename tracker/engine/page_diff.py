"""Two captures of a page side by side, paragraph by paragraph, what stayed and what is
clutter folded away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from rapidfuzz.distance import Levenshtein

from tracker.engine.changed_words import mark_change
from tracker.engine.clutter import is_known_line, is_known_place
from tracker.engine.known import text_of
from tracker.engine.pairing import pairs_of
from tracker.engine.paragraphs import Block, paragraphs
from tracker.engine.types import Text
from tracker.engine.volatile import steady
from tracker.models import Snapshot
from tracker.models.clutter import clutter_of

# Paragraphs that stayed are shown so far around a change; the others are folded.
AROUND = 1


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the comparison, or a stretch that is folded away."""

    before: SafeString | str = ""
    after: SafeString | str = ""
    is_changed: bool = False
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageDiff:
    """`clutter` are the lines that differ and are ignored, each with its sign."""

    rows: tuple[Row, ...]
    clutter: tuple[str, ...]
    changed: int


def compare_pages(then: Snapshot, now: Snapshot) -> PageDiff | None:
    """The comparison; None where one of the two has no text."""
    old, new = text_of(then), text_of(now)
    if old is None or new is None:
        return None
    source = now.source
    clutter = clutter_of({source.pk: source.host_id})[source.pk]
    titles = old.title.strip(), new.title.strip()
    was, cluttered = _kept(old, titles, clutter)
    has, also = _kept(new, titles, clutter)
    aside = [
        *(f"\N{MINUS SIGN} {line}" for line in cluttered if line not in also),
        *(f"+ {line}" for line in also if line not in cluttered),
    ]
    rows: list[Row] = []
    for block in _blocks(was, has):
        if isinstance(block, list):
            rows += _stayed(block, is_first=not rows)
        elif is_known_place(block, titles, clutter):
            aside += [f"\N{MINUS SIGN} {line}" for line in block.before]
            aside += [f"+ {line}" for line in block.after]
        else:
            rows += [_changed(pair) for pair in pairs_of(block, titles)]
    changed = sum(row.is_changed for row in rows)
    return PageDiff(rows=tuple(rows), clutter=tuple(aside), changed=changed)


def _kept(
    text: Text, titles: tuple[str, str], clutter: frozenset[str]
) -> tuple[list[str], list[str]]:
    """A text's paragraphs, and apart from them those that are clutter."""
    lines = paragraphs(text)
    aside = {one for one in lines if one not in titles and is_known_line(one, clutter)}
    return [one for one in lines if one not in aside], [
        one for one in lines if one in aside
    ]


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block | list[str]]:
    """What stayed, as lists of lines, and what differs, in the order of the page."""
    was, now = [steady(one) or one for one in old], [steady(one) or one for one in new]
    above, before, after = "", list[str](), list[str]()
    for step in Levenshtein.opcodes(was, now):
        if step.tag != "equal":
            before += old[step.src_start : step.src_end]
            after += new[step.dest_start : step.dest_end]
            continue
        if before or after:
            below = now[step.dest_start]
            yield Block(tuple(before), tuple(after), above, below)
            before, after = [], []
        above = now[step.dest_end - 1]
        yield list(new[step.dest_start : step.dest_end])
    if before or after:
        yield Block(tuple(before), tuple(after), above, "")


def _stayed(lines: list[str], *, is_first: bool) -> list[Row]:
    """Lines that stayed: those beside a change, and the others folded."""
    head = [] if is_first else lines[:AROUND]
    rest = lines[len(head) :]
    tail = rest[-AROUND:] if len(rest) > AROUND else []
    middle = tuple(rest[: len(rest) - len(tail)])
    rows = [Row(before=line, after=line) for line in head]
    if middle:
        rows.append(Row(folded=middle))
    return [*rows, *(Row(before=line, after=line) for line in tail)]


def _changed(pair: tuple[str, str]) -> Row:
    before, after = pair
    if not before or not after:
        return Row(before=_whole("del", before), after=_whole("ins", after),
                   is_changed=True)  # fmt: skip
    words = mark_change(before, after)
    return Row(before=words.before, after=words.after, is_changed=True)


def _whole(tag: str, text: str) -> SafeString | str:
    return format_html("<{}>{}</{}>", tag, text, tag) if text else ""
