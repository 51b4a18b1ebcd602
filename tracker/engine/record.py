"""Write down what a look brought: all of it, or nothing.

One transaction under the fencing token. A look whose lease was taken over finds its
token gone and is dropped: whoever has the lease now records its own.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tracker.engine import archive, pauses
from tracker.engine import seen as brought
from tracker.engine.archive import Kept
from tracker.engine.known import Known
from tracker.engine.lease import Lease, release_host
from tracker.engine.report import report
from tracker.engine.seen import CitationSeen, Seen
from tracker.models import Check, CitationCheck, Claim, Snapshot, Source
from tracker.rules import schedule
from tracker.rules.decision import Look
from tracker.rules.facts import Moment
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import ChangeKind, SourceState
from tracker.text import storable

_LONGEST_URL = 2000
_LONGEST_ETAG = 1000
_LONGEST_DATE = 100
_OK = 200
# A person took these sources out of the line; a look by hand does not put them back.
_OUT_OF_LINE = frozenset({SourceState.PAUSED, SourceState.PINNED_DEAD})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What becomes of the source: its state, its next look, its site's pause."""

    state: SourceState
    due_at: datetime | None
    due_reason: str
    host_free_at: datetime
    backoff_until: datetime | None


@transaction.atomic
def record(
    lease: Lease,
    before: Known,
    seen: Seen,
    *,
    kept: Kept | None,
    limits: Limits,
    now: datetime,
) -> Check | None:
    """The check with all that hangs on it; None when the lease was lost."""
    published = _published(before, now)
    citations = list(
        brought.citations_seen(before, seen, published=published, limits=limits)
    )
    plan = _plan(before, seen, citations, lease=lease, limits=limits, now=now)
    # The host comes first, as in a claim: two orders of locks could meet head-on.
    release_host(
        lease, next_allowed_at=plan.host_free_at, backoff_until=plan.backoff_until
    )
    if not _give_back(lease, before, seen, plan, now=now):
        log.warning("source %s: superseded, its lease was taken over", lease.source)
        return None
    snapshot = _capture(before, seen, kept, now=now)
    check = _enter(lease, seen, plan, snapshot=snapshot, now=now)
    _enter_citations(check, citations)
    report(check, _look(before, seen, plan, citations), citations, seen, limits=limits)
    return check


def _published(before: Known, now: datetime) -> frozenset[int]:
    claims = {cited.claim for cited in before.cited}
    shown = Claim.objects.filter(pk__in=claims).published(Moment(now, now))
    return frozenset(shown.values_list("pk", flat=True))


def _plan(
    before: Known,
    seen: Seen,
    citations: list[CitationSeen],
    *,
    lease: Lease,
    limits: Limits,
    now: datetime,
) -> _Plan:
    state = brought.state_after(before, seen, limits=limits)
    backoff = pauses.backoff_until(seen.fetched, seen.finding.outcome, limits=limits)
    due = schedule.next_due(
        now=now,
        outcome=seen.finding.outcome,
        history=brought.history(before, seen),
        limits=limits,
        awaits_second_look=any(one.awaits_second_look for one in citations),
        not_before=backoff,
        # The token is as good as a die, and a check can be explained by its row.
        jitter=(lease.token.int % 2001 - 1000) / 1000,
    )
    own_gap = before.host.gap if before.host else None
    gap = pauses.gap_after(own_gap, crawl_delay=seen.crawl_delay, limits=limits)
    is_out = state in _OUT_OF_LINE
    return _Plan(
        state=state,
        due_at=None if is_out else due.at,
        due_reason="" if is_out else due.reason.value,
        host_free_at=now + gap,
        backoff_until=backoff,
    )


