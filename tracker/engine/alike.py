"""Sources that are the same to the plan: counted, and brought nearer, in bulk.

A source is alike another whose change rate, importance, young age and crowded host are
the same. The plan is told how many there are of each, never which, and its answer goes
back to them in one statement for many: no source is read into memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max

from tracker.models import Host, Source
from tracker.rules.ageing import ARTICLE, boost
from tracker.rules.limits import DAY, HOUR, Limits
from tracker.rules.schedule import JITTER, MOVABLE, DueReason
from tracker.rules.vocabulary import SourceState

IDS_AT_A_TIME = 50_000
_ROUNDING = 1 + 1e-9

# What makes sources alike; the look that a plan moves is found by the same words.
_ALIKE = """
  coalesce(source.change_rate, -1) AS change_rate, source.importance,
  coalesce(crowded.id, 0) AS host,
  CASE WHEN source.born_at > %(old)s
    THEN greatest(0, floor(extract(epoch FROM %(now)s - source.born_at) / 3600))::int
    ELSE -1 END AS age, source.state = %(is_dead)s AS is_dead
"""
_CROWDED = "LEFT JOIN unnest(%(hosts)s::bigint[]) crowded(id) ON crowded.id = host_id"
_GROUPS = """
SELECT {alike}, count(*) FROM tracker_source source {crowded}
WHERE source.due_at IS NOT NULL AND NOT source.is_live GROUP BY 1, 2, 3, 4, 5
"""
_PACED = """
  JOIN unnest(%(rates)s::float8[], %(worths)s::float8[], %(places)s::bigint[],
    %(ages)s::int[], %(dead)s::bool[], %(seconds)s::float8[])
    AS paced(change_rate, importance, host, age, is_dead, seconds)
    USING (change_rate, importance, host, age, is_dead)
"""
_LOADS = """
WITH alike AS (
    SELECT source.host_id, {alike} FROM tracker_source source {crowded}
    WHERE source.due_at IS NOT NULL AND NOT source.is_live AND crowded.id IS NULL
), loads AS (
    SELECT host_id, sum(86400 / paced.seconds) AS checks FROM alike {paced}
    GROUP BY host_id
)
SELECT host.id, host.gap, loads.checks FROM loads
JOIN tracker_host host ON host.id = loads.host_id WHERE loads.checks > %(least)s
"""
# A look that is long due by the new interval comes within a tenth of it, not at once
# with all others. Rows that somebody is writing are left to the next plan.
_NEARER = """
WITH alike AS (
    SELECT source.id, source.last_checked_at, source.due_at, {alike}
    FROM tracker_source source {crowded}
    WHERE source.id BETWEEN %(first)s AND %(last)s
      AND source.due_at > %(now)s AND NOT source.is_live AND source.failures = 0
      AND source.lease_token IS NULL AND source.last_checked_at IS NOT NULL
      AND source.due_reason = ANY(%(movable)s)
), wanted AS (
    SELECT alike.id, greatest(
        alike.last_checked_at + paced.seconds * interval '1 second',
        %(now)s + random() * %(jitter)s * paced.seconds * interval '1 second'
      ) AS due_at
    FROM alike {paced}
    WHERE alike.due_at > alike.last_checked_at
      + (1 + %(jitter)s) * paced.seconds * interval '1.000001 second'
), chosen AS (
    SELECT source.id, wanted.due_at FROM tracker_source source
    JOIN wanted ON wanted.id = source.id
    WHERE source.due_at > wanted.due_at AND source.lease_token IS NULL
      AND source.due_reason = ANY(%(movable)s) FOR UPDATE OF source SKIP LOCKED
)
UPDATE tracker_source source SET due_at = chosen.due_at, due_reason = %(reason)s
FROM chosen WHERE chosen.id = source.id
"""
_LIVE = """
UPDATE tracker_source source
SET due_at = %(now)s + random() * %(seconds)s * interval '1 second',
    due_reason = %(reason)s
