"""The parts of a load that run beside it: processes that end with their block, and
servers that can be killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from config import ports
from config.embedded import account, postgres, secret, valkey

ROOT = Path(__file__).resolve().parents[3]
PYTHON = [sys.executable, "-m"]
_CELERY = [*PYTHON, "celery", "--app=tests.bench.load.workers"]
WORKER = [*_CELERY, "worker", "--queues=sweep", "--concurrency=2", "--loglevel=ERROR"]
CLOCK = [*_CELERY, "beat", "--pidfile=", "--loglevel=ERROR"]


@contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own; nothing of it outlives the block."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """kill -9, for the process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def site(port: int, *, delay: float = 0.0) -> Iterator[subprocess.Popen[str]]:
    """The site of all hosts, once it answers; ask `told` what it saw."""
    command = [*PYTHON, "tests.bench.load.site", str(port), str(delay)]
    with running(command) as process:
        _wait_for(port)
        yield process


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        with suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.05)
    raise TimeoutError("the site of the load did not start")


def told(site: subprocess.Popen[str]) -> Mapping[str, float]:
    """End the site and hear what it saw."""
    site.terminate()
    said, _ = site.communicate(timeout=30)
    found: Mapping[str, float] = json.loads(said)
    return found


class Servers:
    """PostgreSQL and Valkey of our own, sure of their writes, to be knocked over."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "server.log"
        self._place = account.place(folder)
        self._password = secret.kept(folder / "password")
        postgres.initialise(self._place, password=self._password)
        self._port, self._redis_port = ports.first_free(), 0
        self._start_database()
        self._redis_port = ports.first_free()
        self._start_redis()

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self._database_url, "REDIS_URL": self._redis_url}

    def kill_redis(self) -> None:
        """kill -9; what comes back knows nothing of any message."""
        self._redis.kill()
        self._redis.wait()
        self._start_redis()

    def restart_database(self) -> None:
        """Every session is ended, and nobody is answered until it is back."""
        self._postgres.send_signal(signal.SIGINT)
        self._postgres.wait()
        self._start_database()

    def stop(self) -> None:
        for server in (self._postgres, self._redis):
            server.send_signal(signal.SIGINT)
        for server in (self._postgres, self._redis):
            server.wait()

    def _start_database(self) -> None:
        self._postgres = postgres.start(
            self._place, port=self._port, durable=True, log=self._log
        )
        self._database_url = postgres.wait_until_ready(
            self._postgres, port=self._port, password=self._password, log=self._log
        )

    def _start_redis(self) -> None:
        self._redis = valkey.start(
            self._place, port=self._redis_port, password=self._password, log=self._log
        )
        self._redis_url = valkey.wait_until_ready(
            self._redis, port=self._redis_port, password=self._password, log=self._log
        )
