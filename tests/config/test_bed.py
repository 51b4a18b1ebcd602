"""The test bed itself: what it promises to every test."""

import os
import socket
import subprocess
import sys

import psycopg
import pytest
import redis
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from playwright.sync_api import Page

from tests import chromium
from tests.conftest import forget_own_keys


def test_no_test_can_connect_beyond_the_machine() -> None:
    with (
        socket.socket() as outside,
        pytest.raises(AssertionError, match="tried to connect"),
    ):
        outside.connect(("192.0.2.1", 80))


def test_no_test_can_look_up_a_name() -> None:
    with pytest.raises(AssertionError, match="tried to look up"):
        socket.getaddrinfo("news.example.org", 80)


def test_loopback_stays_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_a_started_process_sees_the_rows_of_its_test(
    worker_environment: dict[str, str],
) -> None:
    get_user_model().objects.create_user("olena")
    ask = "import django; django.setup(); from django.contrib.auth.models import User;"
    said = subprocess.run(
        [sys.executable, "-c", f"{ask} print(User.objects.get().username)"],
        cwd=settings.BASE_DIR,
        env=worker_environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "olena\n"


def test_the_database_is_not_the_one_that_a_site_uses(
    worker_environment: dict[str, str],
) -> None:
    with psycopg.connect(worker_environment["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT current_database()").fetchone()
    assert row is not None
    assert row[0].startswith("test_")


def test_keys_in_redis_belong_to_this_process_alone() -> None:
    cache.set("kept", 1)
    assert cache.make_key("kept").startswith(f"test-{os.getpid()}:")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_browser_opens_a_page_of_this_test(page: Page) -> None:
    response = page.goto("/admin/login/")
    assert response is not None
    assert response.ok
    assert page.locator("input[name=username]").is_visible()


def test_a_chromium_that_is_named_but_missing_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ON_RECORD_CHROMIUM", "/no/such/browser")
    assert chromium.find() is None


@pytest.mark.django_db
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_keeps_the_next_does_not_find(turn: str) -> None:
    assert cache.get("kept") is None
    cache.set("kept", turn)


def test_cleaning_up_leaves_the_keys_of_a_run_beside_this_one() -> None:
    own, other = f"{settings.REDIS_PREFIX}own", f"other-{os.getpid()}:key"
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.mset({own: "1", other: "1"})
        forget_own_keys()
        assert client.mget(own, other) == [None, b"1"]
        client.delete(other)
