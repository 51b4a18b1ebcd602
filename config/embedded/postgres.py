"""PostgreSQL: make the data folder, start the server, give it our database."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from config.embedded import children, secret
from config.embedded.account import Place

NAME = "on_record"
START_SECONDS = 60.0
# Without the sure writes that only matter when the machine itself goes down.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
GIGABYTE = 1 << 30


class DidNotStart(Exception):
    """The text is one line for a person."""


def initialise(place: Place, *, password: str) -> None:
    """Under another name first, so that a folder with the right name is whole."""
    data = place.home / "postgres"
    if data.exists():
        return
    part = place.home / "postgres.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    place.own(part)
    password_file = part.with_suffix(".password")
    secret.write(password_file, password)
    place.own(password_file)
    try:
        _initdb(place, part, password_file)
    finally:
        password_file.unlink()
    part.rename(data)


def _initdb(place: Place, data: Path, password_file: Path) -> None:
    """The locale is named because PostgreSQL would otherwise take over the caller's,
    under which Cyrillic may neither fold nor search."""
    made = subprocess.run(
        [
            place.postgres / "initdb",
            f"--pgdata={data}",
            f"--username={NAME}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-sync",
        ],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        **place.popen(),
    )
    if made.returncode:
        reason = (made.stderr.strip() or made.stdout.strip()).splitlines()[-1]
        raise DidNotStart(f"PostgreSQL could not make its data folder: {reason}")


def start(
    place: Place, *, port: int, durable: bool, log: Path
) -> subprocess.Popen[bytes]:
    data = place.home / "postgres"
    forget_stale_lock(data)
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "max_connections": "100",
    } | ({"shared_buffers": buffers()} if durable else FAST)
    with log.open("wb") as output:
        return subprocess.Popen(
            [str(place.postgres / "postgres"), "-D", str(data)]
            + [f"--{key}={value}" for key, value in options.items()],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=children.dies_with_us(signal.SIGINT),
            **place.popen(),
        )


def buffers() -> str:
    """What PostgreSQL holds of the data itself: a quarter of the memory, as its manual
    advises, where a record can grow large, and no more than a gigabyte, as others work
    on the machine, too. The memory is taken as it is needed."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{min(memory // 4, GIGABYTE) >> 20}MB"


def forget_stale_lock(data: Path) -> None:
    """PostgreSQL refuses to start while its lock names a process that exists, and a
    process that ended uncollected, as happens in containers, still exists to it."""
    lock = data / "postmaster.pid"
    if lock.exists() and not children.is_running(int(lock.read_text().split()[0])):
        lock.unlink()


def wait_until_ready(
    server: subprocess.Popen[bytes], *, port: int, password: str, log: Path
) -> str:
    """The address of our database, which is made if it is missing."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            return _database(port=port, password=password)
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise DidNotStart(f"PostgreSQL did not start: {last_line(log)} ({log})")


def last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _database(*, port: int, password: str) -> str:
    server = f"postgresql://{NAME}:{password}@127.0.0.1:{port}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
        ).fetchone()
        if found is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME))
            )
    return f"{server}/{NAME}"
