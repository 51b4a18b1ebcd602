"""Counts of claims by status, live or kept for a while, and then said as of when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.core.cache import cache

from tracker.models.tallies import is_large
from tracker.reader import words
from tracker.reader.dates import When, exactly
from tracker.reader.past import Past
from tracker.rules.vocabulary import Status

KEPT_SECONDS = 600
ORDER = (*(status.value for status in Status), words.NOT_ASSESSED)

Counted = TypeVar("Counted")


@dataclass(frozen=True)
class Count:
    """How many claims have one status."""

    key: str
    label: str
    number: int


@dataclass(frozen=True)
class Tally:
    """Claims by status, in the order of the rules."""

    counts: tuple[Count, ...]
    total: int


def tally(found: Mapping[str, int]) -> Tally:
    counts = tuple(
        Count(key, words.status_label(key), found[key]) for key in ORDER if key in found
    )
    return Tally(counts, sum(found.values()))


def kept(
    name: str, past: Past, count: Callable[[], Counted]
) -> tuple[Counted, When | None]:
    """A count and, where it was kept, when it was made.

    On a desk of ordinary size everything is counted for each reader. Over many claims
    a count is kept for ten minutes and the page says as of when it is; a status shown
    beside a claim never comes from here.
    """
    if not is_large():
        return count(), None
    asked = replace(past, lang="").query
    key = f"counted:{name}:{asked}"
    found: tuple[Counted, datetime] | None = cache.get(key)
    if found is None:
        found = count(), past.now
        cache.set(key, found, KEPT_SECONDS)
    return found[0], exactly(found[1])
