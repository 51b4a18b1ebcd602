"""What the workers run: load by id, call one function.

The database is the queue. A message is a hint that may come late, twice or never; the
lease in the database decides what it is worth.
"""

import logging
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from tracker.engine.lease import (
    Lease,
    Wait,
    ask_soon,
    claim_asked,
    claim_due,
    claim_if_asked,
    start,
    waiting,
)
from tracker.engine.run import run_check, tools
from tracker.intake import watches
from tracker.models import Check
from tracker.review import inquiries, watch
from tracker.rules.limits import Limits

# More claimed checks than this would only wait, and lose their leases while waiting.
MOST_WAITING = 100
# What people wait for is claimed beside that, however much is waiting.
MOST_ASKED = 20
# A queue with workers of its own, whom no slow site of the other checks can hold up.
URGENT = "urgent"
# A desk that was switched off for longer looks at its claims itself.
LOOKS_BACK = timedelta(days=7)

log = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Claim what is due and send it to the workers; any number of sweeps may run."""
    limits: Limits = settings.ON_RECORD
    now = datetime.now(UTC)
    leases = claim_asked(now, MOST_ASKED, limits=limits)
    leases += claim_due(now, MOST_WAITING - waiting(now), limits=limits)
    for lease in leases:
        if not _send_check(lease):
            return


@shared_task
def check_now(source: int) -> None:
    """Look at a source that a person asked for, unless its site's turn forbids it:
    then the sweep takes it when the turn has come."""
    limits: Limits = settings.ON_RECORD
    now = datetime.now(UTC)
    lease = claim_if_asked(source, now, limits=limits)
    if isinstance(lease, Lease) and start(lease, now, limits=limits):
        look(lease)


def ask(source: int, now: datetime) -> Wait | None:
    """An editor's "check now": the wish goes into the row, a hint to the urgent queue.

    Returns what the source has to wait for, None when it is looked at at once. A hint
    that is lost costs at most the time to the next sweep.
    """
    wait = ask_soon(source, now)
    if wait is None:
        transaction.on_commit(partial(_send, check_now, (source,), URGENT))
    return wait


@shared_task
def check(source: int, seq: int, token: str) -> None:
    """Look at a source, if the lease is still good and nobody has begun."""
    lease = Lease(source, seq, UUID(token))
    if start(lease, datetime.now(UTC), limits=settings.ON_RECORD):
        look(lease)


@shared_task
def remind() -> None:
    """Tell the desk what time alone has changed: answers overdue, statuses outdated."""
    now = datetime.now(UTC)
    inquiries.remind(now)
    watch.watch_time(now, since=now - LOOKS_BACK)


def look(lease: Lease) -> Check | None:
    """One look at a source whose lease has begun, and at what a channel says.

    In a worker, in the foreground and while the queue is drained by hand alike.
    """
    done = run_check(lease, tools=tools())
    if done is not None:
        watches.read(done)
    return done


def _send_check(lease: Lease) -> bool:
    ticket = (lease.source, lease.seq, str(lease.token))
    return _send(check, ticket, URGENT if lease.is_asked_for else None)


def _send(task: Any, arguments: tuple[object, ...], queue: str | None) -> bool:
    """False where the broker is away: the lease ends, and the next sweep claims it
    again."""
    limits: Limits = settings.ON_RECORD
    try:
        task.apply_async(arguments, queue=queue, expires=limits.lease, retry=False)
    except OperationalError as error:
        log.warning("the broker is away, checks wait for the next sweep: %s", error)
        return False
    return True
