"""`python -m tests.bench.load.chaos SOURCES WORKERS REDIS DATABASE`: kill and count.

So many sources are due once each, on a site that takes its time. While two clocks and
a Celery worker look at them, the worker is killed with -9 so many times, Redis too,
and PostgreSQL is restarted, evenly over the work. Then the rows are counted.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path

import django
from django.core.management import call_command
from django.db import OperationalError, connection

from config import ports
from config.embedded import secret
from tests.bench.load import crowd, running
from tests.bench.load.pages import HOSTS, host
from tests.bench.load.running import Servers

SECONDS = 600.0
DELAY = 0.3
LEASE = 8.0

_COUNTS = """
SELECT count(*) FILTER (WHERE source.check_seq = 1),
  count(*) FILTER (WHERE source.check_seq > 2 OR source.check_seq <> (
    SELECT count(*) FROM tracker_check WHERE source_id = source.id)),
  (SELECT count(*) FROM tracker_check WHERE seq > 1) FROM tracker_source source
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chaos:
    """`lost` sources have no check, `doubled` have more than one or numbers that do
    not follow each other; `asked` is how many pages the site was asked for."""

    sources: int
    checks: int
    lost: int
    doubled: int
    asked: int
    worker_kills: int
    redis_kills: int
    database_restarts: int
    seconds: float


def chaos(sources: int, *, workers: int, redis: int, database: int) -> Chaos:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
        folder.chmod(0o711)
        servers = Servers(folder)
        stack.callback(servers.stop)
        port = ports.first_free()
        os.environ.update(servers.environment() | _settings(folder, port))
        django.setup()
        call_command("migrate", verbosity=0)
        crowd.add(sources, port=port)
        site = stack.enter_context(running.site(port, delay=DELAY))
        for _ in range(2):
            stack.enter_context(running.running(running.CLOCK))
        worker = [stack.enter_context(running.running(running.WORKER))]

        def kill_worker() -> None:
            running.kill(worker.pop())
            worker.append(stack.enter_context(running.running(running.WORKER)))

        began = time.monotonic()
        blows = _in_turn(
            [kill_worker] * workers,
            [servers.kill_redis] * redis,
            [servers.restart_database] * database,
        )
        _strike(blows, sources)
        waiting, doubled, checks = _counts()
        took = time.monotonic() - began
        asked = running.told(site)["requests"]
    return Chaos(
        sources=sources,
        checks=checks,
        lost=waiting,
        doubled=doubled,
        asked=int(asked),
        worker_kills=workers,
        redis_kills=redis,
        database_restarts=database,
        seconds=took,
    )


def _settings(folder: Path, port: int) -> dict[str, str]:
    """Nothing is due a second time while we count."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ON_RECORD_SECRET_KEY": secret.kept(folder / "secret-key"),
        "ON_RECORD_VAR": str(folder),
        "ON_RECORD_HOST_GAP": "0",
        "ON_RECORD_SWEEP_EVERY": "1",
        "ON_RECORD_SWEEP_FOR": "5",
        "ON_RECORD_FETCHES": "8",
        "ON_RECORD_LEASE": str(LEASE),
        "ON_RECORD_FETCH_DEADLINE": "3",
        "ON_RECORD_MIN_INTERVAL": "86400",
        "ON_RECORD_FETCH_ALLOW": ",".join(f"{host(n)}:{port}" for n in range(HOSTS)),
    }


def _in_turn(*kinds: list[Callable[[], None]]) -> list[Callable[[], None]]:
    rounds = zip_longest(*kinds)
    return [blow for one in rounds for blow in one if blow is not None]


def _strike(blows: list[Callable[[], None]], sources: int) -> None:
    """One blow after each equal part of the work; then wait until all of it is done."""
    ends = time.monotonic() + SECONDS
    steps = [sources * (at + 1) // (len(blows) + 1) for at in range(len(blows))]
    for step, blow in zip(steps, blows, strict=True):
        _until(step, ends)
        blow()
    _until(sources, ends)
    # Whatever was to come twice has come by the time that every lease is over.
    time.sleep(LEASE + 1)


def _until(checks: int, ends: float) -> None:
    while time.monotonic() < ends and _counts()[2] < checks:
        time.sleep(0.1)


def _counts() -> tuple[int, int, int]:
    """Sources without a check, sources with too many, and checks."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNTS)
            waiting, doubled, checks = cursor.fetchone()
    except OperationalError:
        # It was restarted under us.
        connection.close()
        return _counts()
    return int(waiting), int(doubled), int(checks)


if __name__ == "__main__":
    number, *kills = (int(one) for one in sys.argv[1:])
    found = chaos(number, workers=kills[0], redis=kills[1], database=kills[2])
    sys.stdout.write(json.dumps(asdict(found)))
