"""Where a quote stands in a text today, and what became of its words.

The same words are looked for first, more and more leniently in their spelling; then
the closest wording. Among several places the one with the quote's surroundings wins.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.engine.apparatus import bare_spans, said
from tracker.engine.nearest import Candidate, in_place, nearest
from tracker.engine.places import Found, Prepared, Span, prepare
from tracker.engine.surroundings import (
    SHORT_QUOTE,
    TIE,
    best,
    between,
    cannot_tell,
    is_foreign,
    mean,
    placed,
    sides,
)
from tracker.engine.types import Anchor, Quote
from tracker.engine.wording import edits, touches_critical
from tracker.rules.vocabulary import CitationState
from tracker.text import Level, folded, hides_words

# How alike words and surroundings must be before they count as the same place.
_SIMILAR_WORDS = 0.65
_SIMILAR_PLACE = 0.70
# So alike that the surroundings no longer matter.
_PLAINLY_SAME = 0.76
# Where the quote's place is known, and holds something else, words elsewhere must be
# so alike before they count as those of the quote.
_SAME_ELSEWHERE = 0.90
# Marks and blanks inside the words make a place longer than the quote.
_SPARE = 20
# A quote with an omission may skip this much of the page, not more.
_WIDEST_OMISSION = 3000
_MOST_BEGINNINGS = 8
_OMISSION = re.compile(r"\s*(?:[\[(]\s*(?:\u2026|\.{3,})\s*[\])]|\u2026|\.{3,})\s*")
_ENDED = re.compile(r"[.!?\u3002\uff01\uff1f][\"'\u201d\u00bb\u300d]*\s*$")
_MORE = re.compile(r"(?:[ ,\u00a0\uff0c]+[^\W_]+){1,3}[.!?\u3002\uff01\uff1f](?!\w)")
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
    if not folded(quote.exact, Level.TYPOGRAPHY):
        return _GONE
    found = page.same_words(quote)
    if not found:
        return None
    anchor = _weighed(quote, page, found)
    if anchor.state is CitationState.EXACT_MOVED:
        return _altered_in_place(quote, page) or anchor
    return anchor


def _altered_in_place(quote: Quote, page: Prepared) -> Anchor | None:
    """The new wording where the quote stood, though a copy of the old one is elsewhere.

    A pull quote, a teaser or a comment still has the words that the text has no more.
    Both sides of the place must still stand, and what is between them be much like it.
    """
    if (place := between(quote, page.raw)) is None:
        return None
    found = [
        one
        for one in in_place(quote, page, place)
        if one.similarity >= _PLAINLY_SAME and _overlaps(one, place)
    ]
    nearest_one = max(found, key=lambda one: one.similarity, default=None)
    return _reworded(quote.exact, nearest_one, page) if nearest_one else None


def _weighed(quote: Quote, page: Prepared, found: Found) -> Anchor:
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


def _other_words(quote: Quote, page: Prepared) -> Anchor:
    place = between(quote, page.raw)
    if place and (hidden := _spelled(quote, page, [place])):
        return _weighed(quote, page, hidden)
    spoken = replace(quote, exact=said(quote.exact))
    fitting = []
    for one in nearest(spoken, page, place):
        if one.common < _SIMILAR_WORDS:
            continue
        beside = sides(quote, page.raw, one.start, one.end)
        if _is_the_same(one, beside) and not _is_another(one, beside, place):
            fitting.append((one, _weight(one.common, beside)))
    if hidden := _hidden(quote, page, [one for one, _ in fitting]):
        return _weighed(quote, page, hidden)
    if bare := _bare(quote, page, fitting):
        return _weighed(quote, page, bare)
    if not fitting:
        return _GONE
    one, weight = max(fitting, key=lambda pair: pair[1])
    short = len(quote.exact.strip()) < SHORT_QUOTE
    apart = [of for it, of in fitting if it.end <= one.start or it.start >= one.end]
    if short and any(weight - other <= TIE for other in apart):
        return _reworded(spoken.exact, one, page, state=CitationState.AMBIGUOUS)
    return _reworded(spoken.exact, one, page)


def _hidden(quote: Quote, page: Prepared, fitting: Sequence[Candidate]) -> Found | None:
    """The same words after all, with soft hyphens or the like inside them."""
    spare = len(quote.exact) // 2 + _SPARE
    near = [(max(one.start - spare, 0), one.end + spare) for one in fitting]
    if not near and not page.lacks_words(quote.exact):
        return None
    return _spelled(quote, page, near or [(0, len(page.raw))])


def _bare(
    quote: Quote, page: Prepared, fitting: Sequence[tuple[Candidate, float]]
) -> Found | None:
    """The same words after all, but for footnote marks, bullets, brackets."""
    spans: set[Span] = set()
    exact = quote.exact.strip()
    for one, _ in fitting:
        low = max(one.start - _SPARE, 0)
        for start, end in bare_spans(exact, page.raw[low : one.end + _SPARE]):
            start, end = _with_marks(exact, page.raw, low + start, low + end)
            if page.stands_whole(quote, start, end):
                spans.add((start, end))
    return (Level.TYPOGRAPHY, sorted(spans)) if spans else None


def _spelled(quote: Quote, page: Prepared, stretches: Sequence[Span]) -> Found | None:
    hiding = [(low, high) for low, high in stretches if hides_words(page.raw[low:high])]
    return page.spelled(quote, hiding)


def _weight(words: float, beside: Sequence[float]) -> float:
    """Hypothesis' weights: 50 for the words, 20 for each side of them."""
    context = mean(beside)
    return words if context is None else (50 * words + 40 * context) / 90


