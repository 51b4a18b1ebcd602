"""When to look at a source again, and why then.

"`schedule`: when to look again". A page that just failed is tried again by a ladder;
words that look altered get their second look; everything else waits as long as its own
history of changes suggests, between the smallest and the largest interval.

The change rate is the maximum a posteriori estimate under a Gamma prior from censored
observations: at each look we learn only whether a page changed since the last one, not
how often. (Cho and Garcia-Molina 2003 for the likelihood.) Blocks and errors observe
nothing: they lengthen the interval instead.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.rules.limits import DAY, Limits
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

SHAPE = 0.5
"""How much the prior weighs: half an observed change."""

MEAN_RATE = 1.0
"""Changes per day that are expected of a page nobody has watched yet."""

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
    HOST_TURN = "host_turn"


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
) -> Due:
    """When to look again after a check that ended `now`.

    `awaits_second_look`: some quoted words look altered or gone, unconfirmed. `jitter`
    runs from -1 to 1 and moves regular intervals by a tenth at most; ladders and second
    looks are exact. `not_before` is the host's word (`Retry-After`, back-off).
    """
    seconds, reason = _wait(
        outcome=outcome,
        history=history,
        limits=limits,
        awaits_second_look=awaits_second_look,
        jitter=jitter,
    )
    at = now + timedelta(seconds=seconds)
    if not_before is not None and not_before > at:
        wait = (not_before - now).total_seconds()
        return Due(at=not_before, reason=DueReason.HOST_TURN, seconds=wait)
    return Due(at=at, reason=reason, seconds=seconds)


def estimate(
    intervals: Sequence[float],
    changes: Sequence[bool],
    *,
    shape: float = SHAPE,
    mean: float = MEAN_RATE,
) -> float:
    """Changes per day, from intervals in days and whether each ended in a change.

    The root of sum(tau / (e^(rate tau) - 1) over changed) + shape / rate = sum(tau over
    unchanged) + shape / mean. The left side falls and the right side is constant, so
    there is one root, and it is finite for histories of all or no changes.
    """
    changed = [tau for tau, did in zip(intervals, changes, strict=True) if did]
    still = sum(tau for tau, did in zip(intervals, changes, strict=True) if not did)
    target = still + shape / mean

    def excess(rate: float) -> float:
        pulled = sum(_pull(tau, rate) for tau in changed)
        return pulled + shape / rate - target

    # Each changed interval pulls less than 1 / rate: that bounds the root above.
    low, high = shape / target, (len(changed) + shape) / target
    for _ in range(60):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return math.sqrt(low * high)


def _pull(tau: float, rate: float) -> float:
    exponent = rate * tau
    return tau / math.expm1(exponent) if 0 < exponent < 700 else 0.0


def _wait(
    *,
    outcome: CheckOutcome,
    history: History,
    limits: Limits,
    awaits_second_look: bool,
    jitter: float,
) -> tuple[float, DueReason]:
    if outcome in DEFINITIVE:
        return _confirm_gone(history, limits)
    if outcome in TRANSIENT and 0 < history.failures <= len(limits.retry):
        return limits.retry[history.failures - 1], DueReason.RETRY
    if awaits_second_look and outcome in READ:
        return limits.confirm_quote, DueReason.SECOND_LOOK
    return _regular(outcome, history, limits, jitter)


def _confirm_gone(history: History, limits: Limits) -> tuple[float, DueReason]:
    """The next rung, counted from the first failure; then the last rung again and
    again, never sooner: a page that is gone for good need not be asked often."""
    for rung in limits.confirm_gone:
        if rung > history.failing_for:
            return rung - history.failing_for, DueReason.CONFIRM_GONE
    return max(limits.confirm_gone, default=limits.max_interval), DueReason.CONFIRM_GONE


def _regular(
    outcome: CheckOutcome, history: History, limits: Limits, jitter: float
) -> tuple[float, DueReason]:
    """The time in which one change is expected, longer while the page is obstructed."""
    days = [seconds / DAY for seconds in history.intervals]
    seconds = DAY / estimate(days, history.changes)
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
