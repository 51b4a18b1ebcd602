"""Steps: what a person did with a review item, written down beside it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict, Unpack

from django.contrib.auth.models import User

from tracker.models import ItemStep, ReviewItem, StatusChange
from tracker.review.rows import write, write_all
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
    return write(_step(before, kind, after, note=note, by=by, now=now))


def took_all(
    before: Iterable[ReviewItem],
    kind: StepKind,
    *,
    note: str = "",
    by: User | None,
    now: datetime,
    **after: Unpack[After],
) -> list[ItemStep]:
    """Write down the same step with many items."""
    return write_all(
        [_step(item, kind, after, note=note, by=by, now=now) for item in before]
    )


def _step(
    before: ReviewItem,
    kind: StepKind,
    after: After,
    *,
    note: str,
    by: User | None,
    now: datetime,
) -> ItemStep:
    # By id: of many items nobody's name is asked for.
    step = ItemStep(
        item=before,
        kind=kind.value,
        reason=note.strip(),
        assignee_id=before.assignee_id,
        wait_until=before.wait_until,
        was_assignee_id=before.assignee_id,
        was_waiting_until=before.wait_until,
        recorded_by=by,
        recorded_at=now,
    )
    for name, value in after.items():
        setattr(step, name, value)
    return step
