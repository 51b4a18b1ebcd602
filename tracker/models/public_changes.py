"""Which rows readers are told of as changes, the latest first.

Each question walks an index and stops after `most` rows, so it costs the same however
long the record is. A claim is looked at as it is now: what was taken back to the desk
is told of by nobody, and what was written down before a claim was published belongs to
its publication.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from tracker.models.claim import Claim, ClaimParty, ClaimWorkflow
from tracker.models.position import Position
from tracker.models.public_evidence import Published, evidence_changes
from tracker.models.status import StatusChange
from tracker.models.topic import ClaimTopic
from tracker.rules.changes import Change, ChangeOf
from tracker.rules.vocabulary import WorkflowState

PUBLIC = (WorkflowState.PUBLISHED, WorkflowState.ARCHIVED)
# Above so many claims it is quicker to walk the latest rows and ask each for its claim.
FEW = 2_000
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Among:
    """Whose changes are asked for: all claims', or those of some claims by id, or those
    for which a condition on a row's `claim` holds."""

    claims: frozenset[int] | None = None
    narrow: Callable[[Rows], Rows] | None = None

    def of(self, rows: Rows) -> Rows:
        if self.claims is not None:
            return rows.filter(claim__in=self.claims)
        return self.narrow(rows) if self.narrow else rows


EVERYTHING = Among()


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


def of_party(parties: Iterable[int], now: datetime) -> Among:
    """Claims in which one of the parties has a part or a word."""
    ids = list(parties)
    parts = ClaimParty.objects.known(now).filter(party__in=ids)
    said = Position.objects.filter(party__in=ids)
    claims = {*_claims(parts), *_claims(said)}
    if len(claims) > FEW:
        return Among(narrow=lambda rows: rows.filter(_has_part(ids, now)))
    held = parts.filter(claim__in=claims).latest_per("claim", "party")
    named = {row.claim_id for row in held if row.role}
    counting = Position.objects.filter(party__in=ids, claim__in=claims - named)
    named |= set(counting.filter(is_void=False).values_list("claim", flat=True))
    return Among(claims=frozenset(named))


def of_topic(topic: int, now: datetime) -> Among:
    """Claims that belong to a topic."""
    rows = ClaimTopic.objects.known(now).filter(topic=topic)
    claims = _claims(rows)
    if len(claims) > FEW:
        return Among(narrow=lambda found: found.filter(_has_topic(topic, now)))
    held = rows.filter(claim__in=claims).latest_per("claim", "topic")
    return Among(claims=frozenset(row.claim_id for row in held if not row.is_ended))


def _claims(rows: Rows) -> set[int]:
    """Up to one more than a few."""
    return set(rows.values_list("claim", flat=True).distinct()[: FEW + 1])


def _has_part(parties: list[int], now: datetime) -> Q:
    held = _latest(ClaimParty, now, "party").exclude(role="")
    said = Position.objects.filter(claim=OuterRef("claim"), party__in=parties)
    return Q(Exists(held.filter(party__in=parties))) | Q(
        Exists(said.filter(is_void=False))
    )


def _has_topic(topic: int, now: datetime) -> Q:
    held = _latest(ClaimTopic, now, "topic")
    return Q(Exists(held.filter(topic=topic, is_ended=False)))


def _latest(model: Any, now: datetime, end: str) -> Rows:
    """The rows of an outer row's claim that none has followed."""
    known = model._default_manager.known(now)
    later = known.filter(
        Q(recorded_at__gt=OuterRef("recorded_at"))
        | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk")),
        **{name: OuterRef(name) for name in ("claim", end)},
    )
    rows: Rows = known.filter(~Exists(later), claim=OuterRef("claim"))
    return rows


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
