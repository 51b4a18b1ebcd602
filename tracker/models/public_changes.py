"""Which rows feeds and letters tell of as changes, the latest first.

The changes that pages show, but of what counts alone, and as it is now: what was taken
back to the desk is told of by nobody.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tracker.models.among import Among
from tracker.models.changes import Span, latest
from tracker.models.check import CitationCheck
from tracker.models.claim import Claim, ClaimWorkflow
from tracker.models.source import SourceProfile
from tracker.models.status import StatusChange
from tracker.models.streams import COUNTING
from tracker.models.turn import EvidenceTurn
from tracker.rules.changes import Change, ChangeOf
from tracker.rules.facts import Moment


def changes(
    among: Among,
    now: datetime,
    *,
    most: int,
    since: datetime | None = None,
    until: datetime | None = None,
    streams: Sequence[str] = COUNTING,
) -> list[Change]:
    """The latest changes that readers may see now, of a stretch of time."""
    moment = Moment(as_of=now, known_at=now)
    span = Span(
        moment=moment, now=now, most=most, among=among, since=since, until=until
    )
    rows = [row for _key, row in latest(streams, span)]
    turns = [row for row in rows if isinstance(row, EvidenceTurn)]
    told = [_told(row) for row in rows if not isinstance(row, EvidenceTurn)]
    told += _evidence(turns, now)
    return sorted(told, key=lambda one: (one.since, one.key), reverse=True)


def _told(row: Any) -> Change:
    if isinstance(row, ClaimWorkflow):
        return Change(
            of=ChangeOf.WORKFLOW,
            row=row.pk,
            claim=row.claim_id,
            since=row.recorded_at,
            state=row.state,
        )
    is_status = isinstance(row, StatusChange)
    state = row.status if is_status else row.stance
    if row.is_void and row.corrects is not None:
        state = row.corrects.status
    return Change(
        of=ChangeOf.STATUS if is_status else ChangeOf.POSITION,
        row=row.pk,
        claim=row.claim_id,
        since=row.recorded_at,
        state=state,
        is_correction=row.corrects_id is not None,
        is_void=row.is_void,
    )


def _evidence(turns: list[EvidenceTurn], now: datetime) -> list[Change]:
    """Each by the look that saw it: a turn is drawn from looks and may be drawn anew,
    while what a change is called stays for ever."""
    looks = CitationCheck.objects.filter(
        check_run__in={turn.check_run_id for turn in turns},
        citation__in={turn.citation_id for turn in turns},
    )
    seen = {(row.check_run_id, row.citation_id): row.pk for row in looks}
    sources = {turn.citation.source_id for turn in turns}
    profiles = SourceProfile.objects.known(now).filter(source__in=sources)
    places = {
        row.source_id: row.title or row.publisher
        for row in profiles.latest_per("source")
    }
    return [
        Change(
            of=ChangeOf.EVIDENCE,
            row=seen[turn.check_run_id, turn.citation_id],
            claim=turn.citation.claim_id,
            since=turn.recorded_at,
            state=turn.state,
            place=places.get(turn.citation.source_id, ""),
        )
        for turn in turns
    ]


def named(claims: Iterable[int]) -> dict[int, str]:
    """The addresses of claims, by id."""
    return dict(Claim.objects.filter(pk__in=set(claims)).values_list("pk", "slug"))
