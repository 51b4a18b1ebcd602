"""An editor's "check now" waits for its site's turn, and for nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from config import run
from tests.engine.looking import Held, Pages, story
from tests.factories import add_source
from tests.tasks.conftest import LEASE, Worker, until
from tracker.engine.lease import (
    ANY,
    ASKED_FOR,
    CLAIM,
    ask_soon,
    claim_due,
)
from tracker.models import Check, Host, Source
from tracker.rules.limits import Limits
from tracker.tasks import ask, check_now, sweep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.workers]

Start = Callable[..., Worker]

HOSTS = """
INSERT INTO tracker_host (name, robots_body, ignores_robots, ignores_robots_reason)
SELECT 'site' || n || '.example', '', false, '' FROM generate_series(1, 3000) n
"""
SOURCES = """
INSERT INTO tracker_source (url, host_id, due_at, is_live, due_reason, priority,
  check_seq, state, failures, etag, last_modified, intervals, changes)
SELECT 'http://' || host.name || '/' || n, host.id, now() - interval '1 hour', false,
  '', 0, 0, 'ok', 0, '', '', '{}', '{}'
FROM tracker_host host CROSS JOIN generate_series(1, 34) n
WHERE host.name LIKE 'site%.example'
"""


def add_crowd() -> None:
    """102,000 sources on 3,000 hosts, all due for an hour."""
    with connection.cursor() as cursor:
        cursor.execute(HOSTS)
        cursor.execute(SOURCES)


def add_page(pages: Pages, path: str) -> Source:
    """A source that is not due, on a host of its own."""
    pages.say(path, story())
    source = add_source(pages.url(path))
    source.host = Host.objects.create(name=f"host-of{path}")
    source.save(update_fields=["host"])
    return source


def occupy(pages: Pages, path: str) -> Held:
    """Give the usual worker a page that does not answer."""
    held = pages.hold(path)
    source = add_page(pages, path)
    Source.objects.filter(pk=source.pk).update(due_at=datetime.now(UTC))
    return held


# The crowd is written down while the slow pages are waited for.
@pytest.mark.parametrize("patience", [8.0])
def test_check_now_begins_within_two_seconds_whatever_else_is_due(
    pages: Pages, limits: Limits, start_worker: Start
) -> None:
    start_worker()
    start_worker(run.URGENT)
    warm = add_page(pages, "/warm")
    assert until(lambda: ask(warm.pk, datetime.now(UTC)) is None)
    assert until(lambda: Check.objects.filter(source=warm).exists())
    slow = [occupy(pages, f"/slow{number}") for number in range(2)]
    sweep.delay()
    assert until(lambda: all(held.begun.is_set() for held in slow))
    add_crowd()
    wanted = add_page(pages, "/wanted")

    assert ask(wanted.pk, datetime.now(UTC)) is None

    assert until(lambda: "/wanted" in pages.paths_asked(), seconds=2)
    assert not Check.objects.filter(source__url__contains="/slow").exists()
    assert until(lambda: Check.objects.filter(source=wanted).exists())
    for held in slow:
        held.go.set()


def test_asking_many_times_gives_one_check(
    pages: Pages, limits: Limits, start_worker: Start
) -> None:
    wanted = add_page(pages, "/wanted")
    for _ in range(3):
        ask(wanted.pk, datetime.now(UTC))
    sweep.delay()

    start_worker(run.URGENT)
    start_worker()

    assert until(lambda: Check.objects.exists())
    assert not until(lambda: Check.objects.count() > 1, seconds=1)
    assert pages.paths_asked().count("/wanted") == 1


def test_wish_whose_hint_was_lost_is_fulfilled_by_the_next_sweep(
    pages: Pages, limits: Limits
) -> None:
    wanted = add_page(pages, "/wanted")
    ask_soon(wanted.pk, datetime.now(UTC))

    sweep()

    assert Check.objects.get().source == wanted


def test_wish_is_told_when_the_turn_of_its_site_comes(
    pages: Pages, limits: Limits
) -> None:
    wanted = add_page(pages, "/wanted")
    turn = datetime.now(UTC) + timedelta(seconds=LEASE)
    Host.objects.filter(pk=wanted.host_id).update(next_allowed_at=turn)

    wait = ask(wanted.pk, datetime.now(UTC))
    check_now(wanted.pk)
    sweep()

    assert wait is not None
    assert wait.until == turn
    assert pages.asked == []


@pytest.mark.parametrize(
    ("priority", "index"), [(ASKED_FOR, "source_asked_for"), (ANY, "source_turn")]
)
def test_claim_finds_its_rows_by_index_however_many_are_due(
    limits: Limits, priority: int, index: str
) -> None:
    add_crowd()
    now = datetime.now(UTC) + timedelta(seconds=1)
    values: dict[str, datetime | int] = {
        "now": now,
        "until": now + timedelta(seconds=LEASE),
        "limit": 100,
        "priority": priority,
        "asked_for": ASKED_FOR,
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tracker_source, tracker_host")
        cursor.execute(f"EXPLAIN {CLAIM}", values)
        plan = "\n".join(str(line) for (line,) in cursor.fetchall())

    assert index in plan
    assert "Seq Scan on tracker_source" not in plan
    assert len(claim_due(now, 100, limits=limits)) == 100
