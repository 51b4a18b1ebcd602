"""After a decision: to the next review item, or back to a desk that is clear.

The filters of the desk travel along in the address, so that the next item is the next
of what the person was looking at.
"""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from tracker.admin.queue import filters_of, queue
from tracker.admin.undoing import with_undo
from tracker.models import ReviewItem

# The fields that take time to write, and as much of them as a message holds.
_WRITTEN = frozenset({"reason", "note", "question", "translation"})
_MOST = 1500


def go_on(
    request: HttpRequest, item: ReviewItem, said: str, *, stays: bool = False
) -> HttpResponse:
    """Says what was done, with its undo, and goes to the next item unless this one
    stays on the screen."""
    said = with_undo(request, item, said)
    if stays:
        messages.success(request, said)
        return HttpResponseRedirect(request.get_full_path())
    return _to_next(request, item, messages.SUCCESS, said)


def too_late(request: HttpRequest, item: ReviewItem, why: str) -> HttpResponse:
    """Somebody else has closed the item: says so, gives back what was written, and
    goes to the next one."""
    if request.method == "POST":
        why = f"{why} What you sent was not recorded."
        if written := _written(request):
            why = f"{why} You had written: “{written}”"
    return _to_next(request, item, messages.WARNING, why)


def _written(request: HttpRequest) -> str:
    """The texts of the form that was sent, so that nobody types them twice."""
    texts = [
        str(value).strip()
        for name, value in request.POST.items()
        if name.rpartition("-")[2] in _WRITTEN
    ]
    return " / ".join(text for text in texts if text)[:_MOST]


def _to_next(
    request: HttpRequest, item: ReviewItem, level: int, said: str
) -> HttpResponse:
    """To the most urgent item that no colleague has; to the desk when there is none."""
    filters, user = filters_of(request.GET), request.user
    free = Q(assignee=None) | Q(assignee=user.pk)
    rows = queue(filters, user, timezone.now()).filter(free).exclude(pk=item.pk)
    rows = rows.without_pending()
    following = rows.first()
    if following is None:
        clear = "Nothing else waits here." if filters.query else "The desk is clear."
        messages.add_message(request, level, format_html("{} {}", said, clear))
        return HttpResponseRedirect(reverse("admin:index") + filters.query)
    text = format_html("{} This is the next item.", said)
    messages.add_message(request, level, text)
    url = reverse("admin:tracker_reviewitem_change", args=[following.pk])
    return HttpResponseRedirect(url + filters.query)
