"""Tells who asks for it how long the database took, and which process of it that was.

Where nobody asks it does nothing, so that the limit and the pages pay alike.
"""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from tests.bench.waiting import Waiting

ASKED = "X-Timed"
Answer = Callable[[HttpRequest], HttpResponse]


def told(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        if ASKED not in request.headers:
            return get_response(request)
        waiting = Waiting()
        with connection.execute_wrapper(waiting):
            response = get_response(request)
        response["X-Queries"] = str(waiting.queries)
        response["X-Database"] = str(1000 * waiting.seconds)
        if connection.connection is not None:
            response["X-Backend"] = str(connection.connection.info.backend_pid)
        return response

    return middleware
