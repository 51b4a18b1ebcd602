"""The stretch of a text that comes closest to a quote that is not there.

It is sought where the quote's surroundings still stand, which is quick and most often
right; then by pieces of its words, then by its letters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from tracker.engine.places import Prepared, Span, Word, coarse
from tracker.engine.types import Quote
from tracker.text import words

# A place that holds so much of the quote is worth no search for a better one.
_GOOD_ENOUGH = 0.8
_GOOD_IN_PLACE = 0.65
_SLACK_WORDS = 12
_SLACK_LETTERS = 48
# Pieces of words vote for the place of a quote; of a piece, so many places are heard.
_PIECE = 10
_SHORTEST_PIECE = 3
_PIECES = 5
_PLACES = 24
_BUCKET = 32
_CANDIDATES = 3
# Where every word was touched, its letters are sought: as many as the processor takes
# in one step. Below this ratio, two unrelated sentences of one language agree as well.
_PART = 64
_ALIGNED = 66.0
_ALIKE = 62.0
# A rewording at an end of the quote may be so many words longer.
_SPARE = 2
_SEEN_WHOLE = 0.1
# Where the words are no longer than this on average, they are single characters.
_LONGER_THAN_CHARACTERS = 1.5
# So many letters of the surroundings are enough to know them again.
_SURROUNDINGS = 24
_SENTENCE_ENDS = ".!?\u2026\u3002\uff01\uff1f\u061f\n"
_PIECES_OF_WORDS = re.compile(rf"[^\W_]{{{_SHORTEST_PIECE},{_PIECE}}}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A raw span and how much of the quote it holds (0.0 to 1.0).

    `similarity` tells the best edges of a place. `common` is kinder to a sentence that
    was cut short or went on, as long as it stays in its paragraph.
    """

    start: int
    end: int
    similarity: float
    common: float


@dataclass(frozen=True, slots=True)
class _Core:
    """Words of a window from `first` up to `last`, and how many words of the quote lie
    before and after those that they stand for."""

    first: int
    last: int
    before: int
    after: int


def nearest(quote: Quote, text: Prepared, place: Span | None) -> list[Candidate]:
    """Candidates for a quote, the best first; `place` is where it stood, if known."""
    spoken = [word.casefold() for word in words(quote.exact)]
    letters = " ".join(quote.exact.split())
    found: list[Candidate] = []
    taken: list[int] = []
    for places, enough in _searches(quote, letters, text, place) if spoken else ():
        for start in _fitting(letters, places, text, taken):
            settled = _settle(spoken, letters, text, start)
            found += [one for one in settled if one not in found]
        if any(one.common >= enough for one in found):
            break
    return sorted(found, key=lambda one: (-one.similarity, one.start, one.end))


def in_place(quote: Quote, text: Prepared, place: Span) -> list[Candidate]:
    """Candidates where a quote stood; `place` is what is there now."""
    spoken = [word.casefold() for word in words(quote.exact)]
    letters = " ".join(quote.exact.split())
    return _settle(spoken, letters, text, place[0]) if spoken else []


def _searches(
    quote: Quote, letters: str, text: Prepared, place: Span | None
) -> Iterator[tuple[Iterable[int], float]]:
    """Where to look, one way after the other, and what makes the next one needless.

    Where the place has closed up over the quote, what may have moved is looked for, but
    not a wording of which every word was touched.
    """
    if place:
        yield (place[0], place[1] - len(letters)), _GOOD_IN_PLACE
    else:
        yield _by_surroundings(quote, letters, text), _GOOD_ENOUGH
    yield _by_pieces(letters, text), _GOOD_ENOUGH
    if place is None or 2 * (place[1] - place[0]) > len(letters):
        yield _by_letters(letters, text), _GOOD_ENOUGH


