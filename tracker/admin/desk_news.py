"""What changed since a person's last visit, for the desk's front page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from tracker.admin.desk_lines import MOST, Line
from tracker.admin.names import names_of, statements_of
from tracker.models import ClaimWorkflow, Position, ReviewItem, StatusChange
from tracker.rules.vocabulary import Stance, Status, WorkflowState
from tracker.rules.wording import label_of

# Where nothing is new, the last rows only remind.
FEW = 5
Recorded = StatusChange | Position | ClaimWorkflow


@dataclass(frozen=True, kw_only=True)
class News:
    """`lines` are the newest of what was recorded, `more` whether there are others;
    without anything new they are the last that was recorded at all."""

    since: datetime
    is_new: bool
    is_recorded: bool
    opened: int
    closed: int
    lines: tuple[Line, ...]
    more: bool


def news(since: datetime, now: datetime) -> News:
    """Statuses, positions and steps of the work since then, and how the queue moved."""
    rows = _rows(since)
    shown = rows[:MOST] if rows else _rows(None)[:FEW]
    moved = ReviewItem.objects.filter(
        Q(opened_at__gt=since) | Q(resolved_at__gt=since)
    ).aggregate(
        opened=Count("pk", filter=Q(opened_at__gt=since)),
        closed=Count("pk", filter=Q(resolved_at__gt=since)),
    )
    return News(
        since=since,
        is_new=bool(rows or moved["opened"] or moved["closed"]),
        is_recorded=bool(rows),
        opened=moved["opened"],
        closed=moved["closed"],
        lines=_lines(shown, now),
        more=len(rows) > MOST,
    )


def _rows(since: datetime | None) -> list[Recorded]:
    """The newest rows of each kind, together in the order of writing."""
    after = Q(recorded_at__gt=since) if since else Q()
    statuses = StatusChange.objects.filter(after, is_void=False)
    positions = Position.objects.filter(after, is_void=False)
    steps = ClaimWorkflow.objects.filter(after)
    found: list[Recorded] = [
        *statuses.select_related("recorded_by").order_by("-recorded_at")[: MOST + 1],
        *positions.select_related("recorded_by").order_by("-recorded_at")[: MOST + 1],
        *steps.select_related("recorded_by").order_by("-recorded_at")[: MOST + 1],
    ]
    return sorted(found, key=lambda row: row.recorded_at, reverse=True)


def _lines(rows: list[Recorded], now: datetime) -> tuple[Line, ...]:
    statements = statements_of((row.claim_id for row in rows), now)
    names = names_of((row.party_id for row in rows if isinstance(row, Position)), now)
    return tuple(
        Line(
            url=reverse("admin:tracker_claim_change", args=[row.claim_id]),
            text=statements[row.claim_id],
            note=_what(row, names)
            + (f", by {row.recorded_by}" if row.recorded_by else ""),
            at=row.recorded_at,
        )
        for row in rows
    )


def _what(row: Recorded, names: dict[int, str]) -> str:
    if isinstance(row, StatusChange):
        return f"Status: {label_of(Status(row.status)).lower()}"
    if isinstance(row, ClaimWorkflow):
        return label_of(WorkflowState(row.state))
    return f"{names[row.party_id]}: {label_of(Stance(row.stance)).lower()}"
