"""An answer that was found becomes a position, with what the channel already says."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from tracker.admin.forms import write
from tracker.admin.names import statements_of
from tracker.admin.next_item import go_on, too_late
from tracker.admin.pages import person, refuse_unless
from tracker.admin.picker import begun
from tracker.admin.picker_page import show_form
from tracker.admin.quoted_form import QuotedPositionForm
from tracker.models import ReviewItem
from tracker.review import permissions as may
from tracker.review.errors import AlreadyClosed
from tracker.review.inquiries import awaited
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
        return too_late(request, say_closed(row))
    form = QuotedPositionForm(
        request.POST or None,
        claim=row.claim,
        item=row,
        now=now,
        initial=_known(row, now) | _chosen(request, now),
    )
    if request.method == "POST" and form.is_valid():
        try:
            by = person(request)
            position = write(form, lambda: form.record(by, timezone.now()))
        except AlreadyClosed as refusal:
            return too_late(request, str(refusal))
        if position is not None:
            office.log_change(request, row, "Recorded the answer as a position.")
            return go_on(request, row, "The position is recorded.")
    return show_form(
        request,
        office,
        "form.html",
        now=now,
        title="Record this position",
        note=form.note,
        form=form,
        claim=row.claim,
        statement=statements_of([row.claim_id], now)[row.claim_id or 0],
        back_url=reverse("admin:tracker_reviewitem_change", args=[row.pk]),
    )


def _chosen(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Another page than the item's, where the person has asked for one."""
    kept = ("url", "snapshot")
    return {
        name: value for name, value in begun(request.GET, now).items() if name in kept
    }


def _known(item: ReviewItem, now: datetime) -> dict[str, Any]:
    """What nobody has to type: the party, the date, the words and where they stand."""
    entry, check = item.watch_entry, item.check_run
    said = entry.published_at if entry else None
    moment = said or (check.effective_at if check else item.opened_at)
    page = item.source.url if item.source else ""
    asked = awaited(now).filter(claim=item.claim, party=item.party).first()
    return {
        "party": item.party_id,
        "date": moment.astimezone(UTC).date(),
        "time": moment.astimezone(UTC).time().replace(second=0, microsecond=0),
        "answers": asked.pk if asked else None,
        "exact": (entry.text or entry.title) if entry else item.after,
        "url": (entry.url if entry else "") or page,
    }
