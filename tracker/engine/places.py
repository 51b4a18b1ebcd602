"""A text prepared for looking up quotes: folded, split into words, indexed.

Preparing costs more than one look-up, and a page carries several quotes and is
looked at again and again, so the last few texts are kept.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tracker.text import Folded, Level, fold, word_spans


@dataclass(frozen=True)
class Prepared:
    """A raw text with its foldings, made when they are first asked for."""

    raw: str

    @cached_property
    def _levels(self) -> dict[Level, Folded]:
        return {}

    def at(self, level: Level) -> Folded:
        if level not in self._levels:
            self._levels[level] = fold(self.raw, level)
        return self._levels[level]

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Every word, case-folded, with its raw span."""
        return [(word.casefold(), a, b) for word, a, b in word_spans(self.raw)]

    @cached_property
    def spoken(self) -> list[str]:
        """The words alone."""
        return [word for word, *_ in self.words]

    @cached_property
    def starts(self) -> list[int]:
        return [start for _, start, _ in self.words]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Each word with the numbers of the places where it stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, (word, *_) in enumerate(self.words):
            found[word].append(number)
        return found

    def word_at(self, offset: int) -> int:
        """The number of the first word that starts at or after a raw offset."""
        return bisect_left(self.starts, offset)

    def occurrences(self, needle: str, level: Level) -> Iterator[tuple[int, int]]:
        """The raw spans where folded words stand at a level, overlaps included."""
        folded = self.at(level)
        place = folded.text.find(needle)
        while place >= 0:
            yield folded.span(place, place + len(needle))
            place = folded.text.find(needle, place + 1)


@lru_cache(maxsize=8)
def prepare(text: str) -> Prepared:
    """The prepared text; the last eight are kept."""
    return Prepared(text)
