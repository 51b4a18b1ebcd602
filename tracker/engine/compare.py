"""How far two texts of one page differ: not, cosmetically, a little, in substance.

Articles are compared, paragraph by paragraph; what is volatile is left out on both
sides first. A paragraph that only moved is not a change of words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein, Opcodes

from tracker.engine.types import Comparison, Passage, Text
from tracker.engine.volatile import correction_notices, steady, without_volatile
from tracker.engine.wording import edits, touches_critical
from tracker.rules.vocabulary import ChangeKind
from tracker.text import Level, folded, words

# Fewer changed words than this, or than this share of the page, is minor.
_MINOR_WORDS = 8
_MINOR_SHARE = 0.01
# Two paragraphs less alike than this are one that went and one that came.
_SAME_PARAGRAPH = 45.0

_SENTENCE_END = re.compile(r"(?<=[.!?\u2026])\s+|(?<=[\u3002\uff01\uff1f])\s*")

Pair = tuple[str, str]


def compare(old: Text, new: Text) -> Comparison:
    """What changed from the old text to the new one; both from one extractor."""
    if _same(old, new, Level.SPACING):
        return Comparison(ChangeKind.UNCHANGED, 0, 0, ())
    pairs = _changed(_paragraphs(old), _paragraphs(new))
    passages = tuple(_passage(before, after) for before, after in pairs)
    passages = tuple(passage for passage in passages if _has_new_words(passage))
    added = sum(_count(passage, "after") for passage in passages)
    removed = sum(_count(passage, "before") for passage in passages)
    correction = _new_notice(old, new)
    kind = _kind(passages, max(added, removed), len(words(old.article)))
    if correction:
        kind = ChangeKind.MEANINGFUL
    return Comparison(kind, added, removed, passages, correction)


def _same(old: Text, new: Text, level: Level) -> bool:
    """Whether title and article agree once they are folded."""
    pairs = ((old.title, new.title), (old.article, new.article))
    return all(a == b or folded(a, level) == folded(b, level) for a, b in pairs)


def _kind(passages: Sequence[Passage], changed: int, length: int) -> ChangeKind:
    if not passages:
        return ChangeKind.COSMETIC
    if any(passage.is_critical for passage in passages):
        return ChangeKind.MEANINGFUL
    if changed < max(_MINOR_WORDS, length * _MINOR_SHARE):
        return ChangeKind.MINOR
    return ChangeKind.MEANINGFUL


def _paragraphs(text: Text) -> list[str]:
    """The headline and the article's lines; a headline is often among them."""
    lines = [line.strip() for line in text.article.splitlines() if line.strip()]
    title = text.title.strip()
    return lines if not title or title in lines else [title, *lines]


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The paragraphs that differ, side by side, in the order of the new text."""
    old, new = _between_common_ends(old, new)
    old_kept = [(line, key) for line in old if (key := steady(line))]
    new_kept = [(line, key) for line in new if (key := steady(line))]
    steps = Levenshtein.opcodes([k for _, k in old_kept], [k for _, k in new_kept])
    pairs: list[Pair] = []
    for old_part, new_part in _blocks(steps):
        before = [line for line, _ in old_kept[old_part]]
        after = [line for line, _ in new_kept[new_part]]
        if len(before) == len(after):
            pairs.extend(_aligned(before, after))
        else:
            pairs.extend(_by_sentences(before, after))
    return _without_moves(pairs)


def _between_common_ends(
    old: Sequence[str], new: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Both texts without the paragraphs that they begin and end with alike."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return old[head : len(old) - tail], new[head : len(new) - tail]


def _blocks(steps: Opcodes) -> Iterator[tuple[slice, slice]]:
    """The stretches that differ, neighbours joined into one."""
    for is_equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        if not is_equal:
            block = list(group)
            first, last = block[0], block[-1]
            yield (
                slice(first.src_start, last.src_end),
                slice(first.dest_start, last.dest_end),
            )


def _by_sentences(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Where paragraphs were split or joined, what did not change is in sentences."""
    old = [one for line in before for one in _SENTENCE_END.split(line)]
    new = [one for line in after for one in _SENTENCE_END.split(line)]
    steps = Levenshtein.opcodes(
        [steady(one) for one in old], [steady(one) for one in new]
    )
    for old_part, new_part in _blocks(steps):
        yield from _aligned(old[old_part], new[new_part])


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Pair each new paragraph with the old one it was made from, if there is one."""
    left = list(before)
    for line in after:
        alike = process.extractOne(
            line, left, scorer=fuzz.ratio, score_cutoff=_SAME_PARAGRAPH
        )
        yield (left.pop(alike[2]) if alike else ""), line
    for line in left:
        yield line, ""


def _without_moves(pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out a paragraph that went in one place and came in another."""
    gone = Counter(steady(before) for before, after in pairs if not after)
    come = Counter(steady(after) for before, after in pairs if not before)
    moved = gone & come
    if not moved:
        return list(pairs)
    kept = []
    left = {"before": Counter(moved), "after": Counter(moved)}
    for before, after in pairs:
        side = "before" if not after else "after"
        key = steady(before or after)
        if not (before and after) and left[side][key] > 0:
            left[side][key] -= 1
            continue
        kept.append((before, after))
    return kept


def _passage(before: str, after: str) -> Passage:
    steps = edits(without_volatile(before), without_volatile(after))
    return Passage(before, after, steps, touches_critical(steps))


def _has_new_words(passage: Passage) -> bool:
    """Whether words changed, and not only capitals, marks or the volatile part."""
    return steady(passage.before) != steady(passage.after)


def _count(passage: Passage, side: str) -> int:
    return sum(
        len(words(getattr(step, side)))
        for step in passage.edits
        if step.edit != "equal"
    )


def _new_notice(old: Text, new: Text) -> str:
    """The first correction notice that the old text did not carry."""
    before = _lines(old.full or old.article)
    known = set(before)
    come = [line for line in _lines(new.full or new.article) if line not in known]
    found = correction_notices(come)
    if not found:
        return ""
    told = {steady(line) for line in correction_notices(before)}
    return next((notice for notice in found if steady(notice) not in told), "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]
