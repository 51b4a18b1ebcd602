"""Where a quote stands in a text today, and what became of its words.

The same words are looked for first, more and more leniently in their spelling; then
the closest wording. Among several places the one with the quote's surroundings wins.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from tracker.engine.nearest import Candidate, nearest
from tracker.engine.places import Prepared, prepare
from tracker.engine.types import Anchor, Quote
from tracker.engine.wording import edits, touches_critical
from tracker.rules.vocabulary import CitationState
from tracker.text import Level, folded, words

# How alike words and surroundings must be before they count as the same place.
_SAME_CONTEXT = 0.5
_SHORT_QUOTE = 25
_TIE = 0.03
_SIMILAR_WORDS = 0.65
_SIMILAR_PLACE = 0.70
# So alike that the surroundings no longer matter.
_PLAINLY_SAME = 0.80
# A quote with an omission may skip this much of the page, not more.
_WIDEST_OMISSION = 3000
_OMISSION = re.compile(r"\s*(?:[\[(]\s*(?:\u2026|\.{3,})\s*[\])]|\u2026|\.{3,})\s*")
_WORST_LAST = (
    CitationState.EXACT,
    CitationState.EXACT_TYPOGRAPHIC,
    CitationState.EXACT_MOVED,
    CitationState.ALTERED,
    CitationState.ALTERED_CRITICAL,
    CitationState.AMBIGUOUS,
    CitationState.GONE,
)
_GONE = Anchor(CitationState.GONE, None, None, "", 0.0)


@dataclass(frozen=True, slots=True)
class _Place:
    """A span with the score of its surroundings (None where none were given)."""

    start: int
    end: int
    context: float | None


def locate(quote: Quote, text: str) -> Anchor:
    """Find a quote in the raw text of a page; never raises, never guesses.

    `start` of the quote, when known, is where the words stood in an earlier version.
    """
    page = prepare(text)
    found = _same_words(quote, page)
    if found is not None:
        return found
    parts = [part for part in _OMISSION.split(quote.exact) if part.strip()]
    if len(parts) > 1:
        return _in_order(quote, parts, page)
    return _other_words(quote, page)


def _same_words(quote: Quote, page: Prepared) -> Anchor | None:
    for level in Level:
        needle = quote.exact if level is Level.RAW else folded(quote.exact, level)
        if not needle.strip():
            return _GONE
        spans = list(page.occurrences(needle, level))
        if spans:
            return _chosen(
                quote, [_placed(quote, page, *span) for span in spans], page, level
            )
    return None


def _chosen(quote: Quote, places: list[_Place], page: Prepared, level: Level) -> Anchor:
    best = _best(quote, places)
    state = (
        CitationState.EXACT_TYPOGRAPHIC
        if level is Level.TYPOGRAPHY
        else CitationState.EXACT
    )
    if best.context is not None and best.context < _SAME_CONTEXT:
        state = CitationState.EXACT_MOVED
    if _cannot_tell(quote, places, best):
        state = CitationState.AMBIGUOUS
    return Anchor(state, best.start, best.end, page.raw[best.start : best.end], 1.0)


def _best(quote: Quote, places: list[_Place]) -> _Place:
    """The place with the best surroundings; nearest to the old one among equals."""
    top = max(place.context or 0.0 for place in places)
    equal = [place for place in places if top - (place.context or 0.0) <= _TIE]
    start = quote.start
    if start is not None:
        return min(equal, key=lambda place: (abs(place.start - start), place.start))
    return max(equal, key=lambda place: (place.context or 0.0, -place.start))


def _cannot_tell(quote: Quote, places: list[_Place], best: _Place) -> bool:
    """Several places fit a short quote equally, and nothing else decides."""
    if len(quote.exact.strip()) >= _SHORT_QUOTE or len(places) == 1:
        return False
    others = [place for place in places if place is not best]
    rival = min(abs((best.context or 0.0) - (place.context or 0.0)) for place in others)
    if rival > _TIE:
        return False
    if quote.start is None:
        return True
    off = abs(best.start - quote.start)
    return 4 * off > min(abs(place.start - quote.start) for place in others)


def _placed(quote: Quote, page: Prepared, start: int, end: int) -> _Place:
    return _Place(start, end, _context(quote, page, start, end))


def _context(quote: Quote, page: Prepared, start: int, end: int) -> float | None:
    """How well the words around a span fit the quote's; None if none were given."""
    scores = []
    if before := words(quote.prefix or ""):
        stood = page.spoken[: page.word_at(start)][-len(before) :]
        scores.append(_likeness(before, stood))
    if after := words(quote.suffix or ""):
        first = page.word_at(end)
        scores.append(_likeness(after, page.spoken[first : first + len(after)]))
    return sum(scores) / len(scores) if scores else None


