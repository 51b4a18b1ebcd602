"""How far two texts of one page differ: not, cosmetically, a little, in substance.

Articles are compared, paragraph by paragraph; what is volatile is left out on both
sides first, and so is what this source is known to have for clutter. A paragraph that
only moved is not a change of words.
"""

from collections import Counter
from collections.abc import Sequence, Set

from tracker.engine.clutter import is_known_line, is_known_place, line_key, signs
from tracker.engine.critical import holds_critical
from tracker.engine.pairing import Pair, pairs_of
from tracker.engine.paragraphs import Block, IsKnown, changed_blocks, paragraphs
from tracker.engine.types import Comparison, Passage, Sign, Text, WordEdit
from tracker.engine.volatile import (
    correction_notices,
    is_label,
    steady,
    without_volatile,
)
from tracker.engine.wording import reading
from tracker.rules.vocabulary import ChangeKind
from tracker.text import Level, folded, words

# Fewer changed words than this, or than this share of the page, is minor.
_MINOR_WORDS = 8
_MINOR_SHARE = 0.01

Change = tuple[Passage, int, int]


def compare(old: Text, new: Text, *, clutter: Set[str] = frozenset()) -> Comparison:
    """What changed from the old text to the new one; both from one extractor.

    `clutter` are the keys of what is not told of (`tracker.engine.clutter`); a notice
    of a correction is told of wherever it stands.
    """
    if _same(old, new, Level.SPACING):
        correction = _new_notice(old, new, clutter)
        kind = ChangeKind.MEANINGFUL if correction else ChangeKind.UNCHANGED
        return Comparison(kind, 0, 0, (), correction)
    titles = old.title.strip(), new.title.strip()

    def is_known(line: str) -> bool:
        return line not in titles and is_known_line(line, clutter)

    blocks = changed_blocks(paragraphs(old), paragraphs(new), is_known=is_known)
    told = [one for one in blocks if not is_known_place(one, titles, clutter)]
    pairs = [pair for block in told for pair in pairs_of(block, titles)]
    changes = [change for pair in pairs if (change := _change(pair)) is not None]
    aside = bool(clutter) and _known_differs(old, new, is_known)
    return _comparison(
        old,
        new,
        changes,
        clutter=clutter,
        signs=signs(told, titles) if changes else (),
        is_clutter_aside=aside or len(told) < len(blocks),
    )


def blocks_of(old: Text, new: Text) -> list[Block]:
    """The stretches that differ between two texts, clutter or not."""
    return changed_blocks(paragraphs(old), paragraphs(new), is_known=lambda _: False)


def _comparison(
    old: Text,
    new: Text,
    changes: Sequence[Change],
    *,
    clutter: Set[str],
    signs: tuple[Sign, ...],
    is_clutter_aside: bool,
) -> Comparison:
    passages = tuple(passage for passage, _, _ in changes)
    added = sum(come for _, come, _ in changes)
    removed = sum(gone for _, _, gone in changes)
    correction = _new_notice(old, new, clutter)
    kind = _kind(passages, max(added, removed), old)
    if correction:
        kind = ChangeKind.MEANINGFUL
    return Comparison(
        kind, added, removed, passages, correction, is_clutter_aside, signs
    )


def _same(old: Text, new: Text, level: Level) -> bool:
    """Whether title and article agree once they are folded."""
    pairs = ((old.title, new.title), (old.article, new.article))
    return all(a == b or folded(a, level) == folded(b, level) for a, b in pairs)


def _kind(passages: Sequence[Passage], changed: int, old: Text) -> ChangeKind:
    if not passages:
        return ChangeKind.COSMETIC
    if any(passage.is_critical for passage in passages):
        return ChangeKind.MEANINGFUL
    if changed < max(_MINOR_WORDS, len(words(old.article)) * _MINOR_SHARE):
        return ChangeKind.MINOR
    return ChangeKind.MEANINGFUL


def _change(pair: Pair) -> Change | None:
    """The passage of a pair with the words that came and went; None where only
    capitals, marks or the volatile part differ."""
    before, after = pair
    if steady(before) == steady(after):
        return None
    if not before or not after:
        return _one_sided(before, after)
    read = reading(without_volatile(before), without_volatile(after))
    passage = Passage(before, after, read.edits, read.is_critical)
    return passage, read.added, read.removed


def _one_sided(before: str, after: str) -> Change:
    """A paragraph that came or went as a whole."""
    edit = WordEdit("insert" if after else "delete", before, after)
    come, gone = (len(steady(side).split()) for side in (after, before))
    return Passage(before, after, (edit,), holds_critical(before or after)), come, gone


def _known_differs(old: Text, new: Text, is_known: IsKnown) -> bool:
    """Whether lines that are clutter wherever they stand came or went."""
    before, after = (
        Counter(steady(line) for line in paragraphs(text) if is_known(line))
        for text in (old, new)
    )
    return before != after


def _new_notice(old: Text, new: Text, clutter: Set[str]) -> str:
    """The first correction notice that the old text did not carry; one that a person
    has called clutter, word for word, is none.

    It may stand beside the article; there, a label is another article's headline.
    """
    if old.full == new.full and old.article == new.article:
        return ""
    before = _lines(old.full or old.article)
    come = set(_lines(new.full or new.article)).difference(before)
    found = correction_notices(
        line for line in _lines(new.full or new.article) if line in come
    )
    if not found:
        return ""
    told = {steady(line) for line in correction_notices(before)}
    article = set(map(steady, _lines(new.article)))
    return next(
        (
            notice
            for notice in found
            if (key := steady(notice)) not in told
            and (key in article or not is_label(notice))
            and line_key(notice) not in clutter
        ),
        "",
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]
