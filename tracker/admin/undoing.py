"""Undo: offered in the message of a decision, for a while, as a button."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from tracker.admin.forms import write
from tracker.admin.item_forms import UndoForm
from tracker.admin.pages import person, refuse_unless, show
from tracker.models import ItemStep, ReviewItem
from tracker.review.permissions import may_decide_items
from tracker.review.step_back import can_undo, undo, until


def with_undo(request: HttpRequest, item: ReviewItem, said: str) -> str:
    """What was done, with a button that takes it back where that is possible. A
    decision on a status has its button on every page of the desk (`undoable`)."""
    by, now = person(request), timezone.now()
    if item.pending_decisions.all().waiting().exists():
        return said
    step = item.steps.filter(recorded_by=by).first()
    if step is None or step.status_change_id or not can_undo(step, by=by, now=now):
        return said
    return format_html(
        '{} <form method="post" action="{}" class="desk-undo">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button type="submit" data-key="u" title="Possible until {} UTC">Undo</button>'
        "</form>",
        said,
        reverse("admin:tracker_reviewitem_undo", args=[step.pk]),
        get_token(request),
        f"{until(step):%H:%M}",
    )


def undo_step(
    request: HttpRequest, step: int, office: admin.ModelAdmin[Any]
) -> HttpResponse:
    """Takes a step back, or says why that is not possible any more."""
    refuse_unless(may_decide_items(request.user))
    rows = ItemStep.objects.select_related(
        "item__source", "item__claim", "status_change__claim", "recorded_by"
    )
    row = get_object_or_404(rows, pk=step)
    is_sent, by = request.method == "POST", person(request)
    form = UndoForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        item = write(form, lambda: undo(row, by=by, now=timezone.now()))
        if item is not None:
            office.log_change(request, item, "Took the last step back.")
            messages.success(request, "Undone: this item is as it was.")
        for refusal in form.non_field_errors():
            messages.error(request, str(refusal))
        url = reverse("admin:tracker_reviewitem_change", args=[row.item_id])
        return HttpResponseRedirect(url)
    title = f"Undo: {row.get_kind_display().lower()}?"
    back = reverse("admin:tracker_reviewitem_change", args=[row.item_id])
    return show(request, office, "form.html", title=title, form=form, back_url=back)
