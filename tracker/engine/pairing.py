"""Which paragraph of a new text was made from which of the old one.

Two are likened by the letters of the words that they share: short words, which any two
texts of a language have in common, weigh little. Of the scripts that put no blanks
between words, pairs of neighbouring characters are compared.
"""

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from tracker.engine.paragraphs import Block, differing, without_moves
from tracker.engine.volatile import steady

# Two paragraphs less alike than this are one that went and one that came. Of real
# pages' own paragraphs, one pair in a hundred is more alike than this by chance.
_SAME_PARAGRAPH = 0.4
# A word that so many paragraphs have says nothing of where one came from.
_COMMON_WORD = 8
_CANDIDATES = 3
# Sentences are the better reading where they leave this share of the changed words.
_BETTER = 0.8
# They are worth a try only where both sides share this much of the text in whole ones.
_SHARED = 0.1
# A longer paragraph is read by its sentences in any case.
_LONG_PARAGRAPH = 4000

_SENTENCE_END = re.compile(r"(?<=[.!?\u2026\u061f])\s+|(?<=[\u3002\uff01\uff1f])\s*")
_UNSPACED = "\u2e80"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a paragraph, counted, and their letters together."""

    words: Counter[str]
    weight: int


def pairs_of(block: Block, titles: Pair) -> list[Pair]:
    """A block's paragraphs side by side; of one that went or came, the other is empty.

    Where paragraphs were split, joined or broken elsewhere, what did not change is in
    sentences. An old headline stands beside the new one, however unlike they are.
    """
    if not block.before or not block.after:
        return [
            *((one, "") for one in block.before),
            *(("", one) for one in block.after),
        ]
    by_paragraph = list(_paired(block.before, block.after, titles))
    is_long = any(min(map(len, pair)) > _LONG_PARAGRAPH for pair in by_paragraph)
    if not is_long and all(before and after for before, after in by_paragraph):
        return by_paragraph
    if not _shares_sentences(block):
        return by_paragraph
    by_sentence = list(_by_sentences(block))
    is_better = _cost(by_sentence) < _BETTER * _cost(by_paragraph)
    return by_sentence if is_long or is_better else by_paragraph


def likeness(one: Bag, other: Bag) -> float:
    """The share of letters in common words, from 0.0 to 1.0."""
    total = one.weight + other.weight
    return 2 * _common(one, other) / total if total else 0.0


@lru_cache(maxsize=8192)
def bag_of(text: str) -> Bag:
    """The words of a paragraph; characters without blanks, each with the next one."""
    found = steady(text).split()
    if any(word > _UNSPACED for word in found):
        found = [
            word + after if len(word) == 1 and word > _UNSPACED else word
            for word, after in zip_longest(found, found[1:], fillvalue="")
        ]
    return Bag(Counter(found), sum(map(len, found)))


def _common(one: Bag, other: Bag) -> int:
    """The letters of the words that both have."""
    few, many = sorted((one.words, other.words), key=len)
    return sum(
        len(word) * min(times, many[word])
        for word, times in few.items()
        if word in many
    )


def _paired(
    before: Sequence[str], after: Sequence[str], titles: Pair
) -> Iterator[Pair]:
    """In the order of the new text; what went stands where the old text had it."""
    partner = _partners(before, after)
    if titles[0] in before and titles[1] in after:
        old, new = before.index(titles[0]), after.index(titles[1])
        partner = {a: b for a, b in partner.items() if a != new and b != old}
        partner[new] = old
    taken = set(partner.values())
    told = 0
    for at, line in enumerate(after):
        origin = partner.get(at)
        if origin is None:
            yield "", line
            continue
        while told <= origin:
            if told not in taken:
                yield before[told], ""
            told += 1
        yield before[origin], line
    yield from ((before[at], "") for at in range(told, len(before)) if at not in taken)


def _partners(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """For each new paragraph that has one, the old one; the likest pairs first."""
    old, new = ([bag_of(one) for one in side] for side in (before, after))
    found = [
        (-likeness(old[there], new[here]), abs(there - here), here, there)
        for here, there in _candidates(old, new)
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for unlike, _, here, there in sorted(found):
        if -unlike < _SAME_PARAGRAPH:
            break
        if here not in partner and there not in taken:
            partner[here] = there
            taken.add(there)
    return partner


def _candidates(old: Sequence[Bag], new: Sequence[Bag]) -> Iterator[tuple[int, int]]:
    """Pairs worth likening: each new paragraph with the few old ones that share most
    of its rarer words."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(old):
        for word in one.words:
            having[word].append(at)
    for here, one in enumerate(new):
        shared: dict[int, int] = defaultdict(int)
        for word in one.words:
            places = having.get(word, ())
            if len(places) <= _COMMON_WORD:
                for there in places:
                    shared[there] += len(word)
        likest = heapq.nlargest(_CANDIDATES, shared, key=lambda at: shared[at])
        yield from ((here, there) for there in likest)


def _shares_sentences(block: Block) -> bool:
    """Whether a good part of the words stands in sentences that are on both sides."""
    old, new = (set(_sentences(side)) for side in (block.before, block.after))
    shorter = min(sum(map(len, old)), sum(map(len, new)))
    return sum(map(len, old & new)) > _SHARED * shorter


def _sentences(lines: Sequence[str]) -> list[str]:
    """The sentences of all lines in a row, wherever the lines break."""
    return [one for one in _SENTENCE_END.split(" ".join(lines)) if one]


def _by_sentences(block: Block) -> Iterator[Pair]:
    old, new = _sentences(block.before), _sentences(block.after)
    steps = Levenshtein.opcodes(list(map(steady, old)), list(map(steady, new)))
    parts = [Block(tuple(old[a]), tuple(new[b])) for a, b in differing(steps)]
    for part in without_moves(parts):
        yield from _paired(part.before, part.after, ("", ""))


def _cost(pairs: Sequence[Pair]) -> int:
    """The letters of all words that went or came."""
    cost = 0
    for old, new in ((bag_of(before), bag_of(after)) for before, after in pairs):
        cost += old.weight + new.weight - 2 * _common(old, new)
    return cost
