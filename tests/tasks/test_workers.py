"""Real workers, real messages: nothing is lost and nothing is doubled."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from config import run
from tests.engine.looking import Pages, story
from tests.factories import add_source
from tests.tasks.conftest import Worker, kill, manage, until
from tracker.models import Check, Host, Source
from tracker.rules.limits import Limits
from tracker.tasks import sweep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.workers]

Start = Callable[..., Worker]


def add_due(pages: Pages, path: str) -> Source:
    """A source that is due, on a host of its own so that none waits for another."""
    pages.say(path, story())
    source = add_source(pages.url(path), due_at=datetime.now(UTC))
    source.host = Host.objects.create(name=f"host-of{path}")
    source.save(update_fields=["host"])
    return source


def swept() -> int:
    """Ask for a sweep twice, as two clocks would, and count the checks so far."""
    sweep.apply_async(expires=5)
    sweep.apply_async(expires=5)
    return Check.objects.count()


def test_swept_sources_are_checked_once_each(
    pages: Pages, limits: Limits, start_worker: Start
) -> None:
    for number in range(6):
        add_due(pages, f"/page{number}")
    start_worker()

    assert until(lambda: swept() >= 6)
    assert not until(lambda: Check.objects.count() > 6, seconds=0.5)
    assert set(Source.objects.values_list("check_seq", flat=True)) == {1}
    assert not Source.objects.filter(lease_token__isnull=False).exists()
    assert not Host.objects.filter(lease_token__isnull=False).exists()


def test_worker_killed_in_the_middle_of_a_fetch_loses_and_doubles_nothing(
    pages: Pages, limits: Limits, start_worker: Start
) -> None:
    add_due(pages, "/slow")
    for number in range(3):
        add_due(pages, f"/page{number}")
    slow = pages.hold("/slow")
    first = start_worker()
    assert until(lambda: swept() >= 0 and slow.begun.is_set())

    kill(first)
    slow.go.set()
    start_worker()

    assert until(lambda: swept() >= 4)
    assert not until(lambda: Check.objects.count() > 4, seconds=0.5)
    assert set(Source.objects.values_list("check_seq", flat=True)) == {1}


def test_slow_sites_hold_up_none_of_the_others(
    pages: Pages, limits: Limits, start_worker: Start
) -> None:
    slow = [pages.hold(f"/slow{number}") for number in range(3)]
    for number in range(3):
        add_due(pages, f"/slow{number}")
        add_due(pages, f"/page{number}")
    start_worker(f"{run.WORKER} --concurrency=1")

    assert until(lambda: swept() >= 3)
    assert all(held.begun.is_set() for held in slow)
    looked = Check.objects.values_list("source__url", flat=True)
    assert not [url for url in looked if "/slow" in url]
    for held in slow:
        held.go.set()
    assert until(lambda: swept() >= 6)


def test_broker_that_is_away_stops_no_sweep(
    pages: Pages, limits: Limits, environment: dict[str, str]
) -> None:
    source = add_due(pages, "/page")

    done = manage(
        "shell",
        "-c",
        "from tracker.tasks import sweep; sweep()",
        environment=environment
        | {"REDIS_URL": "redis://127.0.0.1:1/0", "ON_RECORD_FETCHES": "1"},
    )

    assert done.returncode == 0, done.stderr
    assert "the broker is away" in done.stderr
    assert Check.objects.get().source == source
