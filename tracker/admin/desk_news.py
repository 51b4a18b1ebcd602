"""What was recorded lately, for the desk's front page."""

from datetime import datetime

from django.urls import reverse

from tracker.admin.desk_lines import MOST, Line
from tracker.admin.names import names_of, statements_of
from tracker.models import Position, StatusChange
from tracker.rules.vocabulary import Stance, Status
from tracker.rules.wording import label_of


def changes(now: datetime) -> tuple[Line, ...]:
    """The latest statuses and positions that were written down."""
    statuses = StatusChange.objects.filter(is_void=False).order_by("-recorded_at")
    positions = Position.objects.filter(is_void=False).order_by("-recorded_at")
    rows: list[StatusChange | Position] = [*statuses[:MOST], *positions[:MOST]]
    rows = sorted(rows, key=lambda row: row.recorded_at, reverse=True)[:MOST]
    statements = statements_of((row.claim_id for row in rows), now)
    names = names_of((row.party_id for row in rows if isinstance(row, Position)), now)
    return tuple(
        Line(
            url=reverse("admin:tracker_claim_change", args=[row.claim_id]),
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
