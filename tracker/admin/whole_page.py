"""The whole page of a review item, then and now: an address of its own, and a part that
the item's page can show in place."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.admin.pages import refuse_unless, show
from tracker.engine.page_diff import compare_pages
from tracker.models import ReviewItem, Snapshot
from tracker.review.permissions import may_see_desk

NEEDS = ("citation__snapshot", "last_check__snapshot", "check_run__snapshot", "source")


def whole_page(
    request: HttpRequest, item: int, office: admin.ModelAdmin[Any]
) -> HttpResponse:
    """With `?part=1` only the comparison itself, without the frame."""
    refuse_unless(may_see_desk(request.user))
    row = get_object_or_404(ReviewItem.objects.select_related(*NEEDS), pk=item)
    then, now = captures_of(row)
    context = {
        "then": then,
        "now": now,
        "diff": compare_pages(then, now) if then and now else None,
    }
    if request.GET.get("part"):
        return TemplateResponse(request, "admin/desk/_page_diff.html", context)
    back = reverse("admin:tracker_reviewitem_change", args=[row.pk])
    return show(
        request, office, "page_diff.html", title="The whole page", back=back, **context
    )


def captures_of(item: ReviewItem) -> tuple[Snapshot | None, Snapshot | None]:
    """The capture that the words were quoted from, or else the one before the finding;
    and the one that was seen last."""
    check = item.last_check or item.check_run
    now = check.snapshot if check else None
    then = item.citation.snapshot if item.citation else None
    if then is not None and then != now:
        return then, now
    found = item.check_run or check
    if item.source is None or now is None or found is None:
        return None, now
    first = found.snapshot_id or now.pk
    earlier = Snapshot.objects.filter(source=item.source, pk__lt=first)
    return earlier.order_by("-pk").first(), now
