"""When to look at a source again, and why then.

"`schedule`: when to look again". A page that just failed is tried again by a ladder;
words that look altered get their second look; everything else comes at the regular rate
that the plan gives it, between the smallest and the largest interval. Blocks and errors
observe nothing: they lengthen the interval instead.

`estimate` tells how often a page changes, and `rates` shares a budget of checks among
all pages; both are found here with the due dates that follow from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.rules.estimate import estimate as estimate
from tracker.rules.limits import DAY, Limits
from tracker.rules.rates import rates as rates
from tracker.rules.vocabulary import CheckOutcome

TRANSIENT = frozenset(
    {
        CheckOutcome.TIMEOUT,
        CheckOutcome.CONNECT_ERROR,
        CheckOutcome.DNS_ERROR,
        CheckOutcome.SERVER_ERROR,
        CheckOutcome.RATE_LIMITED,
        CheckOutcome.PROTOCOL_ERROR,
    }
)
DEFINITIVE = frozenset(
    {
        CheckOutcome.NOT_FOUND,
        CheckOutcome.GONE,
        CheckOutcome.SOFT_404,
        CheckOutcome.DNS_NXDOMAIN,
        CheckOutcome.DOMAIN_PARKED,
        CheckOutcome.LEGAL_BLOCK,
    }
)
READ = frozenset(
    {
        CheckOutcome.UNCHANGED,
        CheckOutcome.CHANGED_COSMETIC,
        CheckOutcome.CHANGED_MINOR,
        CheckOutcome.CHANGED,
        CheckOutcome.MOVED,
    }
)

JITTER = 0.1
"""Regular spacing is worth as much as good rates, so intervals vary little."""

MOST_DOUBLINGS = 5


class DueReason(StrEnum):
    """Why a source is due when it is; `wording` says each in words."""

    SECOND_LOOK = "second_look"
    RETRY = "retry"
    CONFIRM_GONE = "confirm_gone"
    OBSTRUCTED = "obstructed"
    RATE = "rate"
    SMALLEST = "smallest"
    LARGEST = "largest"
    LIVE = "live"
    HOST_TURN = "host_turn"


MOVABLE = frozenset(
    {DueReason.RATE, DueReason.SMALLEST, DueReason.LARGEST, DueReason.LIVE}
)
"""The looks that a new plan may bring nearer; all others keep their own time."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """The next look: when, why, and how many seconds after this one."""

    at: datetime
    reason: DueReason
    seconds: float


@dataclass(frozen=True, kw_only=True)
class History:
    """What the checks so far tell. All durations are seconds.

    `intervals` and `changes` run side by side: the time between two readings of the
    page, and whether its text had changed meaningfully (cosmetic counts as unchanged).
    `failures` counts the unbroken run of checks, this one included, that ended in the
    same class (transient, definitive, obstructed); `failing_for` is how long ago that
    run began.
    """

    intervals: Sequence[float] = ()
    changes: Sequence[bool] = ()
    failures: int = 0
    failing_for: float = 0.0


def next_due(
    *,
    now: datetime,
    outcome: CheckOutcome,
    history: History,
    limits: Limits,
    awaits_second_look: bool = False,
    not_before: datetime | None = None,
    jitter: float = 0.0,
    rate: float | None = None,
    is_live: bool = False,
) -> Due:
    """When to look again after a check that ended `now`.

    `rate` is how many checks a day the plan gives the source; without a plan it is
    looked at once for each change that its history lets expect. `is_live`: the desk
    wants it looked at faster than any plan. `awaits_second_look`:
    some quoted words look altered or gone, unconfirmed. `jitter` runs from -1 to 1 and
    moves regular intervals by a tenth at most; ladders and second looks are exact.
    `not_before` is the host's word (`Retry-After`, back-off).
    """
    seconds, reason = _wait(
        outcome=outcome,
        history=history,
        limits=limits,
        awaits_second_look=awaits_second_look,
        jitter=jitter,
        rate=rate,
        is_live=is_live,
    )
    at = now + timedelta(seconds=seconds)
    if not_before is not None and not_before > at:
        wait = (not_before - now).total_seconds()
        return Due(at=not_before, reason=DueReason.HOST_TURN, seconds=wait)
    return Due(at=at, reason=reason, seconds=seconds)


def _wait(
    *,
    outcome: CheckOutcome,
    history: History,
    limits: Limits,
    awaits_second_look: bool,
    jitter: float,
    rate: float | None,
    is_live: bool,
) -> tuple[float, DueReason]:
    if outcome in DEFINITIVE:
        return _confirm_gone(history, limits)
    if outcome in TRANSIENT and 0 < history.failures <= len(limits.retry):
        return limits.retry[history.failures - 1], DueReason.RETRY
    if awaits_second_look and outcome in READ:
        # A live page is seen again and again before its words are confirmed.
        soon = limits.live_interval if is_live else limits.confirm_quote
        return min(soon, limits.confirm_quote), DueReason.SECOND_LOOK
    if is_live and outcome in READ:
        return limits.live_interval, DueReason.LIVE
    regular = rate if rate is not None else _rate_alone(history)
    return _regular(outcome, history, limits, jitter=jitter, rate=regular)


def _confirm_gone(history: History, limits: Limits) -> tuple[float, DueReason]:
    """The next rung, counted from the first failure; then as long again as the page has
    failed for, never sooner than the last rung: pages do come back, but thousands that
    do not would eat the budget of the living."""
    for rung in limits.confirm_gone:
        if rung > history.failing_for:
            return rung - history.failing_for, DueReason.CONFIRM_GONE
    last = max(limits.confirm_gone, default=limits.max_interval)
    longest = max(last, limits.max_interval)
    return min(max(last, history.failing_for), longest), DueReason.CONFIRM_GONE


def _rate_alone(history: History) -> float:
    days = [seconds / DAY for seconds in history.intervals]
    return estimate(days, history.changes)


def _regular(
    outcome: CheckOutcome,
    history: History,
    limits: Limits,
    *,
    jitter: float,
    rate: float,
) -> tuple[float, DueReason]:
    """One over the rate, longer while the page is obstructed."""
    # A paused source that is looked at by hand has no rate: it waits the longest.
    seconds = DAY / rate if rate > 0 else limits.max_interval
    reason = DueReason.RATE
    if outcome not in READ:
        seconds *= 2 ** min(max(history.failures, 1), MOST_DOUBLINGS)
        reason = DueReason.OBSTRUCTED
    seconds *= 1 + JITTER * max(-1.0, min(1.0, jitter))
    if seconds < limits.min_interval:
        return limits.min_interval, DueReason.SMALLEST
    if seconds > limits.max_interval:
        return limits.max_interval, DueReason.LARGEST
    return seconds, reason
