"""The stretch of a text that comes closest to a quote that is not there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from tracker.engine.places import Prepared

# Words that stand in more places than this tell little about where a quote is.
_COMMON = 60
_CANDIDATES = 4
_SLACK_WORDS = 12
# Below this, the letters of two unrelated sentences of one language agree as well.
_LETTERS_CUTOFF = 66.0
_SENTENCE_ENDS = ".!?\u2026\u3002\uff01\uff1f\u061f\n"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A raw span and how much of the quote it holds (0.0 to 1.0)."""

    start: int
    end: int
    similarity: float


def nearest(quote: Sequence[str], text: Prepared) -> list[Candidate]:
    """Candidates for a quote given as case-folded words, the best first.

    Rare words vote for a diagonal; where none votes, the letters are compared.
    """
    if not quote or not text.words:
        return []
    found = {_settle(quote, text, place) for place in _voted(quote, text)}
    best = sorted(found, key=lambda one: (-one.similarity, one.start))
    if best and best[0].similarity >= _LETTERS_CUTOFF / 100:
        return best
    return sorted(best + _by_letters(quote, text), key=lambda one: -one.similarity)


def _voted(quote: Sequence[str], text: Prepared) -> list[int]:
    """Word numbers at which the quote would begin, by the votes of its words."""
    votes: Counter[int] = Counter()
    for position, word in enumerate(quote):
        places = text.index.get(word, ())
        if not places or len(places) > _COMMON:
            continue
        weight = max(_COMMON // len(places), 1)
        for place in places:
            votes[(place - position) // 4] += weight
    if not votes:
        return []
    joined = Counter({at: count + votes[at + 1] for at, count in votes.items()})
    return [at * 4 for at, _ in joined.most_common(_CANDIDATES)]


def _settle(quote: Sequence[str], text: Prepared, place: int) -> Candidate:
    """The exact span near a rough place, cut to the words that belong to the quote."""
    slack = _SLACK_WORDS + len(quote) // 2
    low = max(place - slack, 0)
    high = min(place + len(quote) + slack, len(text.words))
    window = text.spoken[low:high]
    first, last = _core(quote, window)
    first, last = _to_sentence(quote, text, low + first, low + last)
    similarity = resemblance(quote, text.spoken[first:last])
    start, end = text.words[first][1], text.words[last - 1][2]
    return Candidate(start, end, similarity)


def _core(quote: Sequence[str], window: Sequence[str]) -> tuple[int, int]:
    """The part of a window that the quote's words fall on, without strays."""
    blocks = [
        (op.src_start, op.dest_start, op.dest_end)
        for op in Indel.opcodes(quote, window)
        if op.tag == "equal"
    ]
    if not blocks:
        return 0, min(len(quote), len(window))
    heads = range(len(blocks))
    head = max(heads, key=lambda at: _share(quote, blocks[at:]))
    tails = range(head + 1, len(blocks) + 1)
    tail = max(tails, key=lambda at: _share(quote, blocks[head:at]))
    return blocks[head][1], blocks[tail - 1][2]


def _share(quote: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> float:
    """How much of quote and stretch the common words make up; strays lower it."""
    common = sum(end - start for _, start, end in blocks)
    return 2 * common / (len(quote) + blocks[-1][2] - blocks[0][1])


def _to_sentence(
    quote: Sequence[str], text: Prepared, first: int, last: int
) -> tuple[int, int]:
    """Take in reworded words at the ends, as far as the sentence goes."""
    missing = len(quote) - (last - first)
    before = _same_sentence(text, first, step=-1)
    after = _same_sentence(text, last, step=1)
    if missing > 0:
        take = min(before, missing + 2)
        if take and quote[0] != text.spoken[first]:
            first -= take
        take = min(after, missing + 2)
        if take and quote[-1] != text.spoken[last - 1]:
            last += take
    return first, last


def _same_sentence(text: Prepared, number: int, *, step: int) -> int:
    """How many words of the same sentence lie on one side of a place."""
    count = 0
    at = number
    while 0 < at < len(text.words) and count < _SLACK_WORDS:
        between = text.raw[text.words[at - 1][2] : text.words[at][1]]
        if any(mark in _SENTENCE_ENDS for mark in between):
            break
        count += 1
        at += step
    return count


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two wordings are (0.0 to 1.0), by words or letters, the kinder one.

    An inflected language changes the ending of half the words in a light rewording,
    which only the letters show.
    """
    by_words = Levenshtein.normalized_similarity(one, other)
    by_letters = Levenshtein.normalized_similarity(" ".join(one), " ".join(other))
    return max(by_words, by_letters)


def _by_letters(quote: Sequence[str], text: Prepared) -> list[Candidate]:
    haystack = " ".join(text.spoken)
    found = fuzz.partial_ratio_alignment(
        " ".join(quote), haystack, score_cutoff=_LETTERS_CUTOFF
    )
    if found is None:
        return []
    place = haystack.count(" ", 0, found.dest_start)
    return [_settle(quote, text, place)]
