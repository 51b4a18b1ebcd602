"""Inquiries that nobody answered in time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from tracker.models import Inquiry, Position, ReviewItem
from tracker.models.base import WorldFactQuerySet
from tracker.review.items import Opening, open_item
from tracker.review.rows import at
from tracker.rules.vocabulary import ReviewKind, Urgency


def awaited(now: datetime) -> WorldFactQuerySet[Inquiry]:
    """Inquiries that count and that no counting position answers, earliest deadline
    first; those without a deadline last."""
    answers = Position.objects.filter(answers=OuterRef("pk")).counting(at(now))
    open_ones = Inquiry.objects.counting(at(now)).filter(~Exists(answers))
    return open_ones.order_by("deadline", "id")


@transaction.atomic
def remind(now: datetime) -> int:
    """Open an item for each overdue inquiry, once. Returns how many it opened.

    One that a person has closed stays closed: that person knows.
    """
    known = ReviewItem.objects.filter(
        kind=ReviewKind.INQUIRY_OVERDUE, inquiry=OuterRef("pk")
    )
    overdue = awaited(now).filter(~Exists(known), deadline__lte=now)
    rows = list(overdue.select_related("claim", "party"))
    for inquiry in rows:
        open_item(
            Opening(
                kind=ReviewKind.INQUIRY_OVERDUE,
                urgency=Urgency.NORMAL,
                is_confirmed=True,
                claim=inquiry.claim,
                party=inquiry.party,
                inquiry=inquiry,
            ),
            now=now,
        )
    return len(rows)
