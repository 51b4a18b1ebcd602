"""What is known to be clutter, and what of a change might be. Pure.

A key names what is ignored: a line word for word, a line whatever its numbers, or a
place between two lines that stay. Keys are digests, so that a set of them stays small
however long the lines are.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache

from tracker.engine.paragraphs import Block
from tracker.engine.types import Sign
from tracker.engine.volatile import correction_notices, is_label, steady
from tracker.rules.vocabulary import SignKind
from tracker.text import digest

Pair = tuple[str, str]
# More lines than this are an edit of the page, and tell nothing of its furniture.
MOST_LINES = 24
# A place that a person taught takes this many words; what is longer is read by one.
_MOST_WORDS_OF_A_PLACE = 60
PLACES = frozenset({SignKind.PLACE, SignKind.BLOCK})
"""The kinds that ignore what nobody has seen yet, because of where it stands."""

_NUMBER = re.compile(r"\S*\d\S*")


def is_known_line(line: str, clutter: Set[str]) -> bool:
    """Whether a line is clutter wherever it stands."""
    if not clutter:
        return False
    return line_key(line) in clutter or (is_label(line) and count_key(line) in clutter)


def is_known_place(block: Block, titles: Pair, clutter: Set[str]) -> bool:
    """Whether all that a block holds is clutter because of where it stands.

    A place learnt by the machine takes labels only: a sentence that nobody has read
    is never ignored.
    """
    lines = (*block.before, *block.after)
    if not clutter or not set(lines).isdisjoint(titles):
        return False
    if all(map(is_label, lines)) and place_key(SignKind.PLACE, block) in clutter:
        return True
    sides = (" ".join(side).split() for side in (block.before, block.after))
    is_short = all(len(side) <= _MOST_WORDS_OF_A_PLACE for side in sides)
    return is_short and place_key(SignKind.BLOCK, block) in clutter


def signs(blocks: Sequence[Block], titles: Pair) -> tuple[Sign, ...]:
    """What of a change might be clutter; nothing where whole passages were edited.

    A line that came or went is a sign of itself, but for headlines and notices of
    corrections. Where no sentence changed, so is the
    place where labels changed, and a label that differs in its numbers.
    """
    changed = [line for block in blocks for line in (*block.before, *block.after)]
    if len(changed) > MOST_LINES:
        return ()
    spared = {*titles, *correction_notices(changed)}
    lines = [line for line in changed if line not in spared]
    found = [Sign(line_key(line), (line,)) for line in lines]
    if len(lines) == len(changed) and all(map(is_label, lines)):
        found += [sign for block in blocks for sign in _labels(block)]
    return tuple(dict.fromkeys(found))


def places(blocks: Sequence[Block]) -> tuple[Sign, ...]:
    """The places of a change: what a person teaches beside the lines themselves."""
    return tuple(
        Sign(place_key(SignKind.BLOCK, block), (*block.after, *block.before))
        for block in blocks
        if block.above and block.below
    )


def kind_of(key: str) -> SignKind:
    return SignKind(key.partition(":")[0])


@lru_cache(maxsize=65536)
def line_key(line: str) -> str:
    kind = SignKind.LINE if is_label(line) else SignKind.SENTENCE
    return f"{kind}:{digest(steady(line))}"


@lru_cache(maxsize=65536)
def count_key(line: str) -> str:
    """The key of a line whatever its numbers; empty where there is none in it."""
    masked = _masked(line)
    return "" if masked == steady(line) else f"{SignKind.COUNT}:{digest(masked)}"


def place_key(kind: SignKind, block: Block) -> str:
    return f"{kind}:{digest(block.above + chr(10) + block.below)}"


def _labels(block: Block) -> list[Sign]:
    """A block of labels: the lines that differ in numbers only, or else its place."""
    before, after = (
        Counter(map(_masked, side)) for side in (block.before, block.after)
    )
    if before == after:
        return [Sign(key, (one,)) for one in block.after if (key := count_key(one))]
    if not block.above and not block.below:
        return []
    key = place_key(SignKind.PLACE, block)
    return [Sign(key, (*block.after, *block.before))]


def _masked(line: str) -> str:
    return _NUMBER.sub("#", steady(line))
