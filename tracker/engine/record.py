"""Write down what looks brought: of each one all of it, or nothing.

One transaction for many looks, each under its fencing token. A look whose lease was
taken over finds its token gone and is dropped: whoever has the lease now records its
own.
"""

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tracker.engine import archive, pauses, planning
from tracker.engine import seen as brought
from tracker.engine.archive import Kept, Version
from tracker.engine.known import Known
from tracker.engine.learning import learn, lesson_of
from tracker.engine.lease import Freed, Lease, release_hosts
from tracker.engine.report import Told, report
from tracker.engine.seen import CitationSeen, Seen
from tracker.engine.wishes import wish_after
from tracker.models import Check, CitationCheck, Claim, Plan, Snapshot
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

# Whoever asked while a look was taken has got one, too: the wish ends with it.
_MOVE_ON = """
UPDATE tracker_source source
SET check_seq = source.check_seq + 1, lease_token = NULL, lease_until = NULL,
    priority = 0, due_at = seen.due_at, due_reason = seen.due_reason,
    state = seen.state, failures = seen.failures, failing_since = seen.failing_since,
    last_checked_at = seen.last_checked_at, full_get_at = seen.full_get_at,
    etag = seen.etag, last_modified = seen.last_modified,
    intervals = seen.intervals, changes = seen.changes,
    change_rate = seen.change_rate, born_at = seen.born_at
FROM json_to_recordset(%s) AS seen(
    id bigint, token uuid, seq int, due_at timestamptz, due_reason text, state text,
    failures int, failing_since timestamptz, last_checked_at timestamptz,
    full_get_at timestamptz, etag text, last_modified text,
    intervals float8[], changes boolean[], change_rate float8, born_at timestamptz)
WHERE source.id = seen.id AND source.lease_token = seen.token
  AND source.check_seq = seen.seq
RETURNING source.id
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What becomes of the source: its state, its next look, its site's pause."""

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
class _Entry:
    """A look, and what becomes of its source and its citations."""

    look: Brought
    citations: list[CitationSeen]
    plan: _Plan


@transaction.atomic
def record(looks: Sequence[Brought], *, limits: Limits, now: datetime) -> list[Check]:
    """The checks with all that hangs on them; none for a lease that was lost."""
    published = _published(looks, now)
    plan = planning.latest()
    entries = [_entry(one, published, plan, limits=limits, now=now) for one in looks]
    # The hosts come first, as in a claim: two orders of locks could meet head-on.
    release_hosts(
        Freed(one.look.lease, one.plan.host_free_at, one.plan.backoff_until)
        for one in entries
    )
    ours = _move_on(entries, now=now)
    entries = [one for one in entries if one.look.lease.source in ours]
    snapshots = _enter_snapshots(entries, now=now)
    checks = Check.objects.bulk_create(
        _check(one, snapshot, now=now)
        for one, snapshot in zip(entries, snapshots, strict=True)
    )
    _enter_citations(entries, checks)
    told = [
        Told(check, _look(entry), entry.citations, entry.look.seen)
        for entry, check in zip(entries, checks, strict=True)
    ]
    report(told, limits=limits, now=now)
    for entry, check in zip(entries, checks, strict=True):
        is_new = entry.look.kept is not None
        wish_after(entry.look.before, check, is_new=is_new, now=now)
    learn((lesson_of(one.look.before, one.look.seen) for one in entries), now)
    return checks


def _published(looks: Sequence[Brought], now: datetime) -> frozenset[int]:
    claims = {cited.claim for one in looks for cited in one.before.cited}
    shown = Claim.objects.filter(pk__in=claims).published(Moment(now, now))
    return frozenset(shown.values_list("pk", flat=True))


def _entry(
    look: Brought,
    published: frozenset[int],
    shared: Plan | None,
    *,
    limits: Limits,
    now: datetime,
) -> _Entry:
    before, seen = look.before, look.seen
    citations = list(
        brought.citations_seen(before, seen, published=published, limits=limits)
    )
    plan = _plan(
        before, seen, citations, shared, lease=look.lease, limits=limits, now=now
    )
    return _Entry(look, citations, plan)


