"""The Celery app of the load's workers: ours, on a machine whose names lead to us."""

import socket
from typing import Any

from config.celery import app

look_up = socket.getaddrinfo


def here(host: Any, *arguments: Any, **named: Any) -> Any:
    """Every host of the load is on this machine; others are looked up as ever."""
    is_ours = isinstance(host, str) and host.endswith(".bench.test")
    return look_up("127.0.0.1" if is_ours else host, *arguments, **named)


socket.getaddrinfo = here

__all__ = ["app"]
