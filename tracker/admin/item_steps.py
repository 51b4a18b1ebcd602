"""What people did with a review item so far, with their notes."""

from dataclasses import dataclass
from datetime import datetime

from tracker.models import ItemStep, ReviewItem
from tracker.rules.vocabulary import StepKind
from tracker.rules.wording import label_of

MOST = 20


@dataclass(frozen=True, kw_only=True)
class StepLine:
    what: str
    note: str
    by: str
    at: datetime


def step_lines(item: ReviewItem) -> tuple[StepLine, ...]:
    """The steps, the latest first."""
    rows = item.steps.select_related("recorded_by", "assignee")[:MOST]
    return tuple(
        StepLine(
            what=_what(row),
            note=row.reason,
            by=str(row.recorded_by or ""),
            at=row.recorded_at,
        )
        for row in rows
    )


def _what(row: ItemStep) -> str:
    kind = StepKind(row.kind)
    if kind is StepKind.ASSIGNED:
        return f"Given to {row.assignee}" if row.assignee else "Given back"
    if kind is StepKind.WAITS and row.wait_until:
        return f"{label_of(kind)} until {row.wait_until:%d %B %Y}"
    return label_of(kind)
