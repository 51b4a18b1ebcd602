"""Write down what looks brought: of each one all of it, or nothing.

One transaction for many looks, each under its fencing token. A look whose lease was
taken over finds its token gone and is dropped: whoever has the lease now records its
own.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tracker.engine import archive, planning
from tracker.engine.archive import Version
from tracker.engine.learning import learn, lesson_of
from tracker.engine.lease import Freed, release_hosts
from tracker.engine.moveon import move_on
from tracker.engine.outlook import Brought, Entry, entry_of
from tracker.engine.report import Told, report
from tracker.engine.wishes import wish_after
from tracker.models import Check, CitationCheck, Claim, Snapshot
from tracker.rules.decision import Look
from tracker.rules.facts import Moment
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import ChangeKind, SourceState
from tracker.text import storable

_LONGEST_URL = 2000


@transaction.atomic
def record(looks: Sequence[Brought], *, limits: Limits, now: datetime) -> list[Check]:
    """The checks with all that hangs on them; none for a lease that was lost."""
    published = _published(looks, now)
    plan = planning.latest()
    entries = [entry_of(one, published, plan, limits=limits, now=now) for one in looks]
    # The hosts come first, as in a claim: two orders of locks could meet head-on.
    release_hosts(
        Freed(one.look.lease, one.outlook.host_free_at, one.outlook.backoff_until)
        for one in entries
    )
    ours = move_on(entries, now=now)
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


def _enter_snapshots(
    entries: Sequence[Entry], *, now: datetime
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


def _check(entry: Entry, snapshot: Snapshot | None, *, now: datetime) -> Check:
    lease, seen, outlook = entry.look.lease, entry.look.seen, entry.outlook
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
        source_state=outlook.state,
        next_due_at=outlook.due_at,
        next_due_reason=outlook.due_reason,
    )


def _enter_citations(entries: Sequence[Entry], checks: Sequence[Check]) -> None:
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


def _look(entry: Entry) -> Look:
    """What the rules read of this look."""
    source, seen = entry.look.before.source, entry.look.seen
    old = SourceState(source.state) if source else SourceState.UNKNOWN
    comparison = seen.comparison
    return Look(
        outcome=seen.finding.outcome,
        previous=old,
        state=entry.outlook.state,
        change=comparison.kind if comparison else ChangeKind.UNCHANGED,
        has_correction_notice=bool(comparison and comparison.correction),
        citations=tuple(one.look for one in entry.citations),
    )
