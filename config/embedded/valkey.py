"""Valkey, which speaks Redis: broker and cache, with nothing worth keeping on disk."""

import signal
import subprocess
import time
from pathlib import Path

import redis

from config.embedded import children
from config.embedded.account import Place
from config.embedded.postgres import DidNotStart, last_line

START_SECONDS = 30.0


def start(
    place: Place, *, port: int, password: str, log: Path
) -> subprocess.Popen[bytes]:
    """The configuration goes in through a pipe, so no list of processes shows the
    password."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            [place.valkey, "-"],
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            preexec_fn=children.dies_with_us(signal.SIGTERM),
            **place.popen(),
        )
    lines = (
        "bind 127.0.0.1",
        f"port {port}",
        f"requirepass {password}",
        'save ""',
        "appendonly no",
        "daemonize no",
    )
    assert server.stdin is not None  # noqa: S101 -- we asked for a pipe
    with server.stdin as configuration:
        configuration.write("\n".join(lines).encode())
    return server


def wait_until_ready(
    server: subprocess.Popen[bytes], *, port: int, password: str, log: Path
) -> str:
    address = f"redis://:{password}@127.0.0.1:{port}/0"
    deadline = time.monotonic() + START_SECONDS
    with redis.Redis.from_url(address) as client:
        while time.monotonic() < deadline and server.poll() is None:
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
            else:
                return address
    raise DidNotStart(f"Valkey did not start: {last_line(log)} ({log})")
