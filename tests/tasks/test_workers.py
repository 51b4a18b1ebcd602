"""Real workers, real messages: nothing is lost and nothing is doubled."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.engine.looking import Pages, story
from tests.factories import add_source
from tests.tasks.conftest import LEASE, Worker, kill, manage, until
from tracker.engine.lease import claim_due
from tracker.models import Check, Host, Source
from tracker.rules.limits import Limits
from tracker.tasks import check, sweep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.workers]

Start = Callable[[], Worker]


def add_due(pages: Pages, path: str) -> Source:
    """A source that is due, on a host of its own so that none waits for another."""
    pages.say(path, story())
    source = add_source(pages.url(path), due_at=datetime.now(UTC))
    source.host = Host.objects.create(name=f"host-of{path}")
    source.save(update_fields=["host"])
    return source


def swept() -> int:
    """Sweep twice, as two clocks would, and count the checks so far."""
    sweep()
    sweep()
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


def test_doubled_message_gives_one_check(
    pages: Pages, limits: Limits, start_worker: Start
) -> None:
    add_due(pages, "/page")
    (lease,) = claim_due(datetime.now(UTC), 1, limits=limits)
    for _ in range(3):
        check.delay(lease.source, lease.seq, str(lease.token))

    start_worker()

    # Where the machine is so busy that the lease ends first, a sweep claims it anew.
    assert until(lambda: swept() >= 1)
    assert not until(lambda: Check.objects.count() > 1, seconds=1)
    assert set(Source.objects.values_list("check_seq", flat=True)) == {1}


def test_message_with_a_stale_token_asks_nothing_of_the_site(
    pages: Pages, limits: Limits, start_worker: Start
) -> None:
    source = add_due(pages, "/page")
    now = datetime.now(UTC)
    (stale,) = claim_due(now, 1, limits=limits)
    (fresh,) = claim_due(now + timedelta(seconds=LEASE + 1), 1, limits=limits)
    check.delay(stale.source, stale.seq, str(stale.token))
    start_worker()
    add_due(pages, "/other")

    assert until(lambda: swept() >= 1)
    assert "/page" not in pages.paths_asked()
    source.refresh_from_db()
    assert source.lease_token == fresh.token


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


def test_broker_that_is_away_stops_no_sweep(
    pages: Pages, limits: Limits, environment: dict[str, str]
) -> None:
    source = add_due(pages, "/page")

    done = manage(
        "shell",
        "-c",
        "from tracker.tasks import sweep; sweep()",
        environment=environment | {"REDIS_URL": "redis://127.0.0.1:1/0"},
    )

    assert done.returncode == 0, done.stderr
    assert "the broker is away" in done.stderr
    later = datetime.now(UTC) + timedelta(seconds=LEASE + 1)
    assert [lease.source for lease in claim_due(later, 9, limits=limits)] == [source.pk]
