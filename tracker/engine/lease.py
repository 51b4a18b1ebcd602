"""Who looks at which source now: the claim on a source and on its site.

The database is the queue. A claim is one statement; it gives the source and its host
the same fencing token until the same moment. Messages carry the token as a hint, and
a message that comes late or twice finds that the token no longer opens anything.

The moment is an argument, so the clocks of two machines may differ by what is left
between a task's hard limit and the end of its lease, half a lease.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q

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
    SET lease_token = gen_random_uuid(), lease_until = %(until)s, started_at = NULL
    FROM chosen
    WHERE source.id = chosen.id AND source.due_at <= %(now)s
      AND (source.lease_until IS NULL OR source.lease_until < %(now)s)
    RETURNING source.id, source.host_id, source.check_seq, source.lease_token,
      source.priority >= %(asked_for)s AS is_asked_for
)
UPDATE tracker_host host
SET lease_token = taken.lease_token, lease_until = %(until)s
FROM taken WHERE host.id = taken.host_id
RETURNING taken.id, taken.check_seq, taken.lease_token, taken.is_asked_for
"""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to look at a source once; `seq` counts the looks before this one.

    `is_asked_for`: a person waits for it, so it goes to the workers kept for that.
    """

    source: int
    seq: int
    token: UUID
    is_asked_for: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a source cannot be looked at now, and when its site may be asked."""

    until: datetime
    reason: str


def claim_due(now: datetime, limit: int, *, limits: Limits) -> list[Lease]:
    """Claim up to `limit` due sources, never two of one host, the asked for first."""
    asked = claim_asked(now, limit, limits=limits)
    return asked + _claim(now, limit - len(asked), priority=ANY, limits=limits)


def claim_asked(now: datetime, limit: int, *, limits: Limits) -> list[Lease]:
    """Claim up to `limit` of the sources that people asked for, one of a host."""
    return _claim(now, limit, priority=ASKED_FOR, limits=limits)


def _claim(now: datetime, limit: int, *, priority: int, limits: Limits) -> list[Lease]:
    if limit <= 0:
        return []
    until = now + timedelta(seconds=limits.lease)
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

    For a person who waits; the politeness towards the site is the same. A claim of
    this site that no worker has begun gives way: its source stays due, and its message
    finds that the token no longer opens anything.
    """
    host = Host.objects.select_for_update(of=("self",)).get(sources=source)
    if wait := _obstacle(host, source, now):
        return wait
    token, until = uuid4(), now + timedelta(seconds=limits.lease)
    if host.lease_token:
        Source.objects.filter(lease_token=host.lease_token).update(
            lease_token=None, lease_until=None, started_at=None
        )
    row = Source.objects.select_for_update().get(pk=source)
    fields = {"lease_token": token, "lease_until": until}
    Source.objects.filter(pk=source).update(**fields, started_at=None)
    Host.objects.filter(pk=host.pk).update(**fields)
    return Lease(source, row.check_seq, token, is_asked_for=True)


@transaction.atomic
def claim_if_asked(
    source: int, now: datetime, *, limits: Limits
) -> Lease | Wait | None:
    """Claim a source that a person asked for; None when that wish was fulfilled."""
    # Under the host's lock, as a record is: a wish is read before or after, not amid.
    Host.objects.select_for_update(of=("self",)).get(sources=source)
    wished = Source.objects.filter(pk=source, priority__gte=ASKED_FOR, due_at__lte=now)
    return claim_one(source, now, limits=limits) if wished.exists() else None


def turn(host: Host, now: datetime, *, is_held: bool = True) -> Wait | None:
    """Why a site may not be asked now; None when it may.

    `is_held` False: whoever has claimed the site has not begun, and would give way.
    """
    waits = [
        (host.backoff_until, "the site asked to be left alone"),
        (host.next_allowed_at, "there is a pause between two requests to one site"),
        (host.lease_until if is_held else None, _OTHER_PAGE),
    ]
    later = [Wait(until, why) for until, why in waits if until and until > now]
    return max(later, key=lambda wait: wait.until, default=None)


def _obstacle(host: Host, source: int, now: datetime) -> Wait | None:
    """Why a source may not be looked at though a person waits: a claim on its site
    that no worker has begun is no reason."""
    begun = Source.objects.filter(
        Q(pk=source) | Q(host=host), lease_until__gte=now, started_at__isnull=False
    ).first()
    if begun is None:
        return turn(host, now, is_held=False)
    if begun.pk != source:
        return turn(host, now)
    return Wait(begun.lease_until or now, "this source is being checked now")


def ask_soon(source: int, now: datetime) -> Wait | None:
    """Put a source before all that is merely due: an editor's "check now".

    Returns what it has to wait for, or None when it may be looked at at once.
    """
    Source.objects.filter(pk=source).update(due_at=now, priority=ASKED_FOR)
    return _obstacle(Host.objects.get(sources=source), source, now)


@transaction.atomic
def start(lease: Lease, now: datetime, *, limits: Limits) -> bool:
    """Begin a claimed look; False for a message that is stale or came twice.

    The lease counts anew from here, so a look that waited long for a worker has as
    much time as any other.
    """
    until = now + timedelta(seconds=limits.lease)
    # The host comes first, as in a claim and a record: one order of locks.
    Host.objects.filter(lease_token=lease.token).update(lease_until=until)
    begun = Source.objects.filter(
        pk=lease.source,
        check_seq=lease.seq,
        lease_token=lease.token,
        lease_until__gt=now,
        started_at__isnull=True,
    ).update(started_at=now, lease_until=until)
    if not begun:
        transaction.set_rollback(True)
    return bool(begun)


def waiting(now: datetime) -> int:
    """How many looks are claimed and wait for a worker."""
    return Source.objects.filter(lease_until__gt=now, started_at__isnull=True).count()


def release_host(
    lease: Lease, *, next_allowed_at: datetime, backoff_until: datetime | None
) -> None:
    """End the site's lease and begin its pause. Nothing where another look has it."""
    changes: dict[str, datetime | None] = {
        "lease_token": None,
        "lease_until": None,
        "next_allowed_at": next_allowed_at,
    }
    if backoff_until:
        changes["backoff_until"] = backoff_until
    Host.objects.filter(lease_token=lease.token).update(**changes)


@transaction.atomic
def give_back(lease: Lease, *, next_allowed_at: datetime) -> None:
    """End a look before its page was asked for: the source stays due, and no check
    was made. Nothing where another look has it."""
    release_host(lease, next_allowed_at=next_allowed_at, backoff_until=None)
    Source.objects.filter(pk=lease.source, lease_token=lease.token).update(
        lease_token=None, lease_until=None, started_at=None
    )


def is_wish(source: Source | None) -> bool:
    """Whether a person waits for a look at a source."""
    return source is not None and source.priority >= ASKED_FOR


def next_turn(now: datetime) -> Wait | None:
    """When the first source that is due may be looked at; None when none is due.

    Those that somebody looks at now are that one's business, and not waited for.
    """
    due = Host.objects.filter(
        pk__in=Source.objects.due(now).values("host"),
    ).exclude(lease_until__gte=now)
    waits = [turn(host, now) or Wait(now, "due now") for host in due]
    return min(waits, key=lambda wait: wait.until, default=None)
