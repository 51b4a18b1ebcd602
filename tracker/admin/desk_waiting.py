"""What waits on the desk beside the review items: answers, submissions, claims."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.urls import reverse

from tracker.admin.desk_lines import MOST, Line
from tracker.admin.names import names_of, statements_of
from tracker.models import ClaimLine, Inquiry, Suggestion
from tracker.review.inquiries import awaited
from tracker.rules.vocabulary import SuggestionState, WorkflowState


@dataclass(frozen=True, kw_only=True)
class InquiryLine:
    url: str
    party: str
    claim: str
    asked_at: datetime
    deadline: datetime | None
    is_overdue: bool


def inquiries(now: datetime) -> tuple[InquiryLine, ...]:
    """Requests for comment that nobody has answered, the earliest deadline first."""
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


def submissions() -> tuple[Line, ...]:
    """Articles that came in, with claims in them that nobody has sorted."""
    rows = (
        Suggestion.objects.filter(state=SuggestionState.NEW)
        .order_by("submission__received_at", "submission")
        .values_list("submission", "submission__title", "submission__received_at")
        .annotate(new=Count("pk"))
    )
    return tuple(
        Line(
            url=reverse("admin:tracker_submission_change", args=[pk]),
            text=title,
            note=f"{new} to sort",
            at=received_at,
        )
        for pk, title, received_at, new in rows[:MOST]
    )


def claims_in_review(now: datetime) -> tuple[Line, ...]:
    """Claims that wait to be published, the longest first."""
    waiting = ClaimLine.objects.filter(state=WorkflowState.IN_REVIEW)
    return tuple(
        Line(
            url=reverse("admin:tracker_claim_change", args=[line.claim_id]),
            text=line.statement,
            note="in review",
            at=line.state_at or now,
        )
        for line in waiting.order_by("state_at")[:MOST]
    )
