"""What every test may use, and the wall around the machine that none may pass."""

import ipaddress
import os
import socket
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

Ask = pytest.FixtureRequest


class LeftTheMachine(AssertionError):
    """A test tried to reach the network."""


def _is_here(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _stay_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses connections and name look-ups beyond loopback."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(
            address[0]
        ):
            raise LeftTheMachine(f"a test tried to connect to {address!r}")
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_here(host):
            raise LeftTheMachine(f"a test tried to look up {host!r}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture
def worker_environment(transactional_db: None) -> dict[str, str]:
    """The environment of a process that a test starts and that shall see its rows:
    the same servers, this test's database, and a key prefix that no other test has."""
    database = connection.settings_dict
    address = os.environ["DATABASE_URL"].rpartition("/")[0]
    return os.environ | {
        "DATABASE_URL": f"{address}/{database['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "ON_RECORD_REDIS_PREFIX": settings.REDIS_PREFIX,
        "ON_RECORD_VAR": str(settings.VAR),
        "ON_RECORD_SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
