"""`python -m tests.bench.load.measure SOURCES SECONDS`: one crowd, one figure.

A process of its own, for the settings of a crowd are read once. It starts the servers
(durable), the site, one Celery worker with two processes and the clock, waits until
all of it runs, and counts for so many seconds what was committed.
"""

import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from config import embedded, ports
from config.embedded import secret
from tests.bench.load import costs, crowd, running
from tests.bench.load.pages import HOSTS, host

WARM_UP = 10.0
EXPECTED = {"unchanged", "changed", "changed_minor"}
_ROOT = Path(__file__).resolve().parents[3]
_PYTHON = [sys.executable, "-m"]
_CELERY = [*_PYTHON, "celery", "--app=tests.bench.load.workers"]
_WORKER = [
    *_CELERY,
    "worker",
    "--queues=sweep",
    "--concurrency=2",
    "--loglevel=WARNING",
]
_CLOCK = [*_CELERY, "beat", "--pidfile=", "--loglevel=WARNING"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one crowd came to.

    `costs` are milliseconds of processor time a check, by part. `shortest_pause` is
    between two requests of one host, in seconds, as the site saw it.
    """

    sources: int
    a_minute: float
    changed: float
    costs: dict[str, float]
    seeded_in: float
    gap: float
    shortest_pause: float
    most_at_once: int


def measure(sources: int, seconds: float, *, gap: float) -> Load:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        folder.chmod(0o711)
        port = ports.first_free()
        addresses = stack.enter_context(embedded.servers(folder, durable=True))
        os.environ.update(addresses.environment() | _settings(folder, port, gap))
        django.setup()
        call_command("migrate", verbosity=0)
        began = time.monotonic()
        crowd.add(sources, port=port)
        seeded_in = time.monotonic() - began
        site = stack.enter_context(running.site(port))
        roots = {"site": site.pid, "database": costs.database_server()}
        worker = stack.enter_context(running.running(running.WORKER))
        roots["workers"] = worker.pid
        stack.enter_context(running.running(running.CLOCK))
        counted, spent, took = _count(roots, seconds)
        seen = running.told(site)
    checks = counted["checks"]
    return Load(
        sources=sources,
        a_minute=checks / took * 60,
        changed=counted["changed"] / checks,
        costs={name: used / checks * 1000 for name, used in spent.items()},
        seeded_in=seeded_in,
        gap=gap,
        shortest_pause=seen["shortest_pause"],
        most_at_once=int(seen["most_at_once"]),
    )


def _settings(folder: Path, port: int, gap: float) -> dict[str, str]:
    """Everything is due again a second after its look, so that no crowd runs out."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ON_RECORD_SECRET_KEY": secret.kept(folder / "secret-key"),
        "ON_RECORD_VAR": str(folder),
        "ON_RECORD_HOST_GAP": str(gap),
        "ON_RECORD_SWEEP_EVERY": "1",
        "ON_RECORD_MIN_INTERVAL": "1",
        "ON_RECORD_MAX_INTERVAL": "1",
        "ON_RECORD_FETCH_ALLOW": ",".join(f"{host(n)}:{port}" for n in range(HOSTS)),
    }


def _count(
    roots: dict[str, int], seconds: float
) -> tuple[dict[str, int], dict[str, float], float]:
    """What was committed in so many seconds, once all of it runs, and what it cost."""
    first = _last_check()
    while _last_check() < first + 100:
        time.sleep(0.2)
    time.sleep(WARM_UP)
    began, first, before = time.monotonic(), _last_check(), costs.seconds_of(roots)
    time.sleep(seconds)
    took, last, after = time.monotonic() - began, _last_check(), costs.seconds_of(roots)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, count(*) FROM tracker_check WHERE id > %s AND id <= %s"
            " GROUP BY outcome",
            (first, last),
        )
        came_to = dict(cursor.fetchall())
    assert came_to.keys() <= EXPECTED, came_to
    checks = sum(came_to.values())
    changed = checks - came_to.get("unchanged", 0)
    spent = {name: after[name] - before[name] for name in roots}
    return {"checks": checks, "changed": changed}, spent, took


def _last_check() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM tracker_check")
        (number,) = cursor.fetchone()
    return int(number)


if __name__ == "__main__":
    asked_sources, asked_seconds, asked_gap = sys.argv[1:]
    found = measure(int(asked_sources), float(asked_seconds), gap=float(asked_gap))
    sys.stdout.write(json.dumps(asdict(found)))
