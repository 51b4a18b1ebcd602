"""Where a quote stands in a text today, and what became of its words.

The same words are looked for first, more and more leniently in their spelling; then
the closest wording. Among several places the one with the quote's surroundings wins.
"""

import re

from tracker.engine.places import Prepared, own_words, prepare
from tracker.engine.rewording import GONE, altered_in_place, other_words
from tracker.engine.surroundings import placed, weighed
from tracker.engine.types import Anchor, Quote
from tracker.rules.vocabulary import CitationState
from tracker.text import Level

# A quote with an omission may skip this much of the page, not more.
_WIDEST_OMISSION = 3000
_MOST_BEGINNINGS = 8
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


def locate(quote: Quote, text: str) -> Anchor:
    """Find a quote in the raw text of a page; never raises, never guesses.

    `start` of the quote, when known, is where the words stood in an earlier version.
    """
    page = prepare(text)
    found = _same_words(quote, page)
    if found is not None:
        return found
    parts = _parts(quote.exact)
    if len(parts) > 1:
        return _in_order(quote, parts, page)
    return other_words(quote, page)


def is_with_omission(exact: str) -> bool:
    """Whether a quote leaves words out between its own."""
    return len(_parts(exact)) > 1


def _parts(exact: str) -> list[str]:
    return [part for part in _OMISSION.split(exact) if part.strip()]


def _same_words(quote: Quote, page: Prepared) -> Anchor | None:
    if not own_words(quote.exact, Level.TYPOGRAPHY):
        return GONE
    found = page.same_words(quote)
    if not found:
        return None
    anchor = weighed(quote, page, found)
    if anchor.state is CitationState.EXACT_MOVED:
        return altered_in_place(quote, page) or anchor
    return anchor


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
        return GONE
    found = min(chains, key=_badness)
    start, end = found[0].start, found[-1].end
    worst = max((one.state for one in found), key=_WORST_LAST.index)
    similarity = min(one.similarity for one in found)
    steps = tuple(step for one in found for step in one.edits)
    return Anchor(worst, start, end, page.raw[start:end], similarity, steps)


def _beginnings(quote: Quote, part: str, page: Prepared) -> list[Anchor]:
    """The places of the first part of a quote, those with its surroundings first."""
    if not own_words(part, Level.TYPOGRAPHY):
        return []
    first = Quote(part, quote.prefix, "", quote.start)
    found = page.same_words(first)
    if found is None:
        return [other_words(first, page)]
    level, spans = found
    places = sorted(placed(first, spans, page.raw), key=lambda one: -one.context)
    return [
        weighed(first, page, (level, [(place.start, place.end)]))
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
        found = other_words(part, rest)
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
