"""What the first page asks of the record: what is contested, and who owes an answer.

Each walks an index from its end and stops after a few rows, so it costs the same over a
thousand claims and over a million.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.models.claim import Claim
from tracker.models.position import Inquiry, Position
from tracker.models.seen import seen
from tracker.models.status import StatusChange
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import Status, WorkflowState

STRETCH = 200  # candidates, the first ones, of which the readable are shown


def contested(moment: Moment, now: datetime, *, most: int) -> list[Claim]:
    """Listed claims whose public status is "disputed", the last decided first."""
    later = (
        StatusChange.objects.counting(moment)
        .filter(claim=OuterRef("claim"))
        .filter(
            Q(effective_at__gt=OuterRef("effective_at"))
            | Q(
                effective_at=OuterRef("effective_at"),
                recorded_at__gt=OuterRef("recorded_at"),
            )
            | Q(
                effective_at=OuterRef("effective_at"),
                recorded_at=OuterRef("recorded_at"),
                pk__gt=OuterRef("pk"),
            )
        )
    )
    decided = StatusChange.objects.counting(moment).filter(
        ~Exists(later), status=Status.DISPUTED
    )
    first = decided.order_by("-effective_at", "-id").values_list("pk", flat=True)
    rows = _listed(
        StatusChange.objects.filter(pk__in=list(first[:STRETCH])), moment, now
    )
    ordered = rows.select_related("claim").order_by("-effective_at", "-id")
    return [row.claim for row in ordered[:most]]


def waiting(moment: Moment, now: datetime, *, most: int) -> list[Inquiry]:
    """Requests for comment in listed claims that nobody has answered, the oldest
    first. Who has spoken of the claim since the request owes no answer."""
    since = Position.objects.counting(moment).filter(claim=OuterRef("claim"))
    spoken = since.filter(
        Q(party=OuterRef("party"), effective_at__gt=OuterRef("effective_at"))
        | Q(answers=OuterRef("pk"))
        | Q(answers=OuterRef("corrects"))
    )
    asked = Inquiry.objects.counting(moment).filter(~Exists(spoken))
    first = asked.order_by("effective_at", "id").values_list("pk", flat=True)
    rows = _listed(Inquiry.objects.filter(pk__in=list(first[:STRETCH])), moment, now)
    ordered = rows.select_related("claim").order_by("effective_at", "id")
    return list(ordered[:most])


def _listed(rows: Any, moment: Moment, now: datetime) -> QuerySet[Any]:
    found = seen(rows, "claim", moment=moment, now=now)
    return found.filter(state_then=WorkflowState.PUBLISHED)