def _plan(
    before: Known,
    seen: Seen,
    citations: list[CitationSeen],
    shared: Plan | None,
    *,
    lease: Lease,
    limits: Limits,
    now: datetime,
) -> _Plan:
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
    return _Plan(
        state=state,
        due_at=None if is_out else due.at,
        due_reason="" if is_out else due.reason.value,
        change_rate=change_rate,
        host_free_at=now + gap,
        backoff_until=backoff,
    )


def _move_on(entries: Sequence[_Entry], *, now: datetime) -> Collection[int]:
    """The guarded update: only who holds the token may say what a source is.

    Returns the sources of the looks that count.
    """
    rows = [_source_row(one, now=now) for one in entries]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_ON, (json.dumps(rows, default=str),))
        ours = {source for (source,) in cursor.fetchall()}
    for one in entries:
        if one.look.lease.source not in ours:
            log.warning(
                "source %s: superseded, its lease was taken over", one.look.lease.source
            )
    return ours


def _source_row(entry: _Entry, *, now: datetime) -> dict[str, object]:
    lease, before, seen = entry.look.lease, entry.look.before, entry.look.seen
    intervals, changes = brought.rings(before, seen)
    return {
        "id": lease.source,
        "token": lease.token,
        "seq": lease.seq,
        "due_at": entry.plan.due_at,
        "due_reason": entry.plan.due_reason,
        "state": entry.plan.state,
        "failures": len(brought.failing_run(before, seen)),
        "failing_since": brought.began(before, seen),
        "last_checked_at": seen.fetched.finished,
        "intervals": intervals,
        "changes": changes,
        "change_rate": entry.plan.change_rate,
        "born_at": brought.born_at(before, seen),
        **_validators(before, seen, now),
    }


def _validators(before: Known, seen: Seen, now: datetime) -> dict[str, object]:
    """What to ask "changed since?" with; only a page that was shown whole sets it.

    Behind a redirect the validators are another address's, so none are kept.
    """
    if seen.text is None or seen.fetched.status != _OK:
        row = before.source
        return {
            "etag": row.etag if row else "",
            "last_modified": row.last_modified if row else "",
            "full_get_at": row.full_get_at if row else None,
        }
    etag = storable(seen.fetched.header("etag"))
    date = storable(seen.fetched.header("last-modified"))
    is_direct = not seen.fetched.redirects
    return {
        "etag": etag if is_direct and len(etag) <= _LONGEST_ETAG else "",
        "last_modified": date if is_direct and len(date) <= _LONGEST_DATE else "",
        "full_get_at": now,
    }


def _enter_snapshots(
    entries: Sequence[_Entry], *, now: datetime
) -> list[Snapshot | None]:
    """The capture that each look saw: its own, or the last one again."""
    new = {
        one.look.lease.source: Version(
            one.look.kept, one.look.seen.fetched, one.look.seen.text
        )
        for one in entries
        if one.look.kept is not None and one.look.seen.text is not None
    }
    entered = archive.enter(new, now=now)
    return [
        entered.get(one.look.lease.source)
        or (one.look.before.snapshot if one.look.seen.text is not None else None)
        for one in entries
    ]


def _check(entry: _Entry, snapshot: Snapshot | None, *, now: datetime) -> Check:
    lease, seen, plan = entry.look.lease, entry.look.seen, entry.plan
    fetched, comparison = seen.fetched, seen.comparison
    shown = ChangeKind.UNCHANGED if seen.text is not None else ""
    return Check(
        source=entry.look.before.source,
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


def _enter_citations(entries: Sequence[_Entry], checks: Sequence[Check]) -> None:
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
            is_place_kept=bool(one.anchor and one.anchor.start is not None)
            and (entry.look.kept is not None or entry.look.seen.is_stored),
        )
        for entry, check in zip(entries, checks, strict=True)
        for one in entry.citations
    )


def _look(entry: _Entry) -> Look:
    """What the rules read of this look."""
    source, seen = entry.look.before.source, entry.look.seen
    old = SourceState(source.state) if source else SourceState.UNKNOWN
    comparison = seen.comparison
    return Look(
        outcome=seen.finding.outcome,
        previous=old,
        state=entry.plan.state,
        change=comparison.kind if comparison else ChangeKind.UNCHANGED,
        has_correction_notice=bool(comparison and comparison.correction),
        citations=tuple(one.look for one in entry.citations),
    )
