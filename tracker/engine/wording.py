"""Two wordings side by side: the words that stayed, went, and came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from rapidfuzz.distance import Levenshtein

from tracker.engine.critical import is_critical
from tracker.engine.types import Edit, WordEdit
from tracker.text import word_spans

# Words by words; aligning more than these would keep a worker waiting.
_MOST_STEPS = 20_000_000
# The most words that stay by chance within a rewriting.
_CRUMB = 2

Word = tuple[str, int, int]


class _Step(NamedTuple):
    """A stretch of words: from where to where in the old ones, and in the new ones."""

    edit: Edit
    was: int
    was_end: int
    now: int
    now_end: int

    @property
    def size(self) -> int:
        return max(self.was_end - self.was, self.now_end - self.now)


@dataclass(frozen=True, slots=True)
class Reading:
    """A change as it is read: its stretches, and how many words came and went."""

    edits: tuple[WordEdit, ...]
    added: int
    removed: int
    is_critical: bool


def edits(before: str, after: str) -> tuple[WordEdit, ...]:
    """The steps that turn one wording into the other, with their punctuation.

    Words are compared without punctuation; a change of punctuation alone gives one
    `equal` step.
    """
    old, new = word_spans(before), word_spans(after)
    return _stretches(_steps(old, new), (before, old), (after, new))


def reading(before: str, after: str) -> Reading:
    """The same for a reader: a rewriting is one stretch, without the crumbs in it."""
    old, new = word_spans(before), word_spans(after)
    steps = _steps(old, new)
    changed = [step for step in steps if step.edit != "equal"]
    return Reading(
        _stretches(_without_crumbs(steps), (before, old), (after, new)),
        added=sum(step.now_end - step.now for step in changed),
        removed=sum(step.was_end - step.was for step in changed),
        is_critical=any(
            is_critical(
                [word for word, *_ in old[step.was : step.was_end]],
                [word for word, *_ in new[step.now : step.now_end]],
            )
            for step in changed
        ),
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


def _steps(old: Sequence[Word], new: Sequence[Word]) -> list[_Step]:
    was, now = ([word for word, *_ in side] for side in (old, new))
    if len(was) * len(now) > _MOST_STEPS:
        return _in_one_piece(was, now)
    return [
        _Step(
            cast(Edit, step.tag),
            step.src_start,
            step.src_end,
            step.dest_start,
            step.dest_end,
        )
        for step in Levenshtein.opcodes(was, now)
    ]


def _in_one_piece(was: list[str], now: list[str]) -> list[_Step]:
    """What two very long wordings begin and end with, and one change between."""
    shorter = min(len(was), len(now))
    head = next((at for at in range(shorter) if was[at] != now[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if was[-1 - at] != now[-1 - at]), rest)
    was_end, now_end = len(was) - tail, len(now) - tail
    steps = (
        _Step("equal", 0, head, 0, head),
        _Step("replace", head, was_end, head, now_end),
        _Step("equal", was_end, len(was), now_end, len(now)),
    )
    return [step for step in steps if step.size]


def _without_crumbs(steps: Sequence[_Step]) -> list[_Step]:
    """One or two words between two longer changes stayed by chance: a reader sees one
    stretch that went and one that came."""
    joined: list[_Step] = []
    for at, step in enumerate(steps):
        last = joined[-1] if joined else None
        following = steps[at + 1] if at + 1 < len(steps) else None
        if last and last.edit != "equal" and _belongs(last, step, following):
            joined[-1] = _Step(
                "replace", last.was, step.was_end, last.now, step.now_end
            )
        else:
            joined.append(step)
    return [_named(step) for step in joined]


def _belongs(last: _Step, step: _Step, following: _Step | None) -> bool:
    if step.edit != "equal":
        return True
    if following is None or step.size > _CRUMB:
        return False
    return 2 * step.size < min(last.size, following.size)


def _named(step: _Step) -> _Step:
    """A joined step that has words on one side only is no replacement."""
    if step.edit == "equal":
        return step
    if step.was == step.was_end:
        return step._replace(edit="insert")
    return step._replace(edit="delete") if step.now == step.now_end else step


def _stretches(
    steps: Sequence[_Step],
    before: tuple[str, Sequence[Word]],
    after: tuple[str, Sequence[Word]],
) -> tuple[WordEdit, ...]:
    return tuple(
        WordEdit(
            step.edit,
            _stretch(*before, step.was, step.was_end),
            _stretch(*after, step.now, step.now_end),
        )
        for step in steps
    )


def _stretch(text: str, words: Sequence[Word], start: int, end: int) -> str:
    """The raw text from one word to before the next, its punctuation included."""
    if start == end:
        return ""
    first = words[start][1] if start else 0
    last = words[end][1] if end < len(words) else len(text)
    return text[first:last].strip()
