"""What is answered to a request that is too large to be read."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.views.defaults import bad_request as plain_refusal

PIECE = 64 * 1024
# A browser that is cut off while it still sends shows no page; beyond this it may be.
MOST_READ = 100 * 1024 * 1024


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says of a body that is too large what to do, and of others that they are bad."""
    if not isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return plain_refusal(request, exception)
    _read_away(request)
    return render(request, "413.html", status=413)


def _read_away(request: HttpRequest) -> None:
    left = MOST_READ
    try:
        while left > 0 and (piece := request.read(PIECE)):
            left -= len(piece)
    except UnreadablePostError:
        return
