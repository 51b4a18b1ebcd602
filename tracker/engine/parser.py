"""The parent's side of the parsing child: ask it, kill it, start another.

A plain `subprocess`, because a Celery worker is a daemon and may have no children of
`multiprocessing`; and a kill from outside, because no time-out inside a process stops
a parser that is busy in C. A pair of sockets, because pipes know no time-outs.
"""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from tracker.engine.errors import DeadlinePassed
from tracker.engine.exchange import SIZE, ask, framed, unpacked
from tracker.engine.types import Problem, Text
from tracker.engine.wire import Deadline
from tracker.rules.vocabulary import CheckOutcome

_ROOT = Path(__file__).resolve().parents[2]
# A new child imports its parsers first; that time is not the document's.
_START_SECONDS = 30.0
_DOCUMENTS_PER_CHILD = 2000
# One that has grown gives little of it back, so it makes room for a fresh one.
_LARGEST_SIZE = 200_000_000
# Dead, too slow, or saying what no child of ours says.
_NO_ANSWER = (DeadlinePassed, OSError, ValueError, KeyError, TypeError, RecursionError)


class Parser:
    """One child, started when first needed and replaced when it dies.

    Safe between threads (they take turns) and after a fork (each process starts a
    child of its own). `seconds` is wall time for one document.
    """

    def __init__(self, *, seconds: float = 20.0) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._owner = 0
        self._answered = 0
        self._is_worn = False

    def extract(self, body: bytes, *, url: str, content_type: str) -> Text | Problem:
        """The text of a document, or why there is none; never raises for a document."""
        question = framed({"url": url, "content_type": content_type}, body)
        with self._turn:
            line = self._line_to_living_child()
            try:
                return self._asked(line, question)
            except _NO_ANSWER:
                self._kill()
        return Problem(CheckOutcome.EXTRACT_FAILED, "the page brought its parser down")

    def close(self) -> None:
        """End the child; the next document would start another."""
        with self._turn:
            self._kill()

    def __enter__(self) -> "Parser":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is one."""
        return self._child.pid if self._child else None

    def _asked(self, line: socket.socket, question: bytes) -> Text | Problem:
        """One question and its answer; raises if the child died or took too long."""
        seconds = self._seconds if self._answered else self._seconds + _START_SECONDS
        values = ask(line, question, deadline=Deadline(seconds))
        self._answered += 1
        self._is_worn = (
            values[SIZE] > _LARGEST_SIZE or self._answered >= _DOCUMENTS_PER_CHILD
        )
        return unpacked(values)

    def _line_to_living_child(self) -> socket.socket:
        if self._owner != os.getpid():
            # After a fork the line belongs to the parent; leave its child alone.
            self._child = self._line = None
        if self._child and (self._is_worn or self._child.poll() is not None):
            self._kill()
        if self._line is None:
            self._child, self._line = _started()
            self._owner, self._answered = os.getpid(), 0
            self._is_worn = False
        return self._line

    def _kill(self) -> None:
        child, line = self._child, self._line
        self._child = self._line = None
        if child is None or line is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        line.close()


def _started() -> tuple[subprocess.Popen[bytes], socket.socket]:
    """A child, and our end of the line to it."""
    ours, theirs = socket.socketpair()
    with theirs:
        child = subprocess.Popen(
            [sys.executable, "-m", "tracker.engine.child"],
            stdin=theirs.fileno(),
            stdout=theirs.fileno(),
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_environment(),
        )
    return child, ours


def _environment() -> dict[str, str]:
    """Nothing of the parent's secrets goes to a process that reads foreign bytes."""
    kept = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")
    return {name: os.environ[name] for name in kept if name in os.environ}
