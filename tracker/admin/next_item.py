"""After a decision: to the next review item, or back to a desk that is clear."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tracker.models import ReviewItem


def go_on(request: HttpRequest, item: ReviewItem, said: str) -> HttpResponse:
    """Says what was done and goes to the next one, unless this one is still to be
    decided here: one that waits for a second person is not."""
    to_decide = ReviewItem.objects.open().without_pending()
    if to_decide.filter(pk=item.pk).exists():
        messages.success(request, said)
        return HttpResponseRedirect(request.get_full_path())
    return _to_next(request, messages.SUCCESS, said)


def too_late(request: HttpRequest, why: str) -> HttpResponse:
    """Somebody else has closed the item: says so and goes to the next one."""
    if request.method == "POST":
        why = f"{why} What you sent was not recorded."
    return _to_next(request, messages.WARNING, why)


def _to_next(request: HttpRequest, level: int, said: str) -> HttpResponse:
    """To the most urgent open item; to the desk when there is none."""
    following = ReviewItem.objects.open().without_pending().most_urgent_first().first()
    if following is None:
        messages.add_message(request, level, f"{said} The desk is clear.")
        return HttpResponseRedirect(reverse("admin:index"))
    messages.add_message(request, level, f"{said} This is the next item.")
    url = reverse("admin:tracker_reviewitem_change", args=[following.pk])
    return HttpResponseRedirect(url)
