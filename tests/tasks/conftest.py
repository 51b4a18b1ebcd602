"""Real workers on the servers of the test run, and a site that they look at."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace

import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from config import run
from tests.engine.conftest import pages
from tests.engine.looking import Pages
from tracker.engine import asking
from tracker.rules.limits import Limits

__all__ = ["pages"]

# Short enough to wait for; half of it is a task's hard limit, in which a new worker on
# a busy machine must start its parser, too.
LEASE = 12.0
FETCH = 4.0
QUICK = {
    "ON_RECORD_HOST_GAP": "0",
    "ON_RECORD_WORKERS": "2",
}

Worker = subprocess.Popen[bytes]


@pytest.fixture
def patience() -> float:
    """By how much the two are longer for a test with more to do meanwhile."""
    return 1.0


@pytest.fixture
def limits(settings: Settings, pages: Pages, patience: float) -> Iterator[Limits]:
    """The numbers that the workers have, too.

    The tools of a process are made once from its settings; here, once a test.
    """
    settings.ON_RECORD = replace(
        settings.ON_RECORD,
        lease=patience * LEASE,
        fetch_deadline=patience * FETCH,
        host_gap=0.0,
        fetch_allow=frozenset({f"127.0.0.1:{pages.port}"}),
    )
    asking.tools.cache_clear()
    yield settings.ON_RECORD
    asking.tools().parser.close()
    asking.tools.cache_clear()


@pytest.fixture
def environment(
    worker_environment: dict[str, str], limits: Limits, pages: Pages
) -> dict[str, str]:
    return (
        worker_environment
        | QUICK
        | {
            "ON_RECORD_LEASE": str(limits.lease),
            "ON_RECORD_FETCH_DEADLINE": str(limits.fetch_deadline),
            "ON_RECORD_FETCH_ALLOW": f"127.0.0.1:{pages.port}",
        }
    )


@pytest.fixture
def start_worker(environment: dict[str, str]) -> Iterator[Callable[..., Worker]]:
    """Starts workers as `make run` does; none outlives its test."""
    with ExitStack() as running:
        numbers = iter(range(9))
        celery = [sys.executable, "-m", "celery", "--app=config"]

        def start(command: str = run.WORKER) -> Worker:
            name = f"--hostname=test{next(numbers)}@{os.getpid()}"
            worker = subprocess.Popen(
                [*celery, *command.split(), name, "--loglevel=WARNING"],
                env=environment,
                cwd=settings.BASE_DIR,
                start_new_session=True,
            )
            running.callback(kill, worker)
            return worker

        yield start


def kill(worker: Worker) -> None:
    """kill -9 for the worker and all its processes."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def until(is_so: Callable[[], bool], *, seconds: float = 60.0) -> bool:
    """Whether it came to be so in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return is_so()


def manage(
    *arguments: str, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a management command as an operator does."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
