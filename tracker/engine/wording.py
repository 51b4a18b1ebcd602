"""Two wordings side by side: the words that stayed, went, and came."""

from collections.abc import Iterable
from typing import cast

from rapidfuzz.distance import Levenshtein

from tracker.engine.critical import is_critical
from tracker.engine.types import Edit, WordEdit
from tracker.text import word_spans

Word = tuple[str, int, int]


def edits(before: str, after: str) -> tuple[WordEdit, ...]:
    """The steps that turn one wording into the other, with their punctuation.

    Words are compared without punctuation; a change of punctuation alone gives one
    `equal` step.
    """
    old, new = word_spans(before), word_spans(after)
    steps = Levenshtein.opcodes([word for word, *_ in old], [word for word, *_ in new])
    return tuple(
        WordEdit(
            cast(Edit, step.tag),
            _stretch(before, old, step.src_start, step.src_end),
            _stretch(after, new, step.dest_start, step.dest_end),
        )
        for step in steps
    )


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
