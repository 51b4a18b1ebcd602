"""Processes that end with us, and the ones that a killed keeper left behind."""

import ctypes
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
LEFT = "children.json"


def dies_with_us(sent: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the child gets this signal when its parent dies (Linux only).

    The library is looked up before the fork, where that is still safe.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, sent)


def note(folder: Path, running: list[subprocess.Popen[bytes]]) -> None:
    """Write down who they are. A number alone could later be anybody's, so the moment
    of birth is noted with it."""
    born = [(child.pid, psutil.Process(child.pid).create_time()) for child in running]
    (folder / LEFT).write_text(json.dumps(born))


def end_those_left(folder: Path) -> None:
    """Stop what a keeper that was killed could not stop itself."""
    if not (folder / LEFT).exists():
        return
    left = [_same(pid, born) for pid, born in json.loads((folder / LEFT).read_text())]
    alive = [process for process in left if process is not None]
    for process in alive:
        process.send_signal(signal.SIGINT)
    for process in _still_running(alive, seconds=10):
        process.kill()
    _still_running(alive, seconds=5)
    (folder / LEFT).unlink()


def is_running(pid: int) -> bool:
    """A process that has ended but was never collected is not running."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _still_running(
    processes: list[psutil.Process], *, seconds: float
) -> list[psutil.Process]:
    """Those that have not ended when the time is over."""
    deadline = time.monotonic() + seconds
    while processes and time.monotonic() < deadline:
        processes = [each for each in processes if is_running(each.pid)]
        time.sleep(0.05)
    return processes


def _same(pid: int, born: float) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        alive = is_running(pid) and abs(process.create_time() - born) < 1
    except psutil.NoSuchProcess:
        return None
    return process if alive else None
