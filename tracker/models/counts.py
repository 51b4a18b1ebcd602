"""How many of the claims of a list have each facet: exact up to 10,000."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from tracker.models.card import ClaimCard
from tracker.rules.facets import Facet, Kind, facet

MOST = 10_000
# What can be chosen of each kind.
OF_A_KIND = 24

_COUNT = """
WITH fits AS ({fits}), each AS (SELECT unnest(facets) AS facet FROM fits), counted AS (
    SELECT facet, count(*) AS number FROM each WHERE facet < %s GROUP BY facet
), placed AS (
    SELECT facet, number, row_number() OVER (
        PARTITION BY facet >> 48 ORDER BY number DESC, facet
    ) AS place FROM counted
)
SELECT facet, number FROM placed WHERE place <= %s ORDER BY number DESC, facet
"""
# Counts are kept but for the changes that wait to be added to them.
_COUNT_ALL = """
WITH changed AS (
    SELECT facet, sum(number) AS number FROM tracker_facetchange
    WHERE facet > 0 AND facet < %s GROUP BY facet
), asked AS (
    SELECT top.facet FROM unnest(%s::int[]) AS kind (kind) CROSS JOIN LATERAL (
        SELECT facet FROM tracker_facetcount count
        WHERE count.kind = kind.kind ORDER BY number DESC LIMIT %s
    ) top
    UNION SELECT facet FROM changed
), counted AS (
    SELECT facet, coalesce(count.number, 0) + coalesce(changed.number, 0) AS number
    FROM asked LEFT JOIN tracker_facetcount count USING (facet)
    LEFT JOIN changed USING (facet)
)
SELECT facet, number FROM counted WHERE number > 0 ORDER BY number DESC, facet
"""

_COUNT_ONE = """
SELECT coalesce(sum(number), 0) FROM (
    SELECT number FROM tracker_facetcount WHERE facet = %(facet)s
    UNION ALL SELECT number FROM tracker_facetchange WHERE facet = %(facet)s
) numbers
"""


def counts_of(cards: QuerySet[ClaimCard]) -> dict[Facet, int]:
    """Of the claims that fit, of no more than 10,001 of them; most first."""
    chosen = cards.order_by().values("facets")[: MOST + 1]
    sql, values = chosen.query.sql_with_params()
    return _counted(_COUNT.format(fits=sql), [*values, _KIN, OF_A_KIND])


def counts_of_all() -> dict[Facet, int]:
    """Of all claims that lists show."""
    kinds = [kind.value for kind in Kind if kind is not Kind.KIN]
    return _counted(_COUNT_ALL, [_KIN, kinds, OF_A_KIND])


def count_of(one: Facet) -> int:
    """Of all claims that lists show those with one facet, however many."""
    return _number(one.number)


def written() -> int:
    """A number that is another one after any card was written: what was counted under
    it still holds. Whoever writes cards adds to it in the same transaction."""
    return _number(_WRITTEN)


def _number(counted: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE, {"facet": counted})
        return int(cursor.fetchone()[0])


_KIN = Facet(kind=Kind.KIN).number
_WRITTEN = 0  # in the place of a facet, by a trigger of migration 0029


def _counted(sql: str, values: list[Any]) -> dict[Facet, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {facet(number): int(count) for number, count in cursor.fetchall()}
