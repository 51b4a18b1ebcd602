"""A claim as its editor sees it: how it stands, what waits, what is on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse

from tracker.admin.item_lines import LINE_NEEDS, ItemLine, item_lines
from tracker.admin.names import names_of, statements_of
from tracker.admin.status_form import Conclusion, conclude
from tracker.admin.timeline import Timeline, timeline
from tracker.models import Claim, ClaimRelation, ReviewItem
from tracker.review.workflow import is_public, state_of
from tracker.rules.facts import ClaimRole
from tracker.rules.vocabulary import RelationKind, WorkflowState
from tracker.rules.wording import label_of

MOST_WAITS = 4


@dataclass(frozen=True, kw_only=True)
class Part:
    party: str
    role: str
    is_burdened: bool
    is_expected: bool


@dataclass(frozen=True, kw_only=True)
class Relation:
    words: str
    other: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ClaimPage:
    claim: Claim
    statement: str
    stage: WorkflowState
    state: str
    is_public: bool
    conclusion: Conclusion
    waits: tuple[ItemLine, ...]
    more_waits: int
    timeline: Timeline
    parts: tuple[Part, ...]
    relations: tuple[Relation, ...]


def open_claim(claim: Claim, now: datetime, asked: Mapping[str, str]) -> ClaimPage:
    """Everything about a claim that its page on the desk shows; the address says which
    part of the timeline."""
    conclusion, stage = conclude(claim, now), state_of(claim, now)
    open_items = ReviewItem.objects.open().touching(claim)
    first: QuerySet[Any] = open_items.select_related(*LINE_NEEDS)
    counted = first.annotate(number=Window(Count("pk")))
    shown = list(counted.order_by("-urgency", "opened_at")[:MOST_WAITS])
    waits = item_lines(shown, now)
    linked = _linked(claim, now)
    ends = {end for row in linked for end in (row.claim_id, row.other_id)}
    statements = statements_of({claim.pk, *ends}, now)
    return ClaimPage(
        claim=claim,
        statement=statements[claim.pk],
        stage=stage,
        state=label_of(stage),
        is_public=is_public(claim, now, stage),
        conclusion=conclusion,
        waits=tuple(waits),
        more_waits=shown[0].number - len(waits) if shown else 0,
        timeline=timeline(claim, now, conclusion.record, asked),
        parts=_parts(conclusion.record.roles, now),
        relations=tuple(_relation(row, claim, statements) for row in linked),
    )


def _parts(roles: Iterable[ClaimRole], now: datetime) -> tuple[Part, ...]:
    rows = list(roles)
    names = names_of((row.party for row in rows), now)
    return tuple(
        Part(
            party=names[row.party],
            role=label_of(row.role),
            is_burdened=row.is_burdened,
            is_expected=row.is_expected,
        )
        for row in rows
    )


def _linked(claim: Claim, now: datetime) -> list[ClaimRelation]:
    """The relations that stand; the claim's own come first."""
    known = ClaimRelation.objects.known(now).filter(Q(claim=claim) | Q(other=claim))
    latest = known.latest_per("claim", "kind", "other")
    return sorted(
        (row for row in latest if not row.is_ended),
        key=lambda row: row.claim_id != claim.pk,
    )


def _relation(row: ClaimRelation, claim: Claim, names: dict[int, str]) -> Relation:
    is_own = row.claim_id == claim.pk
    far = row.other_id if is_own else row.claim_id
    words = label_of(RelationKind(row.kind))
    return Relation(
        words=f"This claim: {words.lower()}" if is_own else f"{words} this claim",
        other=names[far],
        url=reverse("admin:tracker_claim_change", args=[far]),
    )
