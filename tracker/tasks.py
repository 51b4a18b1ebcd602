"""What the workers run: load by id, call one function.

The database is the queue. A message is a hint that may come late, twice or never; the
lease in the database decides what it is worth.
"""

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from tracker.engine.lease import Lease, claim_due, start, waiting
from tracker.engine.run import run_check, tools
from tracker.intake import watches
from tracker.models import Check
from tracker.review import inquiries, watch
from tracker.rules.limits import Limits

# More claimed checks than this would only wait, and lose their leases while waiting.
MOST_WAITING = 100
# A desk that was switched off for longer looks at its claims itself.
LOOKS_BACK = timedelta(days=7)

log = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Claim what is due and send it to the workers; any number of sweeps may run."""
    limits: Limits = settings.ON_RECORD
    now = datetime.now(UTC)
    for lease in claim_due(now, MOST_WAITING - waiting(now), limits=limits):
        if not _send(lease, limits):
            return


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


def _send(lease: Lease, limits: Limits) -> bool:
    """False where the broker is away: the lease ends, and the next sweep claims it
    again."""
    try:
        check.apply_async(
            (lease.source, lease.seq, str(lease.token)),
            expires=limits.lease,
            retry=False,
        )
    except OperationalError as error:
        log.warning("the broker is away, checks wait for the next sweep: %s", error)
        return False
    return True
