"""Two wordings side by side: the words that stayed, went, and came."""

from collections.abc import Iterable
from typing import cast

from rapidfuzz.distance import Levenshtein

from tracker.engine.critical import is_critical
from tracker.engine.types import Edit, WordEdit
from tracker.text import word_spans, words

# Words by words; aligning more than these would keep a worker waiting.
_MOST_STEPS = 20_000_000
# The most words that stay by chance within a rewriting.
_CRUMB = 2
# The scripts that put no blanks between words begin here.
_UNSPACED = "\u2e80"

Word = tuple[str, int, int]


def edits(before: str, after: str) -> tuple[WordEdit, ...]:
    """The steps that turn one wording into the other, with their punctuation.

    Words are compared without punctuation; a change of punctuation alone gives one
    `equal` step.
    """
    old, new = word_spans(before), word_spans(after)
    if len(old) * len(new) > _MOST_STEPS:
        return _in_one_piece(before, after, old, new)
    steps = Levenshtein.opcodes([word for word, *_ in old], [word for word, *_ in new])
    return tuple(
        WordEdit(
            cast(Edit, step.tag),
            _stretch(before, old, step.src_start, step.src_end),
            _stretch(after, new, step.dest_start, step.dest_end),
        )
        for step in steps
    )


def _in_one_piece(
    before: str, after: str, old: list[Word], new: list[Word]
) -> tuple[WordEdit, ...]:
    """What two very long wordings begin and end with, and one change between."""
    was, now = ([word for word, *_ in side] for side in (old, new))
    shorter = min(len(was), len(now))
    head = next((at for at in range(shorter) if was[at] != now[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if was[-1 - at] != now[-1 - at]), rest)
    ends = (0, head, len(was) - tail, len(was)), (0, head, len(now) - tail, len(now))
    tags: tuple[Edit, ...] = ("equal", "replace", "equal")
    return tuple(
        WordEdit(
            tag,
            _stretch(before, old, ends[0][at], ends[0][at + 1]),
            _stretch(after, new, ends[1][at], ends[1][at + 1]),
        )
        for at, tag in enumerate(tags)
        if ends[0][at] < ends[0][at + 1] or ends[1][at] < ends[1][at + 1]
    )


def readable(steps: Iterable[WordEdit]) -> tuple[WordEdit, ...]:
    """The same steps with the crumbs that a rewriting left standing taken in.

    One or two words between two changes that are longer are there by chance: a reader
    sees one stretch that went and one that came.
    """
    joined: list[WordEdit] = []
    waiting = list(steps)
    for at, step in enumerate(waiting):
        following = waiting[at + 1] if at + 1 < len(waiting) else None
        if (
            joined
            and joined[-1].edit != "equal"
            and (step.edit != "equal" or _is_crumb(joined[-1], step, following))
        ):
            joined[-1] = _joined(joined[-1], step)
        else:
            joined.append(step)
    return tuple(joined)


def _is_crumb(before: WordEdit, step: WordEdit, after: WordEdit | None) -> bool:
    size = _size(step)
    if after is None or size > _CRUMB:
        return False
    return 2 * size < min(_size(before), _size(after))


def _size(step: WordEdit) -> int:
    return max(len(words(step.before)), len(words(step.after)))


def _joined(one: WordEdit, other: WordEdit) -> WordEdit:
    before = _with_blank(one.before, other.before)
    after = _with_blank(one.after, other.after)
    edit: Edit = "replace" if before and after else "insert" if after else "delete"
    return WordEdit(edit, before, after)


def _with_blank(one: str, other: str) -> str:
    """Two stretches in a row; scripts without blanks get none."""
    if not one or not other:
        return one or other
    return f"{one}{other}" if min(one[-1], other[0]) > _UNSPACED else f"{one} {other}"


def touches_critical(steps: Iterable[WordEdit]) -> bool:
    """Whether any changed stretch holds a number, negation, modal or name."""
    return any(
        is_critical(
            [word for word, *_ in word_spans(step.before)],
            [word for word, *_ in word_spans(step.after)],
        )
        for step in steps
        if step.edit != "equal"
    )


def _stretch(text: str, words: list[Word], start: int, end: int) -> str:
    """The raw text from one word to before the next, its punctuation included."""
    if start == end:
        return ""
    first = words[start][1] if start else 0
    last = words[end][1] if end < len(words) else len(text)
    return text[first:last].strip()
