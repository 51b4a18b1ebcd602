"""Who looks at which source now: the claim on a source and on its site.

The database is the queue. A claim is one statement; it gives the source and its host
the same fencing token until the same moment. Whoever claims begins at once and renews
what it holds, so a lease that runs out is that of a worker that died.

The moment is an argument, so the clocks of two machines may differ by what is left
between two renewals and the end of a lease, three quarters of it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction

from tracker.engine.pauses import gap_after
from tracker.models import Host, Source
from tracker.rules.limits import Limits

# A request that a person waits for goes before what is merely due.
ASKED_FOR = 100
# Below every priority that a row can have.
ANY = -32768
_OTHER_PAGE = "another page of this site is being checked"

# Two rounds of one statement: what people asked for, then the rest, each through an
# index of its own, so that a wish costs the same however much is due. Each host gives
# the source that has waited longest.
# The conditions on the source stand in the update again: between the look and the
# lock a late worker may have given its result, and then the source is no longer due.
CLAIM = """
WITH turn AS (
    SELECT host.id FROM tracker_host host
    WHERE host.next_allowed_at <= %(now)s
      AND (host.backoff_until IS NULL OR host.backoff_until <= %(now)s)
      AND (host.lease_until IS NULL OR host.lease_until < %(now)s)
      AND EXISTS (
          SELECT 1 FROM tracker_source source
          WHERE source.host_id = host.id AND source.due_at <= %(now)s
            AND source.priority >= %(priority)s
            AND (source.lease_until IS NULL OR source.lease_until < %(now)s))
    ORDER BY host.next_allowed_at LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
), chosen AS (
    SELECT longest.id FROM turn CROSS JOIN LATERAL (
        SELECT source.id FROM tracker_source source
        WHERE source.host_id = turn.id AND source.due_at <= %(now)s
          AND source.priority >= %(priority)s
          AND (source.lease_until IS NULL OR source.lease_until < %(now)s)
        ORDER BY source.due_at, source.id LIMIT 1
    ) longest
), taken AS (
    UPDATE tracker_source source
    SET lease_token = gen_random_uuid(), lease_until = %(until)s
    FROM chosen
    WHERE source.id = chosen.id AND source.due_at <= %(now)s
      AND (source.lease_until IS NULL OR source.lease_until < %(now)s)
    RETURNING source.id, source.host_id, source.check_seq, source.lease_token,
      source.priority >= %(asked_for)s AS is_awaited
)
UPDATE tracker_host host
SET lease_token = taken.lease_token, lease_until = %(until)s
FROM taken WHERE host.id = taken.host_id
RETURNING taken.id, taken.host_id, taken.check_seq, taken.lease_token, taken.is_awaited
"""
# Each host is held by one lease, so two of these never want each other's rows.
RELEASE = """
UPDATE tracker_host host
SET lease_token = NULL, lease_until = NULL, next_allowed_at = freed.next_allowed_at,
    backoff_until = COALESCE(freed.backoff_until, host.backoff_until)
FROM unnest(%s::bigint[], %s::uuid[], %s::timestamptz[], %s::timestamptz[])
    AS freed(host, token, next_allowed_at, backoff_until)
WHERE host.id = freed.host AND host.lease_token = freed.token
"""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to look at a source once; `seq` counts the looks before this one.

    `is_awaited`: a person waits for it, so one turn of its site is enough for the
    site's rules and the page.
    """

    source: int
    host: int
    seq: int
    token: UUID
    is_awaited: bool = False


