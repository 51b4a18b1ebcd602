"""Read the queue's state from its rows: a fixed number of queries, each one bounded."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.engine.health import MOST, Readings, SiteReading, patience
from tracker.engine.lease import ASKED_FOR
from tracker.models import Check, Host, Source
from tracker.rules.decision import READ
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome, SourceState

_OVERDUE = timedelta(minutes=1)
_RECENT = timedelta(hours=24)
# So many of those that have waited longest are asked which sites they are on, and as
# many of the latest checks.
_SAMPLE = 10_000
_SITES = 10

_OUTCOMES = """
SELECT outcome, count(*) FROM (
    SELECT outcome FROM tracker_check WHERE effective_at > %(since)s
    ORDER BY effective_at DESC LIMIT %(most)s
) recent GROUP BY outcome ORDER BY count(*) DESC, outcome
"""
_TROUBLE = """
SELECT state, count(*) FROM (
    SELECT state FROM tracker_source WHERE NOT state = 'ok' LIMIT %(most)s
) troubled GROUP BY state ORDER BY count(*) DESC, state
"""
_BUSIEST = """
SELECT host.name, count(*) FROM (
    SELECT host_id FROM tracker_source
    WHERE due_at <= %(now)s AND lease_until IS NULL ORDER BY due_at LIMIT %(sample)s
) longest JOIN tracker_host host ON host.id = longest.host_id
GROUP BY host.name ORDER BY count(*) DESC, host.name LIMIT %(sites)s
"""

_FAILING = """
SELECT host.name, count(*) FROM (
    SELECT source_id, outcome FROM tracker_check WHERE effective_at > %(since)s
    ORDER BY effective_at DESC LIMIT %(sample)s
) recent JOIN tracker_source source ON source.id = recent.source_id
JOIN tracker_host host ON host.id = source.host_id
WHERE NOT recent.outcome = ANY(%(read)s)
GROUP BY host.name ORDER BY count(*) DESC, host.name LIMIT %(sites)s
"""


def read(now: datetime, *, limits: Limits) -> Readings:
    """How the re-check stands at this moment."""
    since = now - timedelta(seconds=patience(limits))
    backoffs = Host.objects.filter(backoff_until__gt=now)
    return Readings(
        taken_at=now,
        due=_count(Source.objects.due(now)),
        overdue=_count(Source.objects.due(now).filter(due_at__lt=now - _OVERDUE)),
        oldest_due_at=_oldest_due(now),
        asked_for=_count(_asked_for(now)),
        in_flight=Source.objects.filter(lease_until__gt=now).count(),
        last_result_at=_last_result(),
        outcomes=_outcomes(now),
        states=_states(),
        backing_off=_count(backoffs),
        backoffs=tuple(
            SiteReading(name=host.name, backoff_until=host.backoff_until)
            for host in backoffs.order_by("-backoff_until", "name")[:_SITES]
        ),
        busiest=_busiest(now),
        failing=_failing(now),
        is_neglected=_neglected(since),
        is_wish_neglected=_asked_for(since).filter(host__in=_free(since)).exists(),
    )


def _count(rows: QuerySet[Source] | QuerySet[Host]) -> int:
    return rows.order_by()[:MOST].count()


def _asked_for(now: datetime) -> QuerySet[Source]:
    return Source.objects.filter(priority__gte=ASKED_FOR, due_at__lte=now)


def _oldest_due(now: datetime) -> datetime | None:
    """In two questions, for the free sources and the lost leases have an index each."""
    free = Source.objects.filter(lease_until__isnull=True, due_at__lte=now)
    lost = Source.objects.filter(lease_until__lt=now, due_at__lte=now)
    found = [rows.order_by("due_at").first() for rows in (free, lost)]
    moments = [row.due_at for row in found if row and row.due_at]
    return min(moments, default=None)


def _last_result() -> datetime | None:
    last = Check.objects.order_by("-pk").first()
    return last.recorded_at if last else None


def _outcomes(now: datetime) -> dict[CheckOutcome, int]:
    rows = _rows(_OUTCOMES, since=now - _RECENT, most=MOST)
    return {CheckOutcome(word): number for word, number in rows}


def _states() -> dict[SourceState, int]:
    """What is in order is counted apart, without an index: one of it would list nearly
    every source, and counting it ends early."""
    fine = _count(Source.objects.filter(state=SourceState.OK))
    states = {SourceState(word): number for word, number in _rows(_TROUBLE, most=MOST)}
    return {SourceState.OK: fine, **states} if fine else states


def _busiest(now: datetime) -> tuple[SiteReading, ...]:
    rows = _rows(_BUSIEST, now=now, sample=_SAMPLE, sites=_SITES)
    return tuple(SiteReading(name=name, sources=number) for name, number in rows)


def _failing(now: datetime) -> tuple[SiteReading, ...]:
    rows = _rows(
        _FAILING, since=now - _RECENT, sample=_SAMPLE, read=sorted(READ), sites=_SITES
    )
    return tuple(SiteReading(name=name, checks=number) for name, number in rows)


def _free(since: datetime) -> QuerySet[Host]:
    """Sites that might have been asked from then on, leases aside: a lease that leads
    to no result is what we look for."""
    return Host.objects.filter(
        Q(backoff_until__isnull=True) | Q(backoff_until__lte=since),
        next_allowed_at__lte=since,
    )


def _neglected(since: datetime) -> bool:
    due = Source.objects.filter(host=OuterRef("pk"), due_at__lte=since)
    return _free(since).filter(Exists(due)).exists()


def _rows(
    statement: str, **values: datetime | int | list[CheckOutcome]
) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [(name, number) for name, number in cursor.fetchall()]
