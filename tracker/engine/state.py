"""What a source's state becomes after a check: slow to despair, quick to recover.

One failed look proves nothing. A source is `suspect` after two definitive failures
and `dead` after three that span days; failures that pass never kill it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from tracker.rules.schedule import DEFINITIVE, READ
from tracker.rules.vocabulary import CheckOutcome, SourceState

Out = CheckOutcome

_FIXED = frozenset(
    {SourceState.PAUSED, SourceState.PINNED_ALIVE, SourceState.PINNED_DEAD}
)
_READ = {
    Out.UNCHANGED: SourceState.OK,
    Out.CHANGED_COSMETIC: SourceState.OK,
    Out.CHANGED_MINOR: SourceState.CHANGED,
    Out.CHANGED: SourceState.CHANGED,
    Out.MOVED: SourceState.MOVED,
}
# The site answers and keeps the page from us, which says nothing against the page.
_KEPT_AWAY = {
    Out.BLOCKED: SourceState.BLOCKED,
    Out.ROBOTS_DISALLOWED: SourceState.BLOCKED,
    Out.PAYWALLED: SourceState.PAYWALLED,
}
# Left by a success only.
_MISSING = frozenset({SourceState.SUSPECT, SourceState.DEAD})
_SUSPECT_AFTER = 2
_DEAD_AFTER = 3
_LEAST_SPANS = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """One earlier check: when, and what came of it."""

    at: datetime
    outcome: CheckOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """The delays of the hysteresis; `dead_span` is what InternetArchiveBot waits.

    `reach_least`: nothing is called unreachable that was watched for less.
    """

    suspect_span: timedelta = timedelta(hours=1)
    dead_span: timedelta = timedelta(hours=72)
    gone_span: timedelta = timedelta(hours=24)
    reach_window: timedelta = timedelta(days=14)
    reach_least: timedelta = timedelta(hours=24)
    reach_share: float = 0.75


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
    outcome = latest.outcome
    if state in _FIXED:
        return state
    if outcome in _READ:
        return _READ[outcome]
    if outcome in DEFINITIVE:
        return _worse(state, _failures(history, latest), patience)
    if state in _MISSING:
        return state
    if outcome in _KEPT_AWAY:
        return _KEPT_AWAY[outcome]
    return _reach(state, [*history, latest], patience)


def _failures(history: Sequence[Attempt], latest: Attempt) -> list[Attempt]:
    """The definitive failures since the last success, the latest included.

    What came between them, a time-out or a block, says nothing either way.
    """
    row = [latest]
    for attempt in reversed(history):
        if attempt.outcome in READ:
            break
        if attempt.outcome in DEFINITIVE:
            row.insert(0, attempt)
    return row


def _worse(state: SourceState, row: list[Attempt], patience: Patience) -> SourceState:
    span = row[-1].at - row[0].at
    gone = [attempt for attempt in row if attempt.outcome is Out.GONE]
    if state is SourceState.DEAD:
        return state
    if len(row) >= _DEAD_AFTER and span >= patience.dead_span:
        return SourceState.DEAD
    if len(gone) > 1 and gone[-1].at - gone[0].at >= patience.gone_span:
        return SourceState.DEAD
    if len(row) >= _SUSPECT_AFTER and span >= patience.suspect_span:
        return SourceState.SUSPECT
    return state


def _reach(
    state: SourceState, attempts: list[Attempt], patience: Patience
) -> SourceState:
    """`unreachable` once the page could not be had for too large a share of the last
    days, for whatever passing reason: no answer, a broken one, one from elsewhere.

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
    if len(spans) < _LEAST_SPANS or total < patience.reach_least:
        return state
    reached = sum(
        (span for span, outcome in spans if outcome in READ or outcome in _KEPT_AWAY),
        timedelta(),
    )
    is_out = reached / total < patience.reach_share
    return SourceState.UNREACHABLE if is_out else state
