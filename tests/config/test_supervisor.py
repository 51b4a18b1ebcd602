import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from config.supervisor import RESTARTS, Gone, Process, stop

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(["sleep", "60"])
print(child.pid, flush=True)
time.sleep(60)
"""


def process(folder: Path, code: str) -> Process:
    return Process(
        name="worker",
        command=[sys.executable, "-c", code],
        log=folder / "log" / "worker.log",
    )


def ended(each: Process) -> None:
    assert each.running is not None
    each.running.wait(10)


def test_a_process_that_dies_is_started_again(tmp_path: Path) -> None:
    one = process(tmp_path, "import time; time.sleep(60)")
    one.start()
    assert not one.keep_up()
    assert one.running is not None
    one.running.kill()
    ended(one)
    assert one.keep_up()
    assert one.running.poll() is None
    stop([one])


def test_one_that_keeps_dying_is_reported_with_its_last_words(tmp_path: Path) -> None:
    one = process(tmp_path, "raise SystemExit('no such queue')")
    one.start()
    for _ in range(RESTARTS):
        ended(one)
        assert one.keep_up()
    ended(one)
    with pytest.raises(
        Gone, match=r"worker keeps stopping .* no such queue .*worker\.log"
    ):
        one.keep_up()


def test_stopping_ends_even_what_a_stubborn_process_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.supervisor.STOP_SECONDS", 0.2)
    one = process(tmp_path, STUBBORN)
    one.start()
    while not one.log.read_text().strip():
        time.sleep(0.05)
    child = int(one.log.read_text())
    stop([one])
    ended(one)
    assert has_ended(child)


def has_ended(pid: int) -> bool:
    """A signal is on its way for a moment before it ends anything."""
    with suppress(psutil.NoSuchProcess):
        child = psutil.Process(pid)
        deadline = time.monotonic() + 10
        while child.status() != "zombie" and time.monotonic() < deadline:
            time.sleep(0.05)
        return child.status() == "zombie"
    return True
