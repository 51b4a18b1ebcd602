"""Which of several places of a quote is meant: the one with its surroundings.

The letters beside a place are compared with those that stood beside the quote.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from tracker.engine.places import Span
from tracker.engine.types import Quote

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
        """Neither side is what it was, nor are both together."""
        return bool(self.sides) and (
            self.context < _SAME_CONTEXT or max(self.sides) < _SAME_SIDE
        )


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
    if before := _letters(quote.prefix):
        low = max(start - 2 * len(quote.prefix) - _SPARE, 0)
        scores.append(_likeness(before, _letters(raw[low:start])[-len(before) :]))
    if after := _letters(quote.suffix):
        high = end + 2 * len(quote.suffix) + _SPARE
        scores.append(_likeness(after, _letters(raw[end:high])[: len(after)]))
    return tuple(scores)


def mean(scores: Sequence[float]) -> float | None:
    """The mean of the sides; None where no surroundings were given."""
    return sum(scores) / len(scores) if scores else None


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100
