import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config import embedded
from config.embedded import account, locks
from config.embedded.client import ROOT
from tests.config.processes import is_alive

# A user of the servers that says their addresses and then only waits.
USER = """
import sys, time
from pathlib import Path
from config import embedded
with embedded.servers(Path(sys.argv[1]), durable=False) as addresses:
    print(addresses.database_url, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _no_servers_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that any user of the machine may pass through."""
    with tempfile.TemporaryDirectory(prefix="on-record-") as name:
        path = Path(name).resolve()
        path.chmod(0o711)
        yield path
        for process in running_on(path):
            process.kill()


def running_on(folder: Path) -> list[psutil.Process]:
    """Ours on this folder: the keeper, the servers, and what they started."""
    home = str(account.home_of(folder))
    found = []
    for process in psutil.process_iter(["cmdline", "cwd", "status"]):
        words = " ".join(process.info["cmdline"] or [])
        place = process.info["cwd"] or ""
        if any(str(path) in words + place for path in (folder, home)):
            found.append(process)
    return [each for each in found if each.info["status"] != psutil.STATUS_ZOMBIE]


def wait_until(true: Callable[[], bool], *, seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    return true()


def a_user(folder: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout as lines:
        return process, lines.readline().strip()


def answer(address: str, question: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_a_desk_can_be_seeded_quickly_on_them(folder: Path) -> None:
    """Where nobody names servers, no test of a quick seed is skipped."""
    asked = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    with embedded.servers(folder, durable=False) as addresses:
        assert answer(addresses.database_url, asked) is True


def test_both_servers_answer_and_nothing_is_left_afterwards(folder: Path) -> None:
    with embedded.servers(folder, durable=False) as addresses:
        assert answer(addresses.database_url, "SELECT 1") == 1
        with redis.Redis.from_url(addresses.redis_url) as client:
            assert client.ping()
        assert running_on(folder)
    assert not running_on(folder)


def test_cyrillic_folds_whatever_the_callers_locale(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    with embedded.servers(folder, durable=False) as addresses:
        assert answer(addresses.database_url, "SELECT lower('КИЇВ')") == "київ"
        assert answer(addresses.database_url, "SHOW server_encoding") == "UTF8"


def test_a_second_user_joins_and_the_last_one_ends_the_servers(folder: Path) -> None:
    with embedded.servers(folder, durable=False) as first:
        with embedded.servers(folder, durable=False) as second:
            assert second == first
        assert answer(first.database_url, "SELECT 1") == 1
    assert not running_on(folder)


def test_the_data_outlives_the_servers(folder: Path) -> None:
    with (
        embedded.servers(folder, durable=True) as addresses,
        psycopg.connect(addresses.database_url) as connection,
    ):
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with embedded.servers(folder, durable=True) as addresses:
        assert answer(addresses.database_url, "SELECT number FROM kept") == 7


def test_a_user_that_is_killed_leaves_no_server_behind(folder: Path) -> None:
    user, _ = a_user(folder)
    assert running_on(folder)
    user.kill()
    user.wait()
    assert wait_until(lambda: not running_on(folder))


def test_after_a_killed_keeper_the_data_starts_again(folder: Path) -> None:
    user, _ = a_user(folder)
    (keeper,) = (
        each
        for each in running_on(folder)
        if "config.embedded.keeper" in each.cmdline()
    )
    keeper.kill()
    assert wait_until(lambda: locks.is_free(folder / locks.KEEPER))
    user.kill()
    user.wait()
    with embedded.servers(folder, durable=False) as addresses:
        assert answer(addresses.database_url, "SELECT 1") == 1
    assert not running_on(folder)


def test_a_server_left_behind_is_ended_before_the_next_start(folder: Path) -> None:
    """As on systems that cannot end a child with its parent."""
    user, _ = a_user(folder)
    left = running_on(folder)
    keeper = next(each for each in left if "config.embedded.keeper" in each.cmdline())
    keeper.send_signal(signal.SIGSTOP)
    servers = [each for each in left if each.ppid() == keeper.pid]
    user.kill()
    user.wait()
    (folder / locks.KEEPER).rename(folder / "lock of the stopped keeper")
    (folder / locks.IN_USE).rename(folder / "use of the stopped keeper")
    with embedded.servers(folder, durable=False) as addresses:
        assert answer(addresses.database_url, "SELECT 1") == 1
        assert not any(is_alive(each) for each in servers)
    keeper.kill()


def test_a_lock_of_a_process_that_is_gone_does_not_stop_the_start(folder: Path) -> None:
    with embedded.servers(folder, durable=False):
        lock = (account.home_of(folder) / "postgres" / "postmaster.pid").read_text()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    stale = account.home_of(folder) / "postgres" / "postmaster.pid"
    stale.write_text(lock.replace(lock.split()[0], str(gone.pid), 1))
    with embedded.servers(folder, durable=False) as addresses:
        assert answer(addresses.database_url, "SELECT 1") == 1


def test_only_the_owner_reads_the_password(folder: Path) -> None:
    with embedded.servers(folder, durable=False) as addresses:
        for name in ("password", "addresses.json"):
            assert (folder / name).stat().st_mode & 0o077 == 0
        without = addresses.database_url.replace(
            (folder / "password").read_text(), "wrong"
        )
        with pytest.raises(psycopg.OperationalError, match="password"):
            answer(without, "SELECT 1")


def test_no_list_of_processes_shows_the_password(folder: Path) -> None:
    with embedded.servers(folder, durable=False):
        password = (folder / "password").read_text()
        shown = [word for each in running_on(folder) for word in each.cmdline()]
    assert shown
    assert not any(password in word for word in shown)


def test_with_both_addresses_given_nothing_is_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example.org/name")
    monkeypatch.setenv("REDIS_URL", "redis://redis.example.org")
    with embedded.servers(folder, durable=False) as addresses:
        assert addresses.database_url == "postgresql://db.example.org/name"
        assert not list(folder.iterdir())


def test_one_address_given_is_used_beside_our_own_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://redis.example.org")
    with embedded.servers(folder, durable=False) as addresses:
        assert addresses.redis_url == "redis://redis.example.org"
        assert answer(addresses.database_url, "SELECT 1") == 1


def test_a_start_that_fails_is_one_line(folder: Path) -> None:
    (folder / "postgres").mkdir(mode=0o700)
    with (
        pytest.raises(embedded.EmbeddedError, match=r"^PostgreSQL did not start: .*$"),
        embedded.servers(folder, durable=False),
    ):
        pass
    assert not running_on(folder)


def test_a_closed_folder_stays_closed_and_root_keeps_its_servers_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ON_RECORD_SERVERS", str(folder / "elsewhere"))
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with embedded.servers(closed / "var", durable=False) as addresses:
        assert answer(addresses.database_url, "SELECT 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    assert closed.stat().st_uid == os.geteuid()
    inside = (closed / "var" / "postgres").exists()
    assert inside == (os.geteuid() != 0)
