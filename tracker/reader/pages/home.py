"""The first page: what was decided last, and what the words mean."""

from dataclasses import dataclass

from tracker.reader import words
from tracker.reader.pages.claims import (
    STATUS_CHOICES,
    ClaimRow,
    claim_rows,
    latest_first,
)
from tracker.reader.past import Past

LATEST = 6


@dataclass(frozen=True)
class StatusWord:
    key: str
    label: str
    means: str


@dataclass(frozen=True)
class Home:
    rows: tuple[ClaimRow, ...]
    statuses: tuple[StatusWord, ...]


def home(past: Past) -> Home:
    """The claims whose status was decided last, and the words for statuses."""
    rows = claim_rows(latest_first(past)[:LATEST], past.moment)
    return Home(
        rows=rows,
        statuses=tuple(
            StatusWord(key, words.status_label(key), words.status_means(key))
            for key, _ in STATUS_CHOICES
            if key
        ),
    )
