"""What waits on the desk, prepared for its front page in a constant number of
queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from tracker.admin.item_lines import LINE_NEEDS, ItemLine, item_lines
from tracker.admin.names import names_of, statements_of
from tracker.models import (
    ClaimLine,
    Inquiry,
    Position,
    ReviewItem,
    StatusChange,
    Submission,
)
from tracker.review.inquiries import awaited
from tracker.rules.vocabulary import (
    Stance,
    Status,
    SuggestionState,
    WorkflowState,
)
from tracker.rules.wording import label_of

MOST = 12


@dataclass(frozen=True, kw_only=True)
class InquiryLine:
    url: str
    party: str
    claim: str
    asked_at: datetime
    deadline: datetime | None
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something to open: `note` says what stands beside it."""

    url: str
    text: str
    note: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Desk:
    items: tuple[ItemLine, ...]
    open_items: int
    inquiries: tuple[InquiryLine, ...]
    submissions: tuple[Line, ...]
    in_review: tuple[Line, ...]
    changes: tuple[Line, ...]


def open_desk(now: datetime) -> Desk:
    """Everything that the front page shows."""
    return Desk(
        items=item_lines(list(_items()), now),
        open_items=ReviewItem.objects.open().count(),
        inquiries=_inquiries(now),
        submissions=_submissions(),
        in_review=_in_review(now),
        changes=_changes(now),
    )


def _items() -> list[ReviewItem]:
    rows = ReviewItem.objects.open().select_related(*LINE_NEEDS)
    return list(rows.most_urgent_first()[:MOST])


def _inquiries(now: datetime) -> tuple[InquiryLine, ...]:
    rows: list[Inquiry] = list(awaited(now)[:MOST])
    statements = statements_of((row.claim_id for row in rows), now)
    names = names_of((row.party_id for row in rows), now)
    return tuple(
        InquiryLine(
            url=reverse("admin:tracker_inquiry_change", args=[row.pk]),
            party=names[row.party_id],
            claim=statements[row.claim_id],
            asked_at=row.effective_at,
            deadline=row.deadline,
            is_overdue=row.deadline is not None and row.deadline <= now,
        )
        for row in rows
    )


def _submissions() -> tuple[Line, ...]:
    new = Q(suggestions__state=SuggestionState.NEW)
    rows = Submission.objects.annotate(new=Count("suggestions", filter=new))
    return tuple(
        Line(
            url=reverse("admin:tracker_submission_change", args=[row.pk]),
            text=row.title,
            note=f"{row.new} to sort",
            at=row.received_at,
        )
        for row in rows.filter(new__gt=0).order_by("received_at")[:MOST]
    )


def _in_review(now: datetime) -> tuple[Line, ...]:
    waiting = ClaimLine.objects.filter(state=WorkflowState.IN_REVIEW)
    return tuple(
        Line(
            url=_claim_url(line.claim_id),
            text=line.statement,
            note="in review",
            at=line.state_at or now,
        )
        for line in waiting.order_by("state_at")[:MOST]
    )


def _changes(now: datetime) -> tuple[Line, ...]:
    """The latest statuses and positions that were written down."""
    statuses = StatusChange.objects.filter(is_void=False).order_by("-recorded_at")
    positions = Position.objects.filter(is_void=False).order_by("-recorded_at")
    rows: list[StatusChange | Position] = [*statuses[:MOST], *positions[:MOST]]
    rows = sorted(rows, key=lambda row: row.recorded_at, reverse=True)[:MOST]
    statements = statements_of((row.claim_id for row in rows), now)
    names = names_of((row.party_id for row in rows if isinstance(row, Position)), now)
    return tuple(
        Line(
            url=_claim_url(row.claim_id),
            text=statements[row.claim_id],
            note=_what(row, names),
            at=row.recorded_at,
        )
        for row in rows
    )


def _what(row: StatusChange | Position, names: dict[int, str]) -> str:
    if isinstance(row, StatusChange):
        return f"Status: {label_of(Status(row.status)).lower()}"
    return f"{names[row.party_id]}: {label_of(Stance(row.stance)).lower()}"


def _claim_url(claim: int) -> str:
    return reverse("admin:tracker_claim_change", args=[claim])
