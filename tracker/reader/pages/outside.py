"""Copies of a page in somebody else's archive, which can be held against ours."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q

from tracker.models import OutsideCopy
from tracker.reader.dates import When, exactly
from tracker.reader.past import Past

MOST = 10  # the latest


@dataclass(frozen=True)
class OutsideLink:
    when: When
    url: str
    archive: str


def outside_links(which: Q, past: Past) -> tuple[OutsideLink, ...]:
    """The copies that were there and that this desk knew of at the moment."""
    rows = OutsideCopy.objects.kept().filter(
        which,
        captured_at__lte=past.moment.as_of,
        found_at__lte=past.moment.known_at,
    )
    return tuple(
        OutsideLink(exactly(row.captured_at), row.address, _archive(row.address))
        for row in rows[:MOST]
        if row.captured_at
    )


def _archive(address: str) -> str:
    return urlsplit(address).hostname or ""
