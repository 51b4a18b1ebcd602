"""A person's decisions of the last minutes, each with the click that takes it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from tracker.admin.names import statements_of
from tracker.models import ItemStep, StatusChange
from tracker.review.permissions import Someone, may_change_status
from tracker.review.policy import policy_at
from tracker.rules.vocabulary import Status
from tracker.rules.wording import label_of

MOST = 3


@dataclass(frozen=True, kw_only=True)
class Undoable:
    """`url` takes the decision back; with the review item that it was taken on."""

    url: str
    what: str
    statement: str
    until: datetime


def undoable(user: Someone, now: datetime) -> tuple[Undoable, ...]:
    """The latest decisions that this person took or approved and may undo at once."""
    if not may_change_status(user):
        return ()
    window = policy_at(now).undo_window
    recent = StatusChange.objects.filter(
        Q(recorded_by=user.pk) | Q(approved_by=user.pk),
        recorded_at__gt=now - window,
        is_void=False,
        corrected_by__isnull=True,
    )
    rows = list(recent.order_by("-recorded_at", "-id")[:MOST])
    if not rows:
        return ()
    statements = statements_of((row.claim_id for row in rows), now)
    steps = ItemStep.objects.filter(status_change__in=rows, recorded_by=user.pk)
    taken_on = dict(steps.values_list("status_change", "pk"))
    return tuple(
        Undoable(
            url=_url(row, taken_on.get(row.pk)),
            what=f"You decided “{label_of(Status(row.status)).lower()}”",
            statement=statements[row.claim_id],
            until=row.recorded_at + window,
        )
        for row in rows
    )


def _url(row: StatusChange, step: int | None) -> str:
    if step is not None:
        return reverse("admin:tracker_reviewitem_undo", args=[step])
    return reverse("admin:tracker_claim_undo", args=[row.claim_id, row.pk])