def _fitting(
    letters: str, places: Iterable[int], text: Prepared, taken: list[int]
) -> Iterator[int]:
    """The places that hold enough of a quote's letters, one of those close together,
    none close to those `taken` already, to which they are added."""
    size = len(letters)
    sought = coarse(letters)
    for place in places:
        start = max(place, 0)
        if any(abs(start - other) <= size // 4 + 4 for other in taken):
            continue
        there = coarse(text.raw[start : start + size])
        if fuzz.ratio(sought, there, score_cutoff=_ALIKE):
            taken.append(start)
            yield start


def _by_surroundings(quote: Quote, letters: str, text: Prepared) -> Iterator[int]:
    """Where a quote would begin, by what stood before it and behind it."""
    before = quote.prefix[-_SURROUNDINGS:].strip()
    if before and (place := text.raw.find(before)) >= 0:
        yield place + len(before)
    after = quote.suffix[:_SURROUNDINGS].strip()
    if after and (place := text.raw.find(after)) >= 0:
        yield place - len(letters)


def _by_pieces(letters: str, text: Prepared) -> Iterator[int]:
    """Where a quote would begin, by the votes of pieces of its words."""
    buckets: dict[int, list[int]] = defaultdict(list)
    for offset, piece in _pieces(letters):
        for place in text.first(coarse(piece), _PLACES):
            buckets[(place - offset) // _BUCKET].append(place - offset)
    votes = {
        at: len(heard) + len(buckets.get(at + 1, ())) for at, heard in buckets.items()
    }
    for at in nlargest(_CANDIDATES, votes, key=votes.__getitem__):
        if votes[at] > 1:
            heard = sorted(buckets[at] + buckets.get(at + 1, []))
            yield heard[len(heard) // 2]


def _pieces(letters: str) -> list[tuple[int, str]]:
    """Some pieces of the words of a quote, from all over it, with their offsets."""
    pieces = [
        (match.start(), match.group()) for match in _PIECES_OF_WORDS.finditer(letters)
    ]
    longest = sorted(pieces, key=lambda one: -len(one[1]))[: 2 * _PIECES]
    return sorted(longest)[:: max(len(longest) // _PIECES, 1)]


def _by_letters(letters: str, text: Prepared) -> Iterator[int]:
    """Where a quote would begin, by the letters of two parts of it."""
    sought = coarse(letters)
    spare = max(len(sought) - _PART, 0)
    for offset in sorted({spare // 4, spare - spare // 4}):
        part = sought[offset : offset + _PART]
        if aligned := fuzz.partial_ratio_alignment(
            part, text.coarse, score_cutoff=_ALIGNED
        ):
            yield aligned.dest_start - offset


def _settle(
    quote: Sequence[str], letters: str, text: Prepared, place: int
) -> list[Candidate]:
    """The spans near a rough place: what surely belongs to the quote, and what may.

    Which of them is meant, the surroundings tell.
    """
    slack = _SLACK_LETTERS + len(letters) // 5
    window = text.words(place - slack, place + len(letters) + slack)
    spoken = [word for word, *_ in window]
    core = _core(quote, spoken)
    spans = [
        (core.first, core.last),
        _reach(window, core, text.raw, spare=0),
        _reach(window, core, text.raw, spare=_SPARE),
    ]
    weighed = {span: _candidate(quote, window, span, text.raw) for span in set(spans)}
    bare, whole, wide = (weighed[span] for span in spans)
    # Who compares then and now must see the words that came for the first and last
    # ones, even where it is a little closer without them.
    if whole.similarity >= bare.similarity - _SEEN_WHOLE:
        bare = whole
    found = [one for one in (bare, whole, wide) if one.start < one.end]
    if window and all(one.similarity < _GOOD_ENOUGH for one in found):
        ends = _between_ends(letters, window, text)
        found.append(_candidate(quote, window, ends, text.raw))
    return found


def _between_ends(
    letters: str, window: Sequence[Word], text: Prepared
) -> tuple[int, int]:
    """The words from where a quote's first letters fit best to where its last do.

    Where every other word is misspelled, the words that are left tell too little.
    """
    sought = coarse(letters)
    low = window[0][1]
    there = coarse(text.raw[low : window[-1][2]])
    head = fuzz.partial_ratio_alignment(sought[:_PART], there)
    tail = fuzz.partial_ratio_alignment(sought[-_PART:], there)
    if head is None or tail is None:
        return 0, 0
    start, end = low + head.dest_start, low + tail.dest_end
    first = sum(word_end <= start for _, _, word_end in window)
    last = sum(word_start < end for _, word_start, _ in window)
    return first, last


def _candidate(
    quote: Sequence[str], window: Sequence[Word], span: tuple[int, int], raw: str
) -> Candidate:
    first, last = span
    if first >= last:
        return Candidate(0, 0, 0.0, 0.0)
    there = [word for word, *_ in window[first:last]]
    start, end = window[first][1], window[last - 1][2]
    common = similarity = resemblance(quote, there)
    if "\n" not in raw[start:end]:
        common = max(similarity, Indel.normalized_similarity(quote, there))
    return Candidate(start, end, similarity, common)


def _core(quote: Sequence[str], window: Sequence[str]) -> _Core:
    """The part of a window that the quote's words fall on, without strays."""
    blocks = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(quote, window)
        if op.tag == "equal"
    ]
    if not blocks:
        return _Core(0, min(len(quote), len(window)), 0, 0)
    # Strays at an end make the stretch longer than what they add to the common words.
    common = list(accumulate((end - start for start, end, *_ in blocks), initial=0))
    size = len(quote)

    def share(head: int, tail: int) -> float:
        length = blocks[tail - 1][3] - blocks[head][2]
        return (common[tail] - common[head]) / (size + length)

    last = len(blocks)
    head = max(range(last), key=lambda at: share(at, last))
    tail = max(range(head + 1, last + 1), key=lambda at: share(head, at))
    first, final = blocks[head], blocks[tail - 1]
    return _Core(first[2], final[3], first[0], size - final[1])


def _reach(
    window: Sequence[Word], core: _Core, raw: str, *, spare: int
) -> tuple[int, int]:
    """Take in what stands in the place of the quote's first and last words, as far as
    the sentence goes; `spare` words more, as a rewording may be longer."""
    first, last = core.first, core.last
    if core.before:
        same = _same_sentence(window, first, raw, step=-1)
        first -= min(same, core.before + spare)
    if core.after:
        same = _same_sentence(window, last, raw, step=1)
        last += min(same, core.after + spare)
    return first, last


def _same_sentence(window: Sequence[Word], number: int, raw: str, *, step: int) -> int:
    """How many words of the same sentence lie on one side of a place."""
    count = 0
    at = number
    while 0 < at < len(window) and count < _SLACK_WORDS:
        between = raw[window[at - 1][2] : window[at][1]]
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
    by_letters = Levenshtein.normalized_similarity(_spelled(one), _spelled(other))
    return max(by_words, by_letters)


def _spelled(wording: Sequence[str]) -> str:
    """The letters with blanks between words, but none between Chinese characters.

    Blanks always agree, and would make half of such a text alike.
    """
    together = "".join(wording)
    is_spaced = len(together) > _LONGER_THAN_CHARACTERS * len(wording)
    return " ".join(wording) if is_spaced else together
