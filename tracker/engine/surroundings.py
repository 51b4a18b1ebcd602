"""Which of several places of a quote is meant: the one with its surroundings.

The letters beside a place are compared with those that stood beside the quote.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz

from tracker.engine.places import Found, Prepared, Span
from tracker.engine.types import Anchor, Quote
from tracker.rules.vocabulary import CitationState
from tracker.text import Level

# How alike surroundings must be before they count as the same.
_SAME_CONTEXT = 0.5
_SAME_SIDE = 0.65
# Closer than this, two places fit alike.
TIE = 0.03
SHORT_QUOTE = 25
# A word that stands everywhere is not weighed everywhere.
_MOST_PLACES = 64
_NEXT_LETTERS = 6
# Blanks and marks that may stand between the letters of the surroundings.
_SPARE = 20
_NO_LETTER = re.compile(r"[\W_]+")
_RUN = re.compile(r"[^\W_]+")
# So much of each side is enough to know it again, and fewer letters are not.
_ENOUGH = 24
_ENOUGH_LETTERS = 8
_MOST_HITS = 8
# Between its surroundings a quote may have grown to so many times its length.
_GROWN = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A span with the scores of its surroundings (none where none were given)."""

    start: int
    end: int
    sides: tuple[float, ...]

    @property
    def context(self) -> float:
        return mean(self.sides) or 0.0

    @property
    def is_elsewhere(self) -> bool:
        return is_foreign(self.sides)


def weighed(quote: Quote, page: Prepared, found: Found) -> Anchor:
    """Of the places of the same words, the one that is meant."""
    level, spans = found
    places = placed(quote, spans, page.raw)
    chosen = best(quote, places)
    state = CitationState.EXACT
    if level is Level.TYPOGRAPHY:
        state = CitationState.EXACT_TYPOGRAPHIC
    if chosen.is_elsewhere:
        state = CitationState.EXACT_MOVED
    if cannot_tell(quote, places, chosen):
        state = CitationState.AMBIGUOUS
    matched = page.raw[chosen.start : chosen.end]
    return Anchor(state, chosen.start, chosen.end, matched, 1.0)


def placed(quote: Quote, spans: Sequence[Span], raw: str) -> list[Place]:
    """The places with the scores of their surroundings; of very many the likely."""
    likely = spans if len(spans) <= _MOST_PLACES else _likely(quote, spans, raw)
    return [Place(*span, sides(quote, raw, *span)) for span in likely]


def _likely(quote: Quote, spans: Sequence[Span], raw: str) -> list[Span]:
    """Of very many places, those with the same letters beside them."""
    before, after = quote.prefix[-_NEXT_LETTERS:], quote.suffix[:_NEXT_LETTERS]
    old = quote.start or 0

    def rank(span: Span) -> tuple[int, int]:
        start, end = span
        fits = (raw.endswith(before, 0, start), raw.startswith(after, end))
        return -sum(fits), abs(start - old)

    return sorted(sorted(spans, key=rank)[:_MOST_PLACES])


def best(quote: Quote, places: Sequence[Place]) -> Place:
    """The place with the best surroundings; nearest to the old one among equals."""
    top = max(place.context for place in places)
    equal = [place for place in places if top - place.context <= TIE]
    start = quote.start
    if start is not None:
        return min(equal, key=lambda place: (abs(place.start - start), place.start))
    return max(equal, key=lambda place: (place.context, -place.start))


def cannot_tell(quote: Quote, places: Sequence[Place], chosen: Place) -> bool:
    """Several places fit a short quote equally, and nothing else decides."""
    if len(quote.exact.strip()) >= SHORT_QUOTE or len(places) == 1:
        return False
    others = [place for place in places if place is not chosen]
    rival = min(abs(chosen.context - place.context) for place in others)
    if rival > TIE:
        return False
    if quote.start is None:
        return True
    off = abs(chosen.start - quote.start)
    return 4 * off > min(abs(place.start - quote.start) for place in others)


def sides(quote: Quote, raw: str, start: int, end: int) -> tuple[float, ...]:
    """How well the letters on each side of a span fit the quote's, as far as given."""
    scores = []
    if before := _own_letters(quote.prefix):
        low = max(start - 2 * len(quote.prefix) - _SPARE, 0)
        scores.append(_likeness(before, _letters(raw[low:start])[-len(before) :]))
    if after := _own_letters(quote.suffix):
        high = end + 2 * len(quote.suffix) + _SPARE
        scores.append(_likeness(after, _letters(raw[end:high])[: len(after)]))
    return tuple(scores)


def between(quote: Quote, raw: str) -> Span | None:
    """The place of a quote where both its sides still stand, whatever fills it now.

    Of several, the one that the quote would fill best. None where a side is too short
    to know it again, or stands there no more.
    """
    before = _RUN.findall(quote.prefix[-_ENOUGH:])
    after = _RUN.findall(quote.suffix[:_ENOUGH])
    if min(len("".join(before)), len("".join(after))) < _ENOUGH_LETTERS:
        return None
    size = len(quote.exact)
    gaps = _gaps(before, after, raw, _GROWN * size + _SPARE)
    return min(gaps, key=lambda gap: abs(gap[1] - gap[0] - size), default=None)


def _gaps(
    before: Sequence[str], after: Sequence[str], raw: str, reach: int
) -> Iterator[Span]:
    """Where words stand before and others not far behind, and what is between them."""
    rare = before.index(max(before, key=len))
    ending, beginning = "".join(before[rare:]), "".join(after)
    rarest = max(after, key=len)
    for start in islice(_starts(before[rare], raw, 0, len(raw)), _MOST_PLACES):
        low = _end(ending, raw, start)
        if low is None:
            continue
        # The longest word is sought, since the first one may stand everywhere.
        hits = islice(_starts(rarest, raw, low, low + reach), _MOST_HITS)
        for hit in hits:
            high = raw.rfind(after[0], max(hit - 2 * _ENOUGH, low), hit + len(rarest))
            if high >= 0 and _end(beginning, raw, high):
                yield low, high
                break


def _starts(needle: str, raw: str, low: int, high: int) -> Iterator[int]:
    place = raw.find(needle, low, high)
    while place >= 0:
        yield place
        place = raw.find(needle, place + 1, high)


def _end(letters: str, raw: str, start: int) -> int | None:
    """Where some letters end that begin at a place, whatever stands between them."""
    stretch = raw[start : start + 2 * len(letters) + _SPARE]
    if not _NO_LETTER.sub("", stretch).startswith(letters):
        return None
    found = 0
    for at, letter in enumerate(stretch, start=1):
        found += letter.isalnum()
        if found == len(letters):
            return start + at
    return None


def is_foreign(beside: Sequence[float]) -> bool:
    """Whether neither side is what it was, nor are both together."""
    return bool(beside) and (
        (mean(beside) or 0.0) < _SAME_CONTEXT or max(beside) < _SAME_SIDE
    )


def mean(scores: Sequence[float]) -> float | None:
    """The mean of the sides; None where no surroundings were given."""
    return sum(scores) / len(scores) if scores else None


@lru_cache(maxsize=1024)
def _own_letters(side: str) -> str:
    """Those of a quote's own side, which is held against many places."""
    return _letters(side)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100
