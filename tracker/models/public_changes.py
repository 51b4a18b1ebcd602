"""Which rows readers are told of as changes, the latest first.

Each question walks an index and stops after `most` rows, so it costs the same however
long the record is. A claim is looked at as it is now: what was taken back to the desk
is told of by nobody, and what was written down before a claim was published belongs to
its publication.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery

from tracker.models.claim import Claim, ClaimWorkflow
from tracker.models.position import Position
from tracker.models.public_among import Among, Rows
from tracker.models.public_evidence import Published, evidence_changes
from tracker.models.status import StatusChange
from tracker.rules.changes import Change, ChangeOf
from tracker.rules.vocabulary import WorkflowState

PUBLIC = (WorkflowState.PUBLISHED, WorkflowState.ARCHIVED)


def changes(
    among: Among,
    now: datetime,
    *,
    most: int,
    since: datetime | None = None,
    until: datetime | None = None,
    with_evidence: bool = True,
) -> list[Change]:
    """The latest changes that readers may see now, of a stretch of time."""
    told = [
        _told(row)
        for rows in (_workflow, _statuses, _positions)
        for row in _within(_public(among.of(rows(now)), now), since, until)[:most]
    ]
    if with_evidence:
        told += evidence_changes(
            _published(among, now), now, claims=among.claims, most=most, since=since
        )
    return sorted(told, key=lambda one: (one.since, one.key), reverse=True)[:most]


def _public(rows: Rows, now: datetime) -> Rows:
    """Rows of claims that can be read now, written down since their publication.

    Each is a subquery for one value, which the database asks row by row as it walks the
    index; as a join it would first collect every claim there is.
    """
    steps = ClaimWorkflow.objects.known(now).filter(claim=OuterRef("claim"))
    first = steps.filter(state=WorkflowState.PUBLISHED).order_by("recorded_at", "id")
    latest = steps.order_by("-recorded_at", "-id")
    found: Rows = rows.annotate(
        stands=Subquery(latest.values("state")[:1]),
        published_at=Subquery(first.values("recorded_at")[:1]),
    ).filter(
        stands__in=PUBLIC,
        recorded_at__gte=F("published_at"),
        recorded_at__lte=now,
    )
    return found


def _within(rows: Rows, since: datetime | None, until: datetime | None) -> Rows:
    found = rows.filter(recorded_at__gte=since) if since else rows
    found = found.filter(recorded_at__lte=until) if until else found
    return found.order_by("-recorded_at", "-id")


def _workflow(now: datetime) -> Rows:
    """Publications, and what was put into the archive after one."""
    return ClaimWorkflow.objects.filter(state__in=PUBLIC)


def _statuses(now: datetime) -> Rows:
    """Decisions that count, and those by which one was taken back."""
    return _uncorrected(StatusChange.objects.select_related("corrects"), now)


def _positions(now: datetime) -> Rows:
    return _uncorrected(Position.objects.filter(is_void=False), now)


def _uncorrected(rows: Rows, now: datetime) -> Rows:
    later = rows.model._default_manager.filter(
        corrects=OuterRef("pk"), recorded_at__lte=now
    )
    return rows.filter(~Exists(later), effective_at__lte=now)


def _published(among: Among, now: datetime) -> Published:
    """Of some claims those that are asked for and can be read now, since when."""

    def published(claims: Iterable[int]) -> dict[int, datetime]:
        steps = ClaimWorkflow.objects.filter(claim__in=set(claims))
        rows = _public(among.of(steps), now).filter(state=WorkflowState.PUBLISHED)
        return dict(rows.values_list("claim", "published_at"))

    return published


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


def named(claims: Iterable[int]) -> dict[int, str]:
    """The addresses of claims, by id."""
    return dict(Claim.objects.filter(pk__in=set(claims)).values_list("pk", "slug"))
