"""The process that runs the servers of one folder while anybody uses them.

Started by the client; says `ready`, or one line of what went wrong, and from then on
only watches: the servers, and the lock that their users hold.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from config.embedded import children, locks, postgres, secret, valkey
from config.embedded.account import place
from config.embedded.client import ADDRESSES, Addresses, write_addresses

WATCH_SECONDS = 0.2
STOP_SECONDS = 15.0

Server = subprocess.Popen[bytes]


def main() -> int:
    arguments = _arguments()
    folder: Path = arguments.folder
    # Who starts us may be gone before we are; only the lock decides when to stop.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if not locks.take_until_exit(folder / locks.KEEPER):
        return _say("another process is just starting these servers")
    running: list[Server] = []
    try:
        _start(folder, running, durable=not arguments.fast)
    except (postgres.DidNotStart, OSError) as error:
        _stop(folder, running)
        return _say(" ".join(str(error).split()))
    _say("ready")
    _keep(folder, running)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fast", action="store_true")
    return parser.parse_args()


def _say(line: str) -> int:
    # Who started us may be gone; then nobody uses the servers, and they stop at once.
    with suppress(BrokenPipeError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    # The pipe's reader has what it waits for, and nobody reads on.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _start(folder: Path, running: list[Server], *, durable: bool) -> None:
    children.end_those_left(folder)
    where = place(folder)
    password = secret.kept(folder / "password")
    postgres.initialise(where, password=password)
    port, redis_port = _free_ports()
    logs = folder / "postgres.log", folder / "valkey.log"
    running.append(postgres.start(where, port=port, durable=durable, log=logs[0]))
    running.append(valkey.start(where, port=redis_port, password=password, log=logs[1]))
    children.note(folder, running)
    addresses = Addresses(
        database_url=postgres.wait_until_ready(
            running[0], port=port, password=password, log=logs[0]
        ),
        redis_url=valkey.wait_until_ready(
            running[1], port=redis_port, password=password, log=logs[1]
        ),
    )
    write_addresses(folder, addresses)


def _free_ports() -> tuple[int, int]:
    """Both are held open together, so that they differ."""
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def _keep(folder: Path, running: list[Server]) -> None:
    """Ends with the last user, or with the first server: half a pair serves nobody."""
    try:
        while all(server.poll() is None for server in running):
            with locks.alone_if_free(folder / locks.IN_USE) as unused:
                if unused:
                    # Still under the lock, so that the next user waits for a clean end.
                    _stop(folder, running)
                    return
            time.sleep(WATCH_SECONDS)
    except FileNotFoundError:
        # The folder was removed, and with it everything that could be used.
        pass
    _stop(folder, running)


def _stop(folder: Path, running: list[Server]) -> None:
    (folder / ADDRESSES).unlink(missing_ok=True)
    for server in running:
        # To PostgreSQL: end every session and stop. To Valkey: stop.
        server.send_signal(signal.SIGINT)
    for server in running:
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    (folder / children.LEFT).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