WHERE source.id IN (
    SELECT id FROM tracker_source
    WHERE is_live AND due_at > %(now)s + %(seconds)s * interval '1 second'
      AND lease_token IS NULL AND due_reason = ANY(%(movable)s)
    FOR UPDATE SKIP LOCKED)
"""
GROUPS = _GROUPS.format(alike=_ALIKE, crowded=_CROWDED)
LOADS = _LOADS.format(alike=_ALIKE, crowded=_CROWDED, paced=_PACED)
NEARER = _NEARER.format(alike=_ALIKE, crowded=_CROWDED, paced=_PACED)


@dataclass(frozen=True, slots=True)
class Alike:
    """How many sources are the same to the plan; `age` in whole hours, -1: old or
    unknown; `host` 0: no crowded one; `change_rate` -1: never read twice."""

    change_rate: float
    importance: float
    host: int
    age: int
    is_dead: bool
    count: int

    def changes(self, unseen: float) -> float:
        """Changes a day now. A page that is gone for good changes no more: it costs
        the plan its longest interval, as its own ladder does."""
        if self.is_dead:
            return 0.0
        age = None if self.age < 0 else (self.age + 0.5) * HOUR / DAY
        return (unseen if self.change_rate < 0 else self.change_rate) * boost(age)


def bring_nearer(
    alike: Sequence[Alike],
    rates: Sequence[float],
    *,
    hosts: Sequence[int],
    limits: Limits,
    now: datetime,
) -> int:
    """Move looks that are further away than their rate says; how many were moved.

    Regular looks only: ladders, second looks and what a site asked for stay.
    """
    told = _paced(alike, rates, limits) | _when(hosts, now)
    told |= {"jitter": JITTER, "movable": [reason.value for reason in MOVABLE]}
    moved = 0
    with connection.cursor() as cursor:
        live = told | {"seconds": limits.live_interval, "reason": DueReason.LIVE.value}
        cursor.execute(_LIVE, live)
        moved += int(cursor.rowcount)
        last = Source.objects.aggregate(last=Max("pk"))["last"] or 0
        for first in range(0, last + 1, IDS_AT_A_TIME):
            span = {"first": first, "last": first + IDS_AT_A_TIME - 1}
            cursor.execute(NEARER, told | span | {"reason": DueReason.RATE.value})
            moved += int(cursor.rowcount)
    return moved


def crowded(
    alike: Sequence[Alike],
    rates: Sequence[float],
    *,
    hosts: Sequence[int],
    limits: Limits,
    now: datetime,
) -> dict[int, float]:
    """The caps of further hosts that come over theirs at these rates."""
    longest_gap = Host.objects.aggregate(gap=Max("gap"))["gap"]
    least = min(limits.cap_of(), limits.cap_of(longest_gap))
    told = _paced(alike, rates, limits) | _when(hosts, now) | {"least": least}
    with connection.cursor() as cursor:
        cursor.execute(LOADS, told)
        rows = cursor.fetchall()
    caps = ((host, limits.cap_of(gap), checks) for host, gap, checks in rows)
    return {host: cap for host, cap, checks in caps if checks > cap * _ROUNDING}


def groups(hosts: Sequence[int], now: datetime) -> list[Alike]:
    with connection.cursor() as cursor:
        cursor.execute(GROUPS, _when(hosts, now))
        return [Alike(*row) for row in cursor.fetchall()]


def _paced(
    alike: Sequence[Alike], rates: Sequence[float], limits: Limits
) -> dict[str, Any]:
    return {
        "rates": [one.change_rate for one in alike],
        "worths": [one.importance for one in alike],
        "places": [one.host for one in alike],
        "ages": [one.age for one in alike],
        "dead": [one.is_dead for one in alike],
        "seconds": [DAY / rate if rate else limits.max_interval for rate in rates],
    }


def _when(hosts: Sequence[int], now: datetime) -> dict[str, Any]:
    old = now - timedelta(days=ARTICLE.old)
    return {
        "now": now,
        "old": old,
        "hosts": list(hosts),
        "is_dead": SourceState.DEAD.value,
    }
