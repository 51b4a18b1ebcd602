"""Which version of a public page holds now: raised by the database itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, connection, models
from django.db.models.functions import Now
from django.utils import timezone

from tracker.models.claim import Claim
from tracker.rules.keeping import good_until

VERSION = """
SELECT claim, number, changed_at, site, site_changed_at FROM tracker_page_version(%s)
"""
VERSIONS = """
SELECT page.id, coalesce(version.number, 0), version.changed_at,
    coalesce(everywhere.number, 0), everywhere.changed_at
FROM tracker_claim page
LEFT JOIN tracker_claimversion version ON version.claim_id = page.id
LEFT JOIN tracker_siteversion everywhere ON everywhere.id = 1
WHERE page.id = ANY (%s::bigint[])
"""
# Moments at which pages may change by themselves: of claims, and of those they name.
AHEAD = """
WITH named AS (SELECT unnest(tracker_claims_around(%(claims)s::bigint[])) AS id),
dates(at) AS (
    SELECT unnest(ARRAY[effective_at, recorded_at]) FROM tracker_position
    JOIN named ON named.id = claim_id
    UNION ALL SELECT unnest(ARRAY[effective_at, recorded_at]) FROM tracker_silence
    JOIN named ON named.id = claim_id
    UNION ALL SELECT unnest(ARRAY[effective_at, recorded_at, deadline])
    FROM tracker_inquiry JOIN named ON named.id = claim_id
    UNION ALL SELECT unnest(ARRAY[effective_at, recorded_at]) FROM tracker_citation
    JOIN named ON named.id = claim_id
    UNION ALL SELECT unnest(ARRAY[effective_at, recorded_at])
    FROM tracker_statuschange JOIN named ON named.id = claim_id
)
SELECT min(at) FROM dates WHERE at > %(now)s
"""


class ClaimVersion(models.Model):
    """One row a claim, raised by triggers (migration 0024) as the last act of each
    transaction that wrote something the claim's page shows.

    A number is never on two different pages; `changed_at` keeps that true after a
    backup was restored, when numbers are given a second time.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="version"
    )
    number = models.BigIntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("claim",)

    def __str__(self) -> str:
        return f"{self.claim_id} at {self.number}"


class SiteVersion(models.Model):
    """One row, raised by what may stand on any page: names of parties, topics, places
    and people."""

    number = models.BigIntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="site_version_is_one_row", condition=models.Q(id=1)
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True)
class PageVersion:
    """What a claim's page is kept under. `changed_at` is the database's own clock."""

    claim: int
    numbers: tuple[int, int]
    changed: tuple[datetime | None, datetime | None]

    @property
    def changed_at(self) -> datetime | None:
        """The last change of either."""
        return max((at for at in self.changed if at), default=None)


def page_version(slug: str) -> PageVersion | None:
    """The version of the page at an address; None where no claim is. One query, which
    also finds out whether the connection still lives: nothing asks so before it."""
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        row = _version_row(slug)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        row = _version_row(slug)
    return _version(row) if row[0] is not None else None


def page_versions(claims: Iterable[int]) -> dict[int, PageVersion]:
    """The versions of several pages, by claim, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS, [list(claims)])
        return {row[0]: _version(row) for row in cursor.fetchall()}


def _version(row: tuple[Any, ...]) -> PageVersion:
    claim, number, changed_at, site, site_at = row
    return PageVersion(claim, (number, site), (changed_at, site_at))


def _version_row(slug: str) -> tuple[Any, ...]:
    """One row in any case, an empty one where no claim is."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION, [slug])
        row: tuple[Any, ...] = cursor.fetchone()
        return row


def clock(versions: Iterable[PageVersion]) -> datetime:
    """Now, by the latest of our clock and the database's: what is made of these
    versions has to know of all that they tell of."""
    now = timezone.now()
    return max([now, *(one.changed_at for one in versions if one.changed_at)])


def holds_until(versions: Iterable[PageVersion], made_at: datetime) -> datetime:
    """Until when what is made of these versions stays true if nobody writes."""
    found = list(versions)
    changed = [one.changed_at for one in found if one.changed_at]
    ahead = _next_date([one.claim for one in found], made_at)
    return good_until(
        [ahead] if ahead else [],
        made_at=made_at,
        changed_at=max(changed, default=made_at),
    )


def _next_date(claims: Iterable[int], now: datetime) -> datetime | None:
    """The next moment that the record of a claim, or of one that its page names, names
    itself: a deadline, or when a fact begins to count. Of several claims the first."""
    with connection.cursor() as cursor:
        cursor.execute(AHEAD, {"claims": list(claims), "now": now})
        found: datetime | None = cursor.fetchone()[0]
        return found