def _likeness(one: list[str], other: list[str]) -> float:
    a, b = "".join(one).casefold(), "".join(other)
    return fuzz.ratio(a, b) / 100


def _other_words(quote: Quote, page: Prepared) -> Anchor:
    spoken = [word.casefold() for word in words(quote.exact)]
    found = [
        (one, _weight(one, _context(quote, page, one.start, one.end)))
        for one in nearest(spoken, page)
    ]
    fitting = [(one, weight) for one, weight in found if _is_the_same(one, weight)]
    if not fitting:
        return _GONE
    one, weight = max(fitting, key=lambda pair: pair[1])
    short = len(quote.exact.strip()) < _SHORT_QUOTE
    if short and sum(weight - other <= _TIE for _, other in fitting) > 1:
        return _reworded(quote.exact, one, page, state=CitationState.AMBIGUOUS)
    return _reworded(quote.exact, one, page)


def _weight(one: Candidate, context: float | None) -> float:
    """Hypothesis' weights: 50 for the words, 20 for each side of them."""
    if context is None:
        return one.similarity
    return (50 * one.similarity + 40 * context) / 90


def _is_the_same(one: Candidate, weight: float) -> bool:
    if one.similarity >= _PLAINLY_SAME:
        return True
    return one.similarity >= _SIMILAR_WORDS and weight >= _SIMILAR_PLACE


def _reworded(
    exact: str, one: Candidate, page: Prepared, state: CitationState | None = None
) -> Anchor:
    start, end = _with_marks(exact.strip(), page.raw, one.start, one.end)
    matched = page.raw[start:end]
    steps = edits(exact.strip(), matched)
    if state is None:
        critical = touches_critical(steps)
        state = CitationState.ALTERED_CRITICAL if critical else CitationState.ALTERED
    return Anchor(state, start, end, matched, min(one.similarity, 0.999), steps)


def _with_marks(exact: str, raw: str, start: int, end: int) -> tuple[int, int]:
    """Take in the marks beside a span if the quote has such marks at that end."""
    if not exact[:1].isalnum():
        while start and _is_mark(raw[start - 1]):
            start -= 1
    if not exact[-1:].isalnum():
        while end < len(raw) and _is_mark(raw[end]):
            end += 1
    return start, end


def _is_mark(letter: str) -> bool:
    return not letter.isalnum() and not letter.isspace()


def _in_order(quote: Quote, parts: list[str], page: Prepared) -> Anchor:
    """A quote with omissions: every part, one after the other, not too far apart."""
    found: list[Anchor] = []
    for number, part in enumerate(parts):
        prefix = quote.prefix if number == 0 else ""
        suffix = quote.suffix if number == len(parts) - 1 else ""
        after = found[-1].end if found else None
        found.append(_part(Quote(part, prefix, suffix, quote.start), page, after))
        if found[-1].start is None:
            return _GONE
    start, end = found[0].start, found[-1].end
    worst = max((one.state for one in found), key=_WORST_LAST.index)
    similarity = min(one.similarity for one in found)
    steps = tuple(step for one in found for step in one.edits)
    return Anchor(worst, start, end, page.raw[start:end], similarity, steps)


def _part(part: Quote, page: Prepared, after: int | None) -> Anchor:
    """One part of a quote; those after the first are looked for behind it."""
    if after is None:
        found = _same_words(part, page)
        return found if found is not None else _other_words(part, page)
    rest = prepare(page.raw[after : after + _WIDEST_OMISSION + len(part.exact)])
    alone = Quote(part.exact, "", part.suffix)
    found = _same_words(alone, rest)
    if found is None:
        found = _other_words(alone, rest)
    if found.start is None or found.end is None:
        return found
    state = found.state
    if state is CitationState.AMBIGUOUS:
        # Several places behind the part before it: the first one is meant.
        state = CitationState.EXACT
    return Anchor(
        state,
        found.start + after,
        found.end + after,
        found.matched,
        found.similarity,
        found.edits,
    )
