"""Processes that belong together: they start together and they end together."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from config.embedded import children

ROOT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 10.0
# A process that dies more often than this has a reason that a restart does not cure.
RESTARTS = 3
RESTART_WINDOW = 60.0


class Gone(Exception):
    """A process ended and cannot be kept up; the text is one line for a person."""


@dataclass
class Process:
    """One of them, in a process group of its own, so that a Ctrl-C reaches it only
    through us and nothing that it started can be left behind."""

    name: str
    command: list[str]
    log: Path
    started: list[float] = field(default_factory=list)
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        # A restart adds to the log of this run; a new run begins a new one.
        mode = "ab" if self.started else "wb"
        self.started.append(time.monotonic())
        with self.log.open(mode) as output:
            self.running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=children.dies_with_us(signal.SIGTERM),
            )

    def keep_up(self) -> bool:
        """Start it again if it ended; whether that was needed."""
        if self.running is None or self.running.poll() is None:
            return False
        self.end()
        recent = [at for at in self.started if at > time.monotonic() - RESTART_WINDOW]
        if len(recent) > RESTARTS:
            raise Gone(
                f"{self.name} keeps stopping (exit code {self.running.returncode}):"
                f" {self.last_line()} (all of it in {self.log})"
            )
        self.start()
        return True

    def ask_to_stop(self) -> None:
        if self.running is not None and self.running.poll() is None:
            self.running.terminate()

    def end(self, *, patience: float = 0.0) -> None:
        """Wait for it, then end whatever is left of it and of what it started."""
        if self.running is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.running.wait(patience)
        _end_group(self.running)

    def last_line(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def stop(processes: list[Process]) -> None:
    """Ask all first, so that the slowest alone decides how long it takes."""
    for process in processes:
        process.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        process.end(patience=max(0.0, deadline - time.monotonic()))


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
