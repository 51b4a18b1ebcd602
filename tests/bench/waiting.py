"""How long a page waits for the database."""

import time
from collections.abc import Callable
from typing import Any


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
