"""An answer that was found becomes a position, with what the channel already says."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from tracker.admin.forms import write
from tracker.admin.item_known import known_of
from tracker.admin.names import statements_of
from tracker.admin.next_item import go_on, too_late
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.quoted_form import QuotedPositionForm
from tracker.models import ReviewItem
from tracker.review import permissions as may
from tracker.review.errors import AlreadyClosed
from tracker.review.items import say_closed
from tracker.rules.vocabulary import ReviewKind, ReviewState

RELATED = (
    "claim",
    "party",
    "source",
    "resolved_by",
    "check_run__snapshot",
    "watch_entry__watch__party",
    "watch_entry__watch__source",
)


def record_answer(
    request: HttpRequest, item: int, office: admin.ModelAdmin[Any]
) -> HttpResponse:
    """The position form, filled in as far as the item knows; it closes the item."""
    refuse_unless(may.may_write(request.user) and may.may_decide_items(request.user))
    items = ReviewItem.objects.filter(kind=ReviewKind.ANSWER_FOUND, claim__isnull=False)
    row, now = (
        get_object_or_404(items.select_related(*RELATED), pk=item),
        timezone.now(),
    )
    if row.state != ReviewState.OPEN:
        return too_late(request, row, say_closed(row))
    form = QuotedPositionForm(
        request.POST or None,
        claim=row.claim,
        item=row,
        now=now,
        initial=known_of(row, now),
    )
    if request.method == "POST" and form.is_valid():
        try:
            by = person(request)
            position = write(form, lambda: form.record(by, timezone.now()))
        except AlreadyClosed as refusal:
            return too_late(request, row, str(refusal))
        if position is not None:
            office.log_change(request, row, "Recorded the answer as a position.")
            return go_on(request, row, "The position is recorded.")
    return show(
        request,
        office,
        "form.html",
        title="Record this position",
        note=form.note,
        form=form,
        claim=row.claim,
        statement=statements_of([row.claim_id], now)[row.claim_id or 0],
        back_url=reverse("admin:tracker_reviewitem_change", args=[row.pk]),
    )
