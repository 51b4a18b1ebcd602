"""Tells who asks for it how long the database took, and which process of it that was.

Where nobody asks it does nothing, so that the limit and the pages pay alike.
"""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED = "X-Timed"
Answer = Callable[[HttpRequest], HttpResponse]


class Waiting:
    """How often the database was asked, and for how long."""

    def __init__(self) -> None:
        self.queries, self.seconds = 0, 0.0

    def __call__(self, ask: Callable[..., Any], sql: str, *others: Any) -> Any:
        began = time.perf_counter()
        try:
            return ask(sql, *others)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - began


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
