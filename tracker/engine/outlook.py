"""What becomes of a source after a look: its state, its next look, its site's pause."""

from dataclasses import dataclass
from datetime import datetime

from tracker.engine import pauses, planning
from tracker.engine import seen as brought
from tracker.engine.archive import Kept
from tracker.engine.known import Known
from tracker.engine.lease import Lease
from tracker.engine.seen import CitationSeen, Seen
from tracker.models import Plan
from tracker.rules import schedule
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import SourceState

# A person took these sources out of the line; a look by hand does not put them back.
_OUT_OF_LINE = frozenset({SourceState.PAUSED, SourceState.PINNED_DEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The state of the source, when it is looked at next and why, how often it changes,
    and when its site may be asked again."""

    state: SourceState
    due_at: datetime | None
    due_reason: str
    change_rate: float | None
    host_free_at: datetime
    backoff_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A look to be written down: under which lease, what was known before and what was
    seen; `kept` where it is a new version."""

    lease: Lease
    before: Known
    seen: Seen
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A look, and what becomes of its source and its citations."""

    look: Brought
    citations: list[CitationSeen]
    outlook: Outlook


def entry_of(
    look: Brought,
    published: frozenset[int],
    shared: Plan | None,
    *,
    limits: Limits,
    now: datetime,
) -> Entry:
    before, seen = look.before, look.seen
    citations = list(
        brought.citations_seen(before, seen, published=published, limits=limits)
    )
    outlook = outlook_of(
        before, seen, citations, shared, lease=look.lease, limits=limits, now=now
    )
    return Entry(look, citations, outlook)


def outlook_of(
    before: Known,
    seen: Seen,
    citations: list[CitationSeen],
    shared: Plan | None,
    *,
    lease: Lease,
    limits: Limits,
    now: datetime,
) -> Outlook:
    state = brought.state_after(before, seen, limits=limits)
    backoff = pauses.backoff_until(
        seen.fetched,
        seen.finding.outcome,
        tries=len(brought.failing_run(before, seen)),
        limits=limits,
    )
    change_rate, looks = planning.learn(
        before.source,
        brought.rings(before, seen),
        born_at=brought.born_at(before, seen),
        plan=shared,
        limits=limits,
        now=now,
    )
    due = schedule.next_due(
        now=now,
        outcome=seen.finding.outcome,
        history=brought.history(before, seen),
        limits=limits,
        awaits_second_look=any(one.awaits_second_look for one in citations),
        not_before=backoff,
        # The token is as good as a die, and a check can be explained by its row.
        jitter=(lease.token.int % 2001 - 1000) / 1000,
        rate=looks,
        is_live=before.source is not None and before.source.is_live,
    )
    own_gap = before.host.gap if before.host else None
    gap = pauses.gap_after(own_gap, crawl_delay=seen.crawl_delay, limits=limits)
    is_out = state in _OUT_OF_LINE
    return Outlook(
        state=state,
        due_at=None if is_out else due.at,
        due_reason="" if is_out else due.reason.value,
        change_rate=change_rate,
        host_free_at=now + gap,
        backoff_until=backoff,
    )
