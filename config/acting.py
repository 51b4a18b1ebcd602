"""Tells the database who acts, so that what it writes down has a name."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tracker.models.edit import acting

Answer = Callable[[HttpRequest], HttpResponse]
ASKING = ("GET", "HEAD", "OPTIONS", "TRACE")


def say_who_acts(get_response: Answer) -> Answer:
    """Only for requests that may write: the others would pay for nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in ASKING or not request.user.is_authenticated:
            return get_response(request)
        with acting(request.user.pk):
            return get_response(request)

    return middleware
