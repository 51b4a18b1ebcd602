"""A sweep: claim what is due, ask many sites at a time, write the answers together.

The sites are asked on threads, each under a wall clock of its own, so a slow one holds
up none of the others. Claiming, judging and recording stay on the calling thread.
"""

import logging
import queue
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from types import TracebackType
from uuid import UUID

from django.db import connection

from tracker.engine import known
from tracker.engine.asking import Answer, Tools, ask
from tracker.engine.known import Known
from tracker.engine.lease import Freed, Lease, claim_due, give_back, renew
from tracker.engine.run import Asked, finish
from tracker.models import Check

# Answers that come within this many seconds of each other are written together,
# but not more of them than this.
_TOGETHER = 0.25
_MOST_TOGETHER = 64
# A claim that brought less than it asked for is not repeated at once.
_PAUSE = 0.5
# A lease is renewed when this part of it has passed.
_RENEWED_AFTER = 1 / 4

log = logging.getLogger(__name__)


def sweep(
    *,
    tools: Tools,
    seconds: float,
    then: Callable[[Sequence[Check]], None],
    when_full: Callable[[], None] = lambda: None,
) -> int:
    """Look at what is due, until nothing is or no more is claimed after so many
    seconds; returns how many checks were made.

    `then` is given the checks as they are written; `when_full` is called once if more
    is due than one sweep takes at a time.
    """
    number = 0
    ends = time.monotonic() + seconds
    with Looks(tools) as looks:
        while True:
            if time.monotonic() < ends:
                looks.claim()
            if not looks.open:
                return number
            if looks.was_full:
                when_full()
                when_full = _nothing
            looks.renew()
            checks = finished(looks.answered(), tools)
            number += len(checks)
            try:
                then(checks)
            except Exception:
                # The checks are written; the looks under way must not suffer for it.
                log.exception("what follows %s checks failed", len(checks))


def finished(asked: Sequence[Asked], tools: Tools) -> list[Check]:
    """The checks of these looks. One that our own code cannot digest is told with its
    trace and put off, and holds up none of the others."""
    if not asked:
        return []
    try:
        return finish(asked, tools=tools)
    except Exception:
        if not connection.is_usable():
            raise
        if len(asked) == 1:
            log.exception("source %s: the look failed", asked[0].lease.source)
            put_off(asked[0].lease, tools)
            return []
    return [check for one in asked for check in finished([one], tools)]


def put_off(lease: Lease, tools: Tools) -> None:
    """Give back a source whose look failed by our own fault, until later."""
    now = tools.now()
    later = now + timedelta(seconds=max(tools.limits.retry))
    freed = Freed(lease, now + timedelta(seconds=tools.limits.host_gap))
    give_back([freed], due_at=later)


class Looks:
    """The looks of one sweep that are under way."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._most = tools.limits.fetches
        self._threads = ThreadPoolExecutor(self._most, thread_name_prefix="ask")
        self._answers: queue.SimpleQueue[tuple[Lease, Known, Future[Answer]]] = (
            queue.SimpleQueue()
        )
        self._claimed_at = 0.0
        self._renewed_at = time.monotonic()
        self.open: dict[UUID, Lease] = {}
        self.was_full = False

    def __enter__(self) -> "Looks":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)

    def claim(self) -> None:
        """Begin as many looks as there is room for, once there is room for some."""
        free = self._most - len(self.open)
        is_early = time.monotonic() < self._claimed_at + _PAUSE
        if self.open and (is_early or free < self._most // 2):
            return
        now = self._tools.now()
        leases = claim_due(now, free, limits=self._tools.limits)
        if len(leases) < free:
            self._claimed_at = time.monotonic()
        self.was_full = self.was_full or len(leases) == self._most
        befores = known.load([lease.source for lease in leases], now)
        for lease in leases:
            self._begin(lease, befores[lease.source])

    def renew(self) -> None:
        """Go on holding what is under way, before its leases run out."""
        passed = time.monotonic() - self._renewed_at
        if passed > self._tools.limits.lease * _RENEWED_AFTER:
            self._renewed_at = time.monotonic()
            renew(self.open.values(), self._tools.now(), limits=self._tools.limits)

    def answered(self) -> list[Asked]:
        """The looks whose answers came in since, after a short wait for more."""
        found: list[Asked] = []
        ends = time.monotonic() + _TOGETHER
        while self.open and len(found) < _MOST_TOGETHER:
            left = ends - time.monotonic()
            try:
                lease, before, answer = self._answers.get(timeout=max(left, 0.001))
            except queue.Empty:
                break
            del self.open[lease.token]
            if error := answer.exception():
                log.error("source %s: asking failed", lease.source, exc_info=error)
                put_off(lease, self._tools)
                continue
            found.append(Asked(lease, before, answer.result()))
        return found

    def _begin(self, lease: Lease, before: Known) -> None:
        self.open[lease.token] = lease
        answer = self._threads.submit(
            ask, before, is_awaited=lease.is_awaited, tools=self._tools
        )
        answer.add_done_callback(lambda done: self._answers.put((lease, before, done)))


def _nothing() -> None:
    """What is called instead of a callback that has had its turn."""