def _give_back(
    lease: Lease, before: Known, seen: Seen, plan: _Plan, *, now: datetime
) -> bool:
    """The guarded update: only who holds the token may say what a source is."""
    intervals, changes = brought.rings(before, seen)
    fields = {
        "check_seq": lease.seq + 1,
        "lease_token": None,
        "lease_until": None,
        "started_at": None,
        "due_at": plan.due_at,
        "due_reason": plan.due_reason,
        "state": plan.state,
        "failures": len(brought.failing_run(before, seen)),
        "failing_since": brought.began(before, seen),
        "last_checked_at": seen.fetched.finished,
        "intervals": intervals,
        "changes": changes,
        # Whoever asked while this look was taken has got one, too.
        "priority": 0,
        **_validators(seen, now),
    }
    mine = Source.objects.filter(
        pk=lease.source, lease_token=lease.token, check_seq=lease.seq
    )
    return bool(mine.update(**fields))


def _validators(seen: Seen, now: datetime) -> dict[str, object]:
    """What to ask "changed since?" with; only a page that was shown whole sets it.

    Behind a redirect the validators are another address's, so none are kept.
    """
    if seen.text is None or seen.fetched.status != _OK:
        return {}
    etag = seen.fetched.header("etag")
    date = seen.fetched.header("last-modified")
    is_direct = not seen.fetched.redirects
    return {
        "etag": etag if is_direct and len(etag) <= _LONGEST_ETAG else "",
        "last_modified": date if is_direct and len(date) <= _LONGEST_DATE else "",
        "full_get_at": now,
    }


def _capture(
    before: Known, seen: Seen, kept: Kept | None, *, now: datetime
) -> Snapshot | None:
    """The capture that this look saw: its own, or the last one again."""
    if kept is None or seen.text is None or before.source is None:
        return before.snapshot if seen.text is not None else None
    return archive.enter(
        kept, seen.fetched, seen.text, source=before.source.pk, now=now
    )


def _enter(
    lease: Lease, seen: Seen, plan: _Plan, *, snapshot: Snapshot | None, now: datetime
) -> Check:
    fetched, comparison = seen.fetched, seen.comparison
    shown = ChangeKind.UNCHANGED if seen.text is not None else ""
    return Check.objects.create(
        source_id=lease.source,
        seq=lease.seq + 1,
        token=lease.token,
        outcome=seen.finding.outcome,
        reason=storable(seen.finding.reason),
        http_status=fetched.status or None,
        final_url=storable(fetched.final_url)[:_LONGEST_URL],
        redirects=[
            {"url": hop.url, "status": hop.status, "location": storable(hop.location)}
            for hop in fetched.redirects
        ],
        started_at=fetched.started,
        effective_at=fetched.finished,
        recorded_at=now,
        size=len(fetched.body),
        snapshot=snapshot,
        change=comparison.kind if comparison else shown,
        words_added=comparison.words_added if comparison else 0,
        words_removed=comparison.words_removed if comparison else 0,
        correction_notice=comparison.correction if comparison else "",
        source_state=plan.state,
        next_due_at=plan.due_at,
        next_due_reason=plan.due_reason,
    )


def _enter_citations(check: Check, citations: list[CitationSeen]) -> None:
    CitationCheck.objects.bulk_create(
        CitationCheck(
            check_run=check,
            citation_id=one.cited.citation,
            state=one.look.state,
            start=one.anchor.start if one.anchor else None,
            end=one.anchor.end if one.anchor else None,
            matched=one.anchor.matched if one.anchor else "",
            similarity=one.anchor.similarity if one.anchor else None,
            is_confirmed=one.is_confirmed,
        )
        for one in citations
    )


def _look(
    before: Known, seen: Seen, plan: _Plan, citations: list[CitationSeen]
) -> Look:
    """What the rules read of this look."""
    old = SourceState(before.source.state) if before.source else SourceState.UNKNOWN
    comparison = seen.comparison
    return Look(
        outcome=seen.finding.outcome,
        previous=old,
        state=plan.state,
        change=comparison.kind if comparison else ChangeKind.UNCHANGED,
        has_correction_notice=bool(comparison and comparison.correction),
        citations=tuple(one.look for one in citations),
    )
