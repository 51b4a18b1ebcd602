"""A text prepared for looking up quotes, and where the same words stand in it.

A page is most often looked at for the first time, and folding it or splitting it into
words costs more than all look-ups together. So little is done to the whole text: a
rare word of the quote is found as it is, and only what stands around it is folded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import AnyStr

from tracker.engine.critical import is_cut_out
from tracker.engine.types import Quote
from tracker.text import Folded, Level, fold, folded, without_marks, word_spans

Span = tuple[int, int]
Word = tuple[str, int, int]
Found = tuple[Level, list[Span]]

_RUN = re.compile(r"[^\W_]+")
# The longest words of a quote are its rarest; few places have all of them together.
_SEEDS = 2
_MANY = 200
# So many characters beside a place show whether it is cut out of a word.
_BESIDE = 12
# How many blanks the page may have where the quote has one, added up.
_SLACK = 40


def _small(byte: int) -> int:
    """Capitals as small letters, Cyrillic ones first; what else is moved is noise."""
    byte = byte + 0x20 if 0x10 <= byte <= 0x2F else byte
    return byte + 0x20 if 0x41 <= byte <= 0x5A else byte


_SMALL = bytes(_small(byte) for byte in range(256))


@dataclass(frozen=True)
class Prepared:
    """A raw text, with what was found out about it when first asked for."""

    raw: str

    @cached_property
    def _levels(self) -> dict[Level, Folded]:
        return {}

    def at(self, level: Level) -> Folded:
        """The whole text at a level."""
        if level not in self._levels:
            self._levels[level] = fold(self.raw, level)
        return self._levels[level]

    @cached_property
    def coarse(self) -> bytes:
        return coarse(self.raw)

    def first(self, piece: bytes, most: int) -> list[int]:
        """The first places of some coarse letters, `most` of them."""
        return _first(self.coarse, piece, most)

    def words(self, start: int, end: int) -> list[Word]:
        """The case-folded words of a stretch, with their spans in the whole text."""
        found = word_spans(self.raw, max(start, 0), end)
        return [(word.casefold(), low, high) for word, low, high in found]

    def same_words(self, quote: Quote) -> Found | None:
        """Where a quote's words stand, at the strictest level at which they do.

        Words with marks inside are not found so: see `_hidden` of the anchor.
        """
        found = _all(self.raw, quote.exact)
        if spans := [span for span in found if self.stands_whole(quote, *span)]:
            return Level.RAW, spans
        return self.spelled(quote, self._stretches(quote.exact))

    def stands_whole(self, quote: Quote, start: int, end: int) -> bool:
        """Whether the words at a place are not cut out of others.

        A quote that was cut so from the beginning has the rest in its surroundings.
        """
        before = self.raw[max(start - _BESIDE, 0) : start]
        after = self.raw[end : end + _BESIDE]
        if not is_cut_out(quote.exact.strip(), before, after):
            return True
        return is_cut_out(quote.exact.strip(), quote.prefix, quote.suffix)

    def lacks_words(self, exact: str) -> bool:
        """Whether half of the longest words of a quote stand nowhere as they are.

        A page whose software puts marks into words puts them into all long ones.
        """
        longest = sorted(_RUN.findall(exact), key=len, reverse=True)[: 2 * _SEEDS]
        return 2 * sum(run in self.raw for run in longest) <= len(longest)

    def may_hide(self, exact: str) -> bool:
        """Whether every word of a quote stands somewhere, their marks undone."""
        runs = set(_RUN.findall(without_marks(exact)))
        return all(run in self._without_marks for run in runs)

    @cached_property
    def _without_marks(self) -> str:
        return without_marks(self.raw)

    def spelled(self, quote: Quote, stretches: list[Span]) -> Found | None:
        """Where a quote's words stand in some stretches, spelled in another way."""
        for level in (Level.SPACING, Level.TYPOGRAPHY) if stretches else ():
            needle = own_words(quote.exact, level)
            if spans := {
                (low + start, low + end)
                for low, high in stretches
                for start, end in _unfolded(self._part(low, high, level), needle)
                if self.stands_whole(quote, low + start, low + end)
            }:
                return level, sorted(spans)
        return None

    def _part(self, low: int, high: int, level: Level) -> Folded:
        whole = low == 0 and high >= len(self.raw)
        return self.at(level) if whole else fold(self.raw[low:high], level)

    def _stretches(self, exact: str) -> list[Span]:
        """The stretches of the text that hold every word of a quote as it is."""
        known = own_words(exact, Level.TYPOGRAPHY)
        runs = {match.group(): match.start() for match in _RUN.finditer(known)}
        if not runs:
            return [(0, len(self.raw))]
        longest = sorted(runs, key=len, reverse=True)
        seeds = longest[:_SEEDS]
        found = {run: _first(self.raw, run, _MANY) for run in seeds}
        rarest = min(found, key=lambda run: len(found[run]))
        slack = _SLACK + len(exact) // 4
        before = runs[rarest] + slack
        after = len(known) - runs[rarest] + slack
        around = [(max(hit - before, 0), hit + after) for hit in found[rarest]]
        return [
            (low, high)
            for low, high in around
            if all(self.raw.find(run, low, high) >= 0 for run in longest)
        ]


@lru_cache(maxsize=8)
def prepare(text: str) -> Prepared:
    """The prepared text; the last eight are kept."""
    return Prepared(text)


@lru_cache(maxsize=256)
def own_words(exact: str, level: Level) -> str:
    """A quote's own words at a level; they are held against many places."""
    return folded(exact, level)


def coarse(text: str) -> bytes:
    """A byte for each character: what is needed to find a place, at half the time.

    The lower byte of a code point tells the letters of one script apart, and a place
    that only seemed to fit is found out when its words are read.
    """
    return text.encode("utf-32-le", "surrogatepass")[::4].translate(_SMALL)


def _unfolded(text: Folded, needle: str) -> list[Span]:
    return [text.span(start, end) for start, end in _all(text.text, needle)]


def _first(text: AnyStr, needle: AnyStr, most: int) -> list[int]:
    """The first places of a needle, `most` of them."""
    found: list[int] = []
    place = text.find(needle)
    while place >= 0 and len(found) < most:
        found.append(place)
        place = text.find(needle, place + 1)
    return found


def _all(text: AnyStr, needle: AnyStr) -> Iterator[Span]:
    """Every place of a needle, overlaps included."""
    place = text.find(needle)
    while place >= 0:
        yield place, place + len(needle)
        place = text.find(needle, place + 1)
