"""What the workers run: load by id, call one function.

The database is the queue. A message is a hint that may come late, twice or never; the
lease in the database decides what it is worth.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from tracker.engine import outside, planning
from tracker.engine import sweep as sweeping
from tracker.engine.asking import tools
from tracker.engine.fetch import Gate
from tracker.engine.lease import Lease, Wait, ask_soon, claim_if_asked
from tracker.engine.run import run_check
from tracker.intake import watches
from tracker.jobs import files
from tracker.jobs import work as jobs
from tracker.models import Check, cards
from tracker.notices import digest, sending, subscribing, tell_readers
from tracker.notices import tell as telling
from tracker.review import health, inquiries, putting_off, watch
from tracker.rules.limits import Limits

# A desk that was switched off for longer looks at its claims itself.
LOOKS_BACK = timedelta(days=7)
# Editors who press "check now" share these workers, so none stays for long.
NOTICES_FOR = 15.0

# Seconds: how long a turn of a worker lasts, and how often one looks without a hint.
JOBS_FOR = 5.0
CARDS_FOR = 8.0
JOBS_EVERY = 10.0

log = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Look at what is due; any number of sweeps may run, and none waits for another."""
    limits: Limits = settings.ON_RECORD
    # Whoever is free may help; a call that nobody hears in time is worth nothing.
    call = partial(_send, sweep, (), limits.sweep_every)
    look_at_due(limits.sweep_for, when_full=call)


@shared_task
def check_now(source: int) -> None:
    """Look at a source that a person asked for, unless its site's turn forbids it:
    then a sweep takes it when the turn has come."""
    now = datetime.now(UTC)
    lease = claim_if_asked(source, now, limits=settings.ON_RECORD)
    if isinstance(lease, Lease):
        look(lease)


def ask(source: int, now: datetime) -> Wait | None:
    """An editor's "check now": the wish goes into the row, a hint to the urgent queue.

    Returns what the source has to wait for, None when it is looked at at once. A hint
    that is lost costs at most the time to the next sweep.
    """
    wait = ask_soon(source, now)
    if wait is None:
        limits: Limits = settings.ON_RECORD
        transaction.on_commit(partial(_send, check_now, (source,), limits.lease))
    return wait


@shared_task
def replan() -> None:
    """Share the budget of checks anew; two plans at a time do no harm."""
    planning.replan(datetime.now(UTC), limits=settings.ON_RECORD)


@shared_task
def remind() -> None:
    """Tell the desk what time alone has changed: answers overdue, statuses outdated,
    items that come back; and count how the evidence stands."""
    now = datetime.now(UTC)
    inquiries.remind(now)
    for source in putting_off.to_look_at(now):
        ask(source, now)
    watch.watch_time(now, since=now - LOOKS_BACK)
    health.count_evidence(now)
    files.forget_old(now)
    subscribing.forget_old(now)


@shared_task
def refresh_cards() -> None:
    """Write the cards anew by which lists find claims, and add up their counts; any
    number may do so, and none waits for another."""
    until = time.monotonic() + CARDS_FOR
    while cards.refresh() and time.monotonic() < until:
        cards.fold()
    while cards.fold() >= cards.FOLDED_AT_ONCE and time.monotonic() < until:
        pass


@shared_task
def notice() -> None:
    """Write down who is to be told of what, and the daily letters whose hour came."""
    now = datetime.now(UTC)
    if telling.scan(now) + digest.write_digests(now) + tell_readers.scan(now):
        _send(send_notices, (), NOTICES_FOR)


@shared_task
def send_notices() -> None:
    """Send what waits in the outbox; two at a time never send the same."""
    sending.send_due(
        gate=notice_gate(),
        limits=settings.ON_RECORD,
        seconds=NOTICES_FOR,
        clock=lambda: datetime.now(UTC),
    )


def notice_gate() -> Gate:
    """The gate for webhooks: a receiver has little to say and little time."""
    return replace(tools().gate, deadline=10.0, body_cap=10_000, wire_cap=100_000)


@shared_task
def ask_outside() -> None:
    """Ask outside archives to keep pages, and for old copies of them."""
    archive, limits = settings.OUTSIDE_ARCHIVE, settings.ON_RECORD
    # The last question may take a fetch, and the task ends after half of a lease.
    seconds = limits.lease / 2 - limits.fetch_deadline
    outside.work(archive, gate=tools().gate, limits=limits, seconds=seconds)


@shared_task
def work_on_jobs() -> None:
    """Go on with what people asked to have done to many rows; a turn is short, as
    others wait for the same workers, and another one is called for what is left."""
    if jobs.work(JOBS_FOR):
        _send(work_on_jobs, (), JOBS_EVERY)


def call_for_jobs() -> None:
    """A hint that a job waits, after the transaction that asked for it."""
    transaction.on_commit(partial(_send, work_on_jobs, (), JOBS_EVERY))


def look(lease: Lease) -> Check | None:
    """One look at a source that was claimed, and at what a channel says."""
    done = run_check(lease, tools=tools())
    if done is not None:
        watches.read_all([done])
    return done


def look_at_due(
    seconds: float,
    *,
    then: Callable[[Sequence[Check]], None] = lambda checks: None,
    when_full: Callable[[], None] = lambda: None,
) -> int:
    """Look at what is due, and at what channels say; in a worker and while the queue
    is drained by hand alike. Returns how many checks were made."""

    def read_and_tell(checks: Sequence[Check]) -> None:
        watches.read_all(checks)
        then(checks)

    return sweeping.sweep(
        tools=tools(), seconds=seconds, then=read_and_tell, when_full=when_full
    )


def _send(task: Any, arguments: tuple[object, ...], expires: float) -> None:
    """Where the broker is away, the next sweep does what the hint was for."""
    try:
        task.apply_async(arguments, expires=expires, retry=False)
    except OperationalError as error:
        log.warning("the broker is away, work waits for the next sweep: %s", error)