def _is_the_same(one: Candidate, beside: Sequence[float]) -> bool:
    if one.common >= _PLAINLY_SAME:
        return True
    least = _SIMILAR_WORDS if len(beside) > 1 else _SIMILAR_PLACE
    weight = _weight(one.similarity, beside)
    return one.similarity >= least and weight >= _SIMILAR_PLACE


def _is_another(one: Candidate, beside: Sequence[float], place: Span | None) -> bool:
    """Whether a similar sentence stands elsewhere, while the quote's own place holds
    other words or none."""
    if place is None or one.common >= _SAME_ELSEWHERE or not is_foreign(beside):
        return False
    return not _overlaps(one, place)


def _overlaps(one: Candidate, place: Span) -> bool:
    return one.start < place[1] and one.end > place[0]


def _reworded(
    exact: str, one: Candidate, page: Prepared, state: CitationState | None = None
) -> Anchor:
    start, end = _with_marks(exact.strip(), page.raw, one.start, one.end)
    if _ENDED.search(exact) and not _ENDED.search(page.raw[start:end]):
        # What was put in before the full stop may turn the sentence.
        more = _MORE.match(page.raw, end)
        end = more.end() if more else end
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
    """A quote with omissions: every part, one after the other, not too far apart.

    The first part may stand in several places; the rest of the quote tells which.
    """
    chains = [
        chain
        for first in _beginnings(quote, parts[0], page)
        if (chain := _chain(quote, parts, page, first))
    ]
    if not chains:
        return _GONE
    found = min(chains, key=_badness)
    start, end = found[0].start, found[-1].end
    worst = max((one.state for one in found), key=_WORST_LAST.index)
    similarity = min(one.similarity for one in found)
    steps = tuple(step for one in found for step in one.edits)
    return Anchor(worst, start, end, page.raw[start:end], similarity, steps)


def _beginnings(quote: Quote, part: str, page: Prepared) -> list[Anchor]:
    """The places of the first part of a quote, those with its surroundings first."""
    if not folded(part, Level.TYPOGRAPHY):
        return []
    first = Quote(part, quote.prefix, "", quote.start)
    found = page.same_words(first)
    if found is None:
        return [_other_words(first, page)]
    level, spans = found
    places = sorted(placed(first, spans, page.raw), key=lambda one: -one.context)
    return [
        _weighed(first, page, (level, [(place.start, place.end)]))
        for place in places[:_MOST_BEGINNINGS]
    ]


def _chain(
    quote: Quote, parts: list[str], page: Prepared, first: Anchor
) -> list[Anchor]:
    """All parts from one beginning on; nothing if one of them is not there."""
    found = [first]
    for number, part in enumerate(parts[1:], start=2):
        if found[-1].end is None:
            return []
        suffix = quote.suffix if number == len(parts) else ""
        found.append(_part(Quote(part, "", suffix), page, found[-1].end))
    return found if found[-1].end is not None else []


def _badness(chain: list[Anchor]) -> tuple[int, int]:
    """The worst state of a chain, then the length of what it leaves out."""
    worst = max(_WORST_LAST.index(one.state) for one in chain)
    return worst, (chain[-1].end or 0) - (chain[0].start or 0)


def _part(part: Quote, page: Prepared, after: int) -> Anchor:
    """A part of a quote, looked for behind the part before it."""
    rest = Prepared(page.raw[after : after + _WIDEST_OMISSION + len(part.exact)])
    found = _same_words(part, rest)
    if found is None:
        found = _other_words(part, rest)
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
