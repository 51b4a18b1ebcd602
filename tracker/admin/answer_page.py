"""An answer that was found becomes a position, with what the channel already says."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from tracker.admin.contributing import NoteForm, note_form, record_or_send
from tracker.admin.item_known import known_of
from tracker.admin.names import statements_of
from tracker.admin.next_item import go_on, too_late
from tracker.admin.pages import refuse_unless
from tracker.admin.picker import begun
from tracker.admin.picker_page import show_form
from tracker.admin.quoted_form import QuotedPositionForm
from tracker.models import Claim, ReviewItem
from tracker.review import permissions as may
from tracker.review.errors import AlreadyClosed
from tracker.review.items import say_closed
from tracker.rules.vocabulary import ContributionKind, ReviewKind, ReviewState

RECORDED = "The position is recorded."
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
    refuse_unless(may.may_write(request.user))
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
        initial=known_of(row, now) | _chosen(request, now),
    )
    note = _note(request, row, now)
    if request.method == "POST" and form.is_valid():
        try:
            said = _recorded(request, form, note, row)
        except AlreadyClosed as refusal:
            return too_late(request, row, str(refusal))
        if said:
            office.log_change(request, row, said)
            return go_on(request, row, said)
    return show_form(
        request,
        office,
        "form.html",
        now=now,
        title="Record this position",
        note=form.note,
        form=form,
        note_form=note,
        claim=row.claim,
        statement=statements_of([row.claim_id], now)[row.claim_id or 0],
        back_url=reverse("admin:tracker_reviewitem_change", args=[row.pk]),
    )


def _note(request: HttpRequest, item: ReviewItem, now: datetime) -> NoteForm | None:
    """Only who may close the item records its answer at once."""
    closes = may.may_decide_items(request.user)
    return note_form(request, _claim(item), now, may_close=closes)


def _recorded(
    request: HttpRequest,
    form: QuotedPositionForm,
    note: NoteForm | None,
    item: ReviewItem,
) -> str:
    """What was done with the answer; empty when the desk refused it."""
    claim, kind, said = _claim(item), ContributionKind.POSITION, RECORDED
    return record_or_send(request, form, note, claim, kind, said=said, item=item)


def _claim(item: ReviewItem) -> Claim:
    if item.claim is None:
        raise Http404(item.pk)
    return item.claim


def _chosen(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Another page than the item's, where the person has asked for one."""
    kept = ("url", "snapshot")
    return {
        name: value for name, value in begun(request.GET, now).items() if name in kept
    }
