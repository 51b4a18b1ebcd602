"""What came for the words of a quote that stand nowhere as they were.

They may be hidden by marks, or be others: then the closest wording is told that
still counts as the quote's, or that it is gone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.engine.apparatus import bare_span, said
from tracker.engine.nearest import Candidate, in_place, nearest
from tracker.engine.places import Found, Prepared, Span
from tracker.engine.surroundings import (
    SHORT_QUOTE,
    TIE,
    between,
    is_foreign,
    mean,
    sides,
    weighed,
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
_ENDED = re.compile(r"[.!?\u3002\uff01\uff1f][\"'\u201d\u00bb\u300d]*\s*$")
_MORE = re.compile(r"(?:[ ,\u00a0\uff0c]+[^\W_]+){1,3}[.!?\u3002\uff01\uff1f](?!\w)")
GONE = Anchor(CitationState.GONE, None, None, "", 0.0)


def other_words(quote: Quote, page: Prepared) -> Anchor:
    place = between(quote, page.raw)
    if place and (hidden := _spelled(quote, page, [place])):
        return weighed(quote, page, hidden)
    spoken = replace(quote, exact=said(quote.exact))
    fitting = []
    for one in nearest(spoken, page, place):
        if one.common < _SIMILAR_WORDS:
            continue
        beside = sides(quote, page.raw, one.start, one.end)
        if _is_the_same(one, beside) and not _is_another(one, beside, place):
            fitting.append((one, _weight(one.common, beside)))
    if hidden := _hidden(quote, page, [one for one, _ in fitting]):
        return weighed(quote, page, hidden)
    if not fitting:
        return GONE
    one, weight = max(fitting, key=lambda pair: pair[1])
    if bare := _bare(quote, page, one):
        return weighed(quote, page, bare)
    short = len(quote.exact.strip()) < SHORT_QUOTE
    apart = [of for it, of in fitting if it.end <= one.start or it.start >= one.end]
    if short and any(weight - other <= TIE for other in apart):
        return _reworded(spoken.exact, one, page, state=CitationState.AMBIGUOUS)
    return _reworded(spoken.exact, one, page)


def altered_in_place(quote: Quote, page: Prepared) -> Anchor | None:
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


def _hidden(quote: Quote, page: Prepared, fitting: Sequence[Candidate]) -> Found | None:
    """The same words after all, with soft hyphens or the like inside them."""
    spare = len(quote.exact) // 2 + _SPARE
    near = [(max(one.start - spare, 0), one.end + spare) for one in fitting]
    if not near and not (
        page.lacks_words(quote.exact)
        and hides_words(page.raw)
        and page.may_hide(quote.exact)
    ):
        return None
    return _spelled(quote, page, near or [(0, len(page.raw))])


def _bare(quote: Quote, page: Prepared, one: Candidate) -> Found | None:
    """The same words after all, but for footnote marks, bullets, brackets."""
    exact = quote.exact.strip()
    low = max(one.start - _SPARE, 0)
    found = bare_span(exact, page.raw[low : one.end + _SPARE])
    if found is None:
        return None
    start, end = low + found[0], low + found[1]
    start -= _same_mark(exact[:1], page.raw[max(start - 1, 0) : start])
    end += _same_mark(exact[-1:], page.raw[end : end + 1])
    whole = page.stands_whole(quote, start, end)
    return (Level.TYPOGRAPHY, [(start, end)]) if whole else None


def _same_mark(one: str, other: str) -> bool:
    """Whether a quote and its page have the same mark at an end."""
    is_mark = bool(one and other) and not one.isalnum()
    return is_mark and folded(one, Level.TYPOGRAPHY) == folded(other, Level.TYPOGRAPHY)


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
