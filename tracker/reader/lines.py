"""Lines of lists that need not be made anew: kept in this process under the version of
their claim.

Only for the present. Each request reads the versions from the database, so what was
written is in the line at the next one, as on the claim's own page (`reader.kept`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from django.db import connection
from django.utils import timezone

from tracker.models.version import PageVersion, clock, holds_until, page_versions
from tracker.reader.recent import Recent
from tracker.reader.words import tongue
from tracker.rules.facts import Moment

MANY = 4000
Line = TypeVar("Line")
Key = tuple[PageVersion, str]


@dataclass
class Lines(Generic[Line]):
    """The lines of one kind that this process made last, each until when it holds."""

    held: Recent[Key, tuple[datetime, Line]] = field(
        default_factory=lambda: Recent(MANY)
    )

    def of(
        self,
        claims: Sequence[int],
        make: Callable[[Sequence[int], Moment], Mapping[int, Line]],
    ) -> dict[int, Line]:
        """The lines of claims as of now, by claim; `make` makes those that are not
        held, and may leave some out."""
        # Inside a transaction, what was written may still be taken back.
        if connection.in_atomic_block:
            return dict(make(claims, _at(timezone.now())))
        versions = page_versions(claims)
        found = self._held(versions)
        missing = {one: row for one, row in versions.items() if one not in found}
        if missing:
            now = clock(missing.values())
            made = make(list(missing), _at(now))
            self._hold(made, missing, until=holds_until(missing.values(), now))
            found |= made
        return found

    def forget(self) -> None:
        self.held.clear()

    def _held(self, versions: Mapping[int, PageVersion]) -> dict[int, Line]:
        now, found = timezone.now(), {}
        for claim, version in versions.items():
            until, line = self.held.get((version, tongue())) or (now, None)
            if line is not None and until > now:
                found[claim] = line
        return found

    def _hold(
        self,
        made: Mapping[int, Line],
        versions: Mapping[int, PageVersion],
        *,
        until: datetime,
    ) -> None:
        for claim, line in made.items():
            self.held.put((versions[claim], tongue()), (until, line))


def _at(now: datetime) -> Moment:
    return Moment(as_of=now, known_at=now)
