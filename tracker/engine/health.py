"""Is the re-check alive? Readings in, a verdict in plain words out.

A worker that answers a ping may still do nothing. What counts is that results are
committed while something is due that may be looked at.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.rules.limits import MINUTE, Limits
from tracker.rules.vocabulary import CheckOutcome, SourceState

# Counting ends here, so that the page costs the same however large the desk is.
MOST = 100_000
_SHORTEST_PATIENCE = 5 * MINUTE


class Condition(StrEnum):
    HEALTHY = "healthy"
    NOTHING_DUE = "nothing_due"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReading:
    """A site: how many of its sources wait, how many checks of them failed, or until
    when it asked to be left alone."""

    name: str
    sources: int = 0
    checks: int = 0
    backoff_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What the queue's rows say. Counts end at `MOST`.

    `due` may be claimed as far as the source goes, `overdue` for more than a minute;
    `in_flight` are being looked at. `outcomes` are those of the last 24 hours.
    `busiest` are the sites with the most sources among those that have waited longest,
    `failing` those with the most of the latest checks that saw no page.
    `is_neglected`: a source is due for longer than the patience whose site might have
    been asked all the time; `is_wish_neglected`: likewise one that a person asked for.
    """

    taken_at: datetime
    due: int
    overdue: int
    oldest_due_at: datetime | None
    asked_for: int
    in_flight: int
    last_result_at: datetime | None
    outcomes: dict[CheckOutcome, int]
    states: dict[SourceState, int]
    backing_off: int
    backoffs: tuple[SiteReading, ...]
    busiest: tuple[SiteReading, ...]
    failing: tuple[SiteReading, ...]
    is_neglected: bool
    is_wish_neglected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`advice` says what to do next; empty where there is nothing to do."""

    condition: Condition
    sentence: str
    advice: str = ""


def patience(limits: Limits) -> float:
    """Seconds without a result, while something is due, that need an explanation.

    Twice a lease: a worker that was killed is no alarm, its source is claimed again.
    """
    return max(_SHORTEST_PATIENCE, 2 * limits.lease)


def verdict(seen: Readings, *, limits: Limits) -> Verdict:
    """What the readings mean, for an operator and for monitoring."""
    if seen.is_neglected and _is_silent(seen, limits):
        return Verdict(
            condition=Condition.STUCK,
            sentence=f"Stuck: sources are due, and {_last(seen)}.",
            advice=_advice(seen),
        )
    if seen.is_wish_neglected:
        return Verdict(
            condition=Condition.STUCK,
            sentence="Stuck: a check that an editor asked for does not begin.",
            advice="See whether a worker runs that takes the queue `urgent`.",
        )
    if not seen.due + seen.in_flight:
        return Verdict(
            condition=Condition.NOTHING_DUE,
            sentence=f"Nothing is due; {_last(seen)}.",
        )
    return Verdict(condition=Condition.HEALTHY, sentence=f"Healthy: {_going(seen)}.")


def told(number: int) -> str:
    """A count in words that are true where counting ended early."""
    return f"{number:,} or more" if number >= MOST else f"{number:,}"


def _is_silent(seen: Readings, limits: Limits) -> bool:
    last = seen.last_result_at
    return last is None or (seen.taken_at - last).total_seconds() > patience(limits)


def _last(seen: Readings) -> str:
    if seen.last_result_at is None:
        return "no result was ever committed"
    return (
        f"the last result was committed on {seen.last_result_at:%d %B %Y, %H:%M:%S} UTC"
    )


def _going(seen: Readings) -> str:
    if seen.in_flight:
        busy = f"{seen.in_flight} being looked at"
        return f"{told(seen.due)} due, {busy}; {_last(seen)}"
    return f"{told(seen.due)} due, in turn as their sites allow; {_last(seen)}"


def _advice(seen: Readings) -> str:
    if seen.in_flight:
        where = "Looks begin and none ends: read the log of the workers."
    else:
        where = (
            "Nothing is claimed: see whether the clock runs, whether a worker takes the"
            " queue `sweep`, and whether Redis answers."
        )
    return f"{where} Meanwhile `manage.py recheck --drain` does what is due."
