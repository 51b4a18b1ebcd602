"""Steps: what a person did with a review item, written down beside it."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.contrib.auth.models import User

from tracker.models import ItemStep, ReviewItem, StatusChange
from tracker.review.rows import write
from tracker.rules.vocabulary import StepKind


class After(TypedDict, total=False):
    """What the item is from the step on; left out it stays as it was."""

    assignee: User | None
    wait_until: datetime | None
    status_change: StatusChange | None
    undoes: ItemStep | None


def took(
    before: ReviewItem,
    kind: StepKind,
    *,
    note: str = "",
    by: User | None,
    now: datetime,
    **after: Unpack[After],
) -> ItemStep:
    """Write down a step; `before` is the item as it was, locked."""
    kept: After = {"assignee": before.assignee, "wait_until": before.wait_until}
    return write(
        ItemStep(
            item=before,
            kind=kind.value,
            reason=note.strip(),
            was_assignee=before.assignee,
            was_waiting_until=before.wait_until,
            recorded_by=by,
            recorded_at=now,
            **(kept | after),
        )
    )
