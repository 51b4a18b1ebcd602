"""What every page does with its address before it looks anything up."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.reader.access import Moved
from tracker.reader.pages.claims import BadFilter
from tracker.reader.past import BadMoment, Past, present, read_past

View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """Gives a view its moment; answers bad addresses and those that moved. Who keeps
    pages says what `now` is."""

    @wraps(view)
    def opened(
        request: HttpRequest, *, now: datetime | None = None, **words: object
    ) -> HttpResponseBase:
        try:
            past = read_past(request.GET, now=now or timezone.now())
            return view(request, past, **words)
        except (BadMoment, BadFilter) as problem:
            values = {
                "is_moment": isinstance(problem, BadMoment),
                "past": present(lang=request.GET.get("lang", "")),
            }
            return render(request, "reader/bad_address.html", values, status=400)
        except Moved as moved:
            return _elsewhere(request, moved)

    return require_safe(opened)


def show(
    request: HttpRequest, template: str, past: Past, **values: object
) -> HttpResponse:
    """The page, with its moment for the banner."""
    return render(request, f"reader/{template}.html", {"past": past, **values})


def _elsewhere(request: HttpRequest, moved: Moved) -> HttpResponse:
    match = request.resolver_match
    name = match.view_name if match else "reader:home"
    address = reverse(name, kwargs={"slug": moved.slug})
    query = request.META.get("QUERY_STRING", "")
    if moved.known_at:
        query = f"{query}&known_at={moved.known_at}"
    found = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    if not moved.is_for_good:
        # A merged claim may be re-opened: browsers would remember a 301 for ever.
        found["Cache-Control"] = "no-cache"
    return found
