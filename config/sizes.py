"""How much may be sent to us: what is too much is refused with a page that says so."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.views import defaults

Answer = Callable[[HttpRequest], HttpResponse]
MEGABYTE = 1_000_000
PIECE = 64 * 1024


def refuse_too_large(get_response: Answer) -> Answer:
    """By the announced length, so that nothing of it is read or kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        # Some room for the form around the file.
        most = settings.LARGEST_UPLOAD + MEGABYTE
        if length.isdecimal() and int(length[:18]) > most:
            return too_large(request)
        return get_response(request)

    return middleware


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own page, but for what is too large for a form."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        _read_away(request)
        return too_large(request)
    return defaults.bad_request(request, exception)


def too_large(request: HttpRequest) -> HttpResponse:
    sizes = {
        "paste": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE,
        "file": settings.LARGEST_UPLOAD // MEGABYTE,
    }
    return render(request, "413.html", sizes, status=413)


def _read_away(request: HttpRequest) -> None:
    """A browser that is cut off while it still sends shows no page."""
    left = settings.LARGEST_UPLOAD + MEGABYTE
    try:
        while left > 0 and (piece := request.read(PIECE)):
            left -= len(piece)
    except UnreadablePostError:
        return
