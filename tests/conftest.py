"""What every test may use, and the wall around the machine that none may pass."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import chromium


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
    """Refuses connections and name look-ups beyond loopback.

    A Redis that REDIS_URL names may be elsewhere; so may a database, whose driver
    opens its connections outside Python.
    """
    connect, look_up = socket.socket.connect, socket.getaddrinfo
    given = {urlsplit(os.environ["REDIS_URL"]).hostname}

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not (
            _is_here(address[0]) or address[0] in given
        ):
            raise LeftTheMachine(f"a test tried to connect to {address!r}")
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not (_is_here(host) or host in given):
            raise LeftTheMachine(f"a test tried to look up {host!r}")
        found = look_up(host, *args, **kwargs)
        if host in given:
            given.update(str(each[4][0]) for each in found)
        return found

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


def forget_own_keys() -> None:
    """Not `cache.clear()`, which would empty the Redis under the tests beside us."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        for key in client.scan_iter(match=f"{settings.REDIS_PREFIX}*"):
            client.delete(key)


@pytest.fixture(autouse=True)
def _forget_keys(request: pytest.FixtureRequest) -> Iterator[None]:
    """What one test counted or sent is not there for the next."""
    yield
    asked_for = {"db", "transactional_db"} & set(request.fixturenames)
    if asked_for or request.node.get_closest_marker("django_db"):
        forget_own_keys()


@pytest.fixture
def worker_environment(transactional_db: None) -> dict[str, str]:
    """The environment of a process that a test starts and that shall see its rows:
    the same servers, this test's database, keys and folder."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = str(connection.settings_dict["NAME"])
    return os.environ | {
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{name}")),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ON_RECORD_REDIS_PREFIX": settings.REDIS_PREFIX,
        "ON_RECORD_VAR": str(settings.VAR),
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium. Without one the tests that ask for it are skipped, or
    fail where `CI` says that one must be there."""
    path = chromium.find()
    if path is None and chromium.must_be_there():
        pytest.fail(chromium.MISSING)
    if path is None:
        pytest.skip(chromium.MISSING)
    # Playwright keeps an event loop in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Chromium's own sandbox refuses to run as root.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=flags)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A fresh window on the site of this test, in which any script error fails."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(15_000)
    window = context.new_page()
    errors: list[str] = []
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on(
        "console",
        lambda said: (
            errors.append(said.text) if "Content Security Policy" in said.text else None
        ),
    )
    yield window
    context.close()
    assert errors == []


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(chromium.MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"on-record: {chromium.MISSING}", yellow=True)
