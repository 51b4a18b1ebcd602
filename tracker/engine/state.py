"""What a source's state becomes after a check: slow to despair, quick to recover.

One failed look proves nothing. A source is `suspect` after two definitive failures
and `dead` after three that span days; failures that pass never kill it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from tracker.rules.vocabulary import CheckOutcome, SourceState

Out = CheckOutcome

TRANSIENT = frozenset(
    {
        Out.TIMEOUT,
        Out.CONNECT_ERROR,
        Out.DNS_ERROR,
        Out.TLS_ERROR,
        Out.SERVER_ERROR,
        Out.PROTOCOL_ERROR,
        Out.RATE_LIMITED,
    }
)
"""Failures that pass by themselves: tried again soon, three times."""

DEFINITIVE = frozenset(
    {
        Out.NOT_FOUND,
        Out.GONE,
        Out.SOFT_404,
        Out.DNS_NXDOMAIN,
        Out.DOMAIN_PARKED,
        Out.LEGAL_BLOCK,
    }
)
"""Failures that say the page is not there: confirmed on a schedule of their own."""

_FIXED = frozenset(
    {SourceState.PAUSED, SourceState.PINNED_ALIVE, SourceState.PINNED_DEAD}
)
_PLAIN = {
    Out.UNCHANGED: SourceState.OK,
    Out.CHANGED_COSMETIC: SourceState.OK,
    Out.CHANGED_MINOR: SourceState.CHANGED,
    Out.CHANGED: SourceState.CHANGED,
    Out.MOVED: SourceState.MOVED,
    Out.BLOCKED: SourceState.BLOCKED,
    Out.ROBOTS_DISALLOWED: SourceState.BLOCKED,
    Out.PAYWALLED: SourceState.PAYWALLED,
}
_SUSPECT_AFTER = 2
_DEAD_AFTER = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """One earlier check: when, and what came of it."""

    at: datetime
    outcome: CheckOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """The delays of the hysteresis; `dead_span` is what InternetArchiveBot waits."""

    suspect_span: timedelta = timedelta(hours=1)
    dead_span: timedelta = timedelta(hours=72)
    gone_span: timedelta = timedelta(hours=24)
    reach_window: timedelta = timedelta(days=14)
    reach_share: float = 0.75
    confirm: tuple[timedelta, ...] = (
        timedelta(hours=1),
        timedelta(hours=24),
        timedelta(hours=72),
    )
    retry: tuple[timedelta, ...] = (
        timedelta(minutes=15),
        timedelta(hours=1),
        timedelta(hours=6),
    )


def next_state(
    state: SourceState,
    history: Sequence[Attempt],
    latest: Attempt,
    *,
    patience: Patience,
) -> SourceState:
    """The state after `latest`; `history` are the attempts before it, oldest first.

    A state that a person set stays. A success heals everything at once; `suspect`
    and `dead` are left by a success only.
    """
    if state in _FIXED:
        return state
    if latest.outcome in _PLAIN:
        return _healed(state, latest.outcome)
    if latest.outcome in DEFINITIVE:
        return _worse(state, _failures(history, latest), patience)
    if latest.outcome in TRANSIENT and state is not SourceState.DEAD:
        return _reach(state, [*history, latest], patience)
    return state


def retry_after(
    history: Sequence[Attempt], latest: Attempt, *, patience: Patience
) -> timedelta | None:
    """When a failure is to be looked at again; None leaves it to the schedule."""
    if latest.outcome in DEFINITIVE:
        row = _failures(history, latest)
        delays = patience.confirm
    elif latest.outcome in TRANSIENT:
        row = _row(history, latest, TRANSIENT)
        delays = patience.retry
    else:
        return None
    return delays[len(row) - 1] if len(row) <= len(delays) else None


def _healed(state: SourceState, outcome: CheckOutcome) -> SourceState:
    """A block or paywall says nothing about a page that was thought dead."""
    new = _PLAIN[outcome]
    is_success = new in (SourceState.OK, SourceState.CHANGED, SourceState.MOVED)
    if not is_success and state in (SourceState.DEAD, SourceState.SUSPECT):
        return state
    if outcome is CheckOutcome.UNCHANGED and state is SourceState.MOVED:
        return SourceState.OK
    return new


def _failures(history: Sequence[Attempt], latest: Attempt) -> list[Attempt]:
    """The definitive failures since the last success, the latest included."""
    return _row(history, latest, DEFINITIVE)


def _row(
    history: Sequence[Attempt], latest: Attempt, kind: frozenset[CheckOutcome]
) -> list[Attempt]:
    row = [latest]
    for attempt in reversed(history):
        if attempt.outcome in _PLAIN:
            break
        if attempt.outcome in kind:
            row.insert(0, attempt)
    return row


def _worse(state: SourceState, row: list[Attempt], patience: Patience) -> SourceState:
    span = row[-1].at - row[0].at
    gone = [attempt for attempt in row if attempt.outcome is CheckOutcome.GONE]
    if len(row) >= _DEAD_AFTER and span >= patience.dead_span:
        return SourceState.DEAD
    if len(gone) > 1 and gone[-1].at - gone[0].at >= patience.gone_span:
        return SourceState.DEAD
    if state is SourceState.DEAD:
        return state
    if len(row) >= _SUSPECT_AFTER and span >= patience.suspect_span:
        return SourceState.SUSPECT
    return state


def _reach(
    state: SourceState, attempts: list[Attempt], patience: Patience
) -> SourceState:
    """`unreachable` once it failed for too large a share of the last days.

    Weighted by time: an attempt counts for as long as it was the latest one.
    """
    now = attempts[-1].at
    since = now - patience.reach_window
    spans = [
        (min(after.at, now) - max(before.at, since), before.outcome)
        for before, after in pairwise(attempts)
        if after.at > since
    ]
    total = sum((span for span, _ in spans), timedelta())
    if len(spans) < _DEAD_AFTER or not total:
        return state
    failed = sum((span for span, outcome in spans if outcome in TRANSIENT), timedelta())
    is_out = 1 - failed / total < patience.reach_share
    return SourceState.UNREACHABLE if is_out else state
