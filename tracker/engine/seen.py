"""What a look brought, and what it comes to beside what was known. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tracker.engine.known import Cited, Known
from tracker.engine.state import Attempt, Patience, next_state
from tracker.engine.types import Anchor, Comparison, Fetched, Finding, Text
from tracker.rules import decision, schedule
from tracker.rules.ageing import worn
from tracker.rules.estimate import remember
from tracker.rules.limits import DAY, Limits
from tracker.rules.vocabulary import (
    ChangeKind,
    CheckOutcome,
    CitationState,
    SourceState,
)

_NEW_WORDS = frozenset({ChangeKind.MINOR, ChangeKind.MEANINGFUL})
_CHANGED = frozenset({CheckOutcome.CHANGED_MINOR, CheckOutcome.CHANGED})
_NOT_MODIFIED = 304
_CLASSES = (schedule.READ, schedule.TRANSIENT, schedule.DEFINITIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look at an address. `text` only where the page itself was shown; `is_stored`:
    the last version has the same, letter for letter."""

    fetched: Fetched
    finding: Finding
    text: Text | None = None
    is_stored: bool = False
    comparison: Comparison | None = None
    anchors: Mapping[int, Anchor] = field(default_factory=dict)
    crawl_delay: float = 0.0

    @property
    def attempt(self) -> Attempt:
        return Attempt(self.fetched.finished, self.finding.outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationSeen:
    """What became of one citation's words at this look; `is_undecided` where the page
    was shown, but too little of it to say that they are not there.

    `anchor` is None where the page was not shown, or not enough of it: then nothing is
    known, and what was known before still holds.
    """

    cited: Cited
    anchor: Anchor | None
    look: decision.CitationLook
    is_confirmed: bool
    is_undecided: bool = False

    @property
    def awaits_second_look(self) -> bool:
        found = self.look.state in decision.WORD_FINDINGS and not self.is_confirmed
        return found or self.is_undecided


def is_new_version(before: Known, seen: Seen) -> bool:
    """Whether a look is kept as a capture: the first one, one with other words, one
    from the page's new place, and one that tells something new about a citation.

    What differs only in clutter is not kept: most captures of a page do.
    """
    if seen.text is None or seen.fetched.status == _NOT_MODIFIED:
        return False
    if before.snapshot is None:
        return True
    if seen.comparison and seen.comparison.kind in _NEW_WORDS:
        return True
    if seen.finding.outcome is CheckOutcome.MOVED:
        return before.snapshot.final_url != seen.fetched.final_url
    return any(
        cited.state is not None and seen.anchors[cited.citation].state != cited.state
        for cited in before.cited
        if cited.citation in seen.anchors
    )


def touches_words(before: Known, anchors: Mapping[int, Anchor]) -> bool:
    """Whether a look finds quoted words altered or gone that were not so before."""
    return any(
        anchor.state in decision.WORD_FINDINGS and not _same(cited, anchor)
        for cited in before.cited
        if (anchor := anchors.get(cited.citation))
    )


def citations_seen(
    before: Known, seen: Seen, *, published: frozenset[int], limits: Limits
) -> Iterator[CitationSeen]:
    """Every citation of the source; `published` are the claims that readers see."""
    for cited in before.cited:
        anchor = seen.anchors.get(cited.citation)
        state = anchor.state if anchor else CitationState.UNCHECKABLE
        is_same = anchor is not None and _same(cited, anchor)
        since = cited.since if is_same else None
        run = (seen.fetched.finished - since).total_seconds() if since else 0.0
        was_confirmed = is_same and cited.was_confirmed
        yield CitationSeen(
            cited=cited,
            anchor=anchor,
            look=decision.CitationLook(
                citation=cited.citation,
                previous=cited.state,
                state=state,
                seconds_since_first=run,
                was_confirmed=was_confirmed,
                matters=cited.claim in published,
            ),
            is_confirmed=was_confirmed or 0 < limits.confirm_quote <= run,
            # What stands behind the cut of a page too long to read is never seen.
            is_undecided=anchor is None
            and seen.text is not None
            and not seen.text.signals.truncated,
        )


def has_failed(before: Known, seen: Seen) -> bool:
    """Whether a look failed, or follows one that did: its history counts then."""
    was_failing = before.source is not None and before.source.failures > 0
    return was_failing or seen.finding.outcome not in schedule.READ


def state_after(before: Known, seen: Seen, *, limits: Limits) -> SourceState:
    """The source's state once this look counts, too."""
    old = SourceState(before.source.state) if before.source else SourceState.UNKNOWN
    return next_state(old, before.attempts, seen.attempt, patience=patience_of(limits))


def patience_of(limits: Limits) -> Patience:
    """The hysteresis in the operator's delays: suspect after the first rung of
    `confirm_gone`, gone for good after the second, dead after the last; unreachable
    not before the second."""
    rungs = [timedelta(seconds=seconds) for seconds in limits.confirm_gone]
    return Patience(
        suspect_span=rungs[0],
        gone_span=rungs[min(1, len(rungs) - 1)],
        reach_least=rungs[min(1, len(rungs) - 1)],
        dead_span=rungs[-1],
    )


def rings(before: Known, seen: Seen) -> tuple[list[float], list[bool]]:
    """The source's intervals (days) and changes with this reading, if it was one.

    Where the page's birth is known they are worn days: its young ones count for many.
    """
    if before.source is None:
        return [], []
    intervals, changes = before.source.intervals, before.source.changes
    last = before.last_read_at
    if last is None or seen.finding.outcome not in schedule.READ:
        return list(intervals), list(changes)
    passed = _days_between(last, seen.fetched.finished, born=born_at(before, seen))
    changed = _has_changed(seen)
    return remember(intervals, changes, interval=passed, changed=changed)


def born_at(before: Known, seen: Seen) -> datetime | None:
    """When the page was published, by what its first reading said of it."""
    if before.source is None or before.snapshot is not None or seen.text is None:
        return before.source.born_at if before.source else None
    # A page of the future has a clock of its own, and tells nothing.
    said = seen.text.published
    return said if said and said <= seen.fetched.finished else None


def _days_between(start: datetime, end: datetime, *, born: datetime | None) -> float:
    if born is None:
        return (end - start).total_seconds() / DAY
    day = timedelta(days=1)
    return worn((start - born) / day, (end - born) / day)


def history(before: Known, seen: Seen) -> schedule.History:
    """What the schedule reads: the ring, and the unbroken run of failures."""
    intervals, changes = rings(before, seen)
    run = failing_run(before, seen)
    return schedule.History(
        intervals=[days * DAY for days in intervals],
        changes=changes,
        failures=len(run),
        failing_for=(run[-1].at - run[0].at).total_seconds() if run else 0.0,
    )


def failing_run(before: Known, seen: Seen) -> list[Attempt]:
    """The unbroken run of looks, this one included, that failed in the same way."""
    kind = _class_of(seen.finding.outcome)
    if kind == 0:
        return []
    run = [seen.attempt]
    for attempt in reversed(before.attempts):
        if _class_of(attempt.outcome) != kind:
            break
        run.insert(0, attempt)
    return run


def began(before: Known, seen: Seen) -> datetime | None:
    """Since when the source has been failing; None when it is not."""
    run = failing_run(before, seen)
    return run[0].at if run else None


def _class_of(outcome: CheckOutcome) -> int:
    """0 for a reading, then transient, definitive, and whatever else stands in the
    way."""
    for number, outcomes in enumerate(_CLASSES):
        if outcome in outcomes:
            return number
    return len(_CLASSES)


def _has_changed(seen: Seen) -> bool:
    moved = seen.finding.outcome is CheckOutcome.MOVED
    kind = seen.comparison.kind if seen.comparison else ChangeKind.UNCHANGED
    return seen.finding.outcome in _CHANGED or (moved and kind in _NEW_WORDS)


def _same(cited: Cited, anchor: Anchor) -> bool:
    return cited.state is anchor.state and cited.matched == anchor.matched
