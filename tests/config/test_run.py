import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from config import ports
from config.run import main
from tests.config.processes import is_alive

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="on-record-") as name:
        path = Path(name).resolve()
        path.chmod(0o711)
        yield path


def run(var: Path) -> subprocess.Popen[str]:
    """An empty desk on a free port, with servers of its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ON_RECORD_")
        and name not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    } | {"ON_RECORD_VAR": str(var)}
    port = ports.first_free_for_the_press()
    return subprocess.Popen(
        [sys.executable, "-m", "config.run", "--no-demo", f"--port={port}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for(words: str, process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"{words!r} was not said, but: {said}")


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def left(processes: list[psutil.Process], *, seconds: float) -> list[psutil.Process]:
    deadline = time.monotonic() + seconds
    while processes and time.monotonic() < deadline:
        processes = [each for each in processes if is_alive(each)]
        time.sleep(0.1)
    return processes


@pytest.mark.workers
def test_ctrl_c_stops_all_of_it(var: Path) -> None:
    with run(var) as site:
        said = wait_for("Ctrl-C", site)
        everything = descendants(site)
        assert len(everything) > 6
        site.send_signal(signal.SIGINT)
        assert site.wait(30) == 0
    assert "/admin/" in said
    assert not left(everything, seconds=0.5)


@pytest.mark.workers
def test_a_kill_leaves_nothing_running_either(var: Path) -> None:
    with run(var) as site:
        wait_for("Ctrl-C", site)
        everything = descendants(site)
        site.kill()
        assert not left(everything, seconds=30)


@pytest.mark.workers
def test_without_its_servers_the_site_says_so_and_ends(var: Path) -> None:
    with run(var) as site:
        wait_for("Ctrl-C", site)
        everything = descendants(site)
        valkey = next(each for each in everything if "valkey" in each.name())
        valkey.kill()
        wait_for("on-record: PostgreSQL or Valkey has stopped", site)
        assert site.wait(30) == 1
    assert not left(everything, seconds=0.5)


def test_a_taken_port_is_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind((ports.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(sys, "argv", ["run", "--no-demo", f"--port={port}"])
        assert main() == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"on-record: port {port} is taken; choose another")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("fails_at", "advice"),
    [
        ("version_info", "Python 3.11 or newer is needed"),
        ("ensurepip", "apt-get install python3-venv"),
    ],
)
def test_a_machine_that_lacks_something_is_told_in_one_line(
    tmp_path: Path, fails_at: str, advice: str
) -> None:
    python = tmp_path / "python3"
    python.write_text(f'#!/bin/sh\ncase "$2" in *{fails_at}*) exit 1;; esac\n')
    python.chmod(0o755)
    said = subprocess.run(
        ["sh", ".ci/can-make-venv", str(python)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert advice in said.stderr
    assert said.stderr.count("\n") == 1