@dataclass(frozen=True, slots=True)
class Freed:
    """A site that may be asked again, from when on, and its own wish for peace."""

    lease: Lease
    next_allowed_at: datetime
    backoff_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a source cannot be looked at now, and when its site may be asked."""

    until: datetime
    reason: str


def claim_due(now: datetime, limit: int, *, limits: Limits) -> list[Lease]:
    """Claim up to `limit` due sources, never two of one host, the asked for first."""
    asked = _claim(now, limit, priority=ASKED_FOR, limits=limits)
    return asked + _claim(now, limit - len(asked), priority=ANY, limits=limits)


def _claim(now: datetime, limit: int, *, priority: int, limits: Limits) -> list[Lease]:
    if limit <= 0:
        return []
    until = limits.lease_end(now)
    with connection.cursor() as cursor:
        cursor.execute(
            CLAIM,
            {
                "now": now,
                "limit": limit,
                "until": until,
                "priority": priority,
                "asked_for": ASKED_FOR,
            },
        )
        return [Lease(*row) for row in cursor.fetchall()]


@transaction.atomic
def claim_one(source: int, now: datetime, *, limits: Limits) -> Lease | Wait:
    """Claim one source, due or not, unless its site's turn or another look forbids.

    For a person who waits; the politeness towards the site is the same.
    """
    host = Host.objects.select_for_update(of=("self",)).get(sources=source)
    row = Source.objects.select_for_update().get(pk=source)
    if wait := _obstacle(host, row, now):
        return wait
    token = uuid4()
    fields = {
        "lease_token": token,
        "lease_until": limits.lease_end(now),
    }
    Source.objects.filter(pk=source).update(**fields)
    Host.objects.filter(pk=host.pk).update(**fields)
    return Lease(source, host.pk, row.check_seq, token, is_awaited=True)


@transaction.atomic
def claim_if_asked(
    source: int, now: datetime, *, limits: Limits
) -> Lease | Wait | None:
    """Claim a source that a person asked for; None when that wish was fulfilled."""
    # Under the host's lock, as a record is: a wish is read before or after, not amid.
    Host.objects.select_for_update(of=("self",)).get(sources=source)
    wished = Source.objects.filter(pk=source, priority__gte=ASKED_FOR, due_at__lte=now)
    return claim_one(source, now, limits=limits) if wished.exists() else None


def turn(host: Host, now: datetime) -> Wait | None:
    """Why a site may not be asked now; None when it may."""
    waits = [
        (host.backoff_until, "the site asked to be left alone"),
        (host.next_allowed_at, "there is a pause between two requests to one site"),
        (host.lease_until, _OTHER_PAGE),
    ]
    later = [Wait(until, why) for until, why in waits if until and until > now]
    return max(later, key=lambda wait: wait.until, default=None)


def _obstacle(host: Host, source: Source, now: datetime) -> Wait | None:
    """Why a source may not be looked at though a person waits for it."""
    if source.lease_until is not None and source.lease_until >= now:
        return Wait(source.lease_until, "this source is being checked now")
    return turn(host, now)


def ask_soon(source: int, now: datetime) -> Wait | None:
    """Put a source before all that is merely due: an editor's "check now".

    Returns what it has to wait for, or None when it may be looked at at once.
    """
    Source.objects.filter(pk=source).update(due_at=now, priority=ASKED_FOR)
    row = Source.objects.select_related("host").get(pk=source)
    return _obstacle(row.host, row, now)


def ask_many(sources: Collection[int], now: datetime, *, ahead: dict[str, int]) -> None:
    """Have many sources looked at without jumping anybody's queue: they come due, one
    after the other on each site with room for others in between, but a person who
    waits for one page of the site still goes first.

    `ahead` counts by site what was asked for before, and is brought up to date.
    """
    limits: Limits = settings.ON_RECORD
    rows = Source.objects.filter(pk__in=sources, due_at__isnull=False)
    changed = []
    for row in rows.select_related("host").order_by("pk"):
        place = ahead.get(str(row.host_id), 0)
        ahead[str(row.host_id)] = place + 1
        gap = gap_after(row.host.gap, crawl_delay=0.0, limits=limits)
        turn = now + 2 * place * gap
        if row.due_at is not None and row.due_at > turn:
            row.due_at = turn
            changed.append(row)
    Source.objects.bulk_update(changed, ["due_at"], batch_size=500)


@transaction.atomic
def renew(leases: Collection[Lease], now: datetime, *, limits: Limits) -> None:
    """Go on holding what is being looked at. Nothing for a lease that was lost."""
    until = limits.lease_end(now)
    tokens = [lease.token for lease in leases]
    # The host comes first, as in a claim and a record: one order of locks.
    for table, rows in (
        (Host, [lease.host for lease in leases]),
        (Source, [lease.source for lease in leases]),
    ):
        held = table._default_manager.filter(pk__in=rows, lease_token__in=tokens)
        held.update(lease_until=until)


def release_hosts(freed: Iterable[Freed]) -> None:
    """End the sites' leases and begin their pauses. Nothing where another look has
    one."""
    rows = list(freed)
    if not rows:
        return
    columns = (
        [one.lease.host for one in rows],
        [one.lease.token for one in rows],
        [one.next_allowed_at for one in rows],
        [one.backoff_until for one in rows],
    )
    with connection.cursor() as cursor:
        cursor.execute(RELEASE, columns)


@transaction.atomic
def give_back(freed: Collection[Freed], *, due_at: datetime | None = None) -> None:
    """End looks without a check: their sources stay due, or come due later. Nothing
    where another look has one."""
    release_hosts(freed)
    rows = Source.objects.filter(
        pk__in=[one.lease.source for one in freed],
        lease_token__in=[one.lease.token for one in freed],
    )
    later = {} if due_at is None else {"due_at": due_at}
    rows.update(lease_token=None, lease_until=None, **later)


def next_turn(now: datetime) -> Wait | None:
    """When the first source that is due may be looked at; None when none is due.

    Those that somebody looks at now are that one's business, and not waited for.
    """
    due = Host.objects.filter(
        pk__in=Source.objects.due(now).values("host"),
    ).exclude(lease_until__gte=now)
    waits = [turn(host, now) or Wait(now, "due now") for host in due]
    return min(waits, key=lambda wait: wait.until, default=None)
