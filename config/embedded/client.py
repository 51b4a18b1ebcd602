"""How a process gets the servers of a folder: join those that run, or start them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from config.embedded import account, locks, secret

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = "addresses.json"
STOP_SECONDS = 20.0


class EmbeddedError(Exception):
    """The servers did not start; the text is one line for a person."""


@dataclass(frozen=True)
class Addresses:
    database_url: str
    redis_url: str

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


@contextmanager
def servers(folder: Path, *, durable: bool) -> Iterator[Addresses]:
    """The servers whose data lives in this folder, for the length of the block.

    An address that the environment names is used as it is, and with both named
    nothing is started. `durable=False` trades safety after a power cut for speed.
    """
    given = Addresses(
        database_url=os.environ.get("DATABASE_URL", ""),
        redis_url=os.environ.get("REDIS_URL", ""),
    )
    if are_given():
        yield given
        return
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with locks.shared(folder / locks.IN_USE):
            own = _joined_or_started(folder, durable=durable)
            yield Addresses(
                database_url=given.database_url or own.database_url,
                redis_url=given.redis_url or own.redis_url,
            )
    finally:
        _wait_until_stopped(folder)


def are_given() -> bool:
    """Whether the environment names both servers, so that none of ours is started."""
    return bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


def have_stopped(folder: Path) -> bool:
    """Whether the keeper has given up while somebody still uses its servers.

    The addresses go first when it stops, and stay where it was killed."""
    gone = not (folder / ADDRESSES).exists()
    return gone or locks.is_free(folder / locks.KEEPER)


@contextmanager
def temporary() -> Iterator[Addresses]:
    """Servers on an empty folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="on-record-") as name:
        folder = Path(name).resolve()
        # PostgreSQL may have to run as another user, who must be able to pass through.
        folder.chmod(0o711)
        try:
            with servers(folder, durable=False) as addresses:
                yield addresses
        finally:
            shutil.rmtree(account.home_of(folder), ignore_errors=True)


def _joined_or_started(folder: Path, *, durable: bool) -> Addresses:
    with locks.alone(folder / locks.STARTING):
        if locks.is_free(folder / locks.KEEPER):
            _start(folder, durable=durable)
        return Addresses(**json.loads((folder / ADDRESSES).read_text()))


def _start(folder: Path, *, durable: bool) -> None:
    """Returns when both servers answer. The keeper outlives this process if another
    one joins, so it gets a session of its own that no Ctrl-C reaches."""
    (folder / ADDRESSES).unlink(missing_ok=True)
    keeper = subprocess.Popen(
        [sys.executable, "-m", "config.embedded.keeper", str(folder)]
        + ([] if durable else ["--fast"]),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    _keepers[folder] = keeper
    assert keeper.stdout is not None  # noqa: S101 -- we asked for a pipe
    with keeper.stdout as lines:
        answer = lines.readline().strip()
    if answer != "ready":
        keeper.wait()
        raise EmbeddedError(answer or "the embedded servers stopped while starting")


# Those that this process started: it has to collect them when they end.
_keepers: dict[Path, subprocess.Popen[str]] = {}


def _wait_until_stopped(folder: Path) -> None:
    """Return when the keeper has ended, or at once when somebody else still uses it."""
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if locks.is_free(folder / locks.KEEPER):
            if keeper := _keepers.pop(folder, None):
                keeper.wait()
            return
        # The addresses go first when the keeper stops: still there means in use.
        in_use = not locks.is_free(folder / locks.IN_USE)
        if in_use and (folder / ADDRESSES).exists():
            return
        time.sleep(0.05)


def write_addresses(folder: Path, addresses: Addresses) -> None:
    secret.write(folder / ADDRESSES, json.dumps(asdict(addresses)))
