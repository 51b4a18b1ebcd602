"""The parent's side of the parsing child: ask it, kill it, start another.

A plain `subprocess`, because a Celery worker is a daemon and may have no children of
`multiprocessing`; and a kill from outside, because no time-out inside a process stops
a parser that is busy in C.
"""

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from tracker.engine.exchange import receive, send, unpacked
from tracker.engine.types import Problem, Text
from tracker.rules.vocabulary import CheckOutcome

_ROOT = Path(__file__).resolve().parents[2]
# A new child imports its parsers first; that time is not the document's.
_START_SECONDS = 30.0
_DOCUMENTS_PER_CHILD = 2000


class Parser:
    """One child, started when first needed and replaced when it dies.

    Safe between threads (they take turns) and after a fork (each process starts a
    child of its own). `seconds` is wall time for one document.
    """

    def __init__(self, *, seconds: float = 20.0) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._answered = 0

    def extract(self, body: bytes, *, url: str, content_type: str) -> Text | Problem:
        """The text of a document, or why there is none; never raises for a document."""
        with self._turn:
            child = self._living_child()
            head = {"url": url, "content_type": content_type}
            try:
                answer = self._asked(child, head, body)
            except (OSError, ValueError, KeyError):
                answer = None
            if answer is None:
                self._kill()
                return Problem(
                    CheckOutcome.EXTRACT_FAILED, "the page brought its parser down"
                )
            return answer

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

    def _asked(
        self, child: subprocess.Popen[bytes], head: dict[str, Any], body: bytes
    ) -> Text | Problem | None:
        """One question and its answer; None if the child died or took too long."""
        seconds = self._seconds if self._answered else self._seconds + _START_SECONDS
        answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        worker = threading.Thread(
            target=_exchange, args=(child, head, body, answers), daemon=True
        )
        worker.start()
        try:
            values = answers.get(timeout=seconds)
        except queue.Empty:
            return None
        self._answered += 1
        return None if values is None else unpacked(values)

    def _living_child(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            # After a fork the pipes belong to the parent; leave its child alone.
            self._child = None
        worn = self._answered >= _DOCUMENTS_PER_CHILD
        if self._child and (worn or self._child.poll() is not None):
            self._kill()
        if self._child is None:
            self._child = self._start()
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        self._owner = os.getpid()
        self._answered = 0
        return subprocess.Popen(
            [sys.executable, "-m", "tracker.engine.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_environment(),
        )

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                _close(pipe)


def _environment() -> dict[str, str]:
    """Nothing of the parent's secrets goes to a process that reads foreign bytes."""
    kept = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _exchange(
    child: subprocess.Popen[bytes],
    head: dict[str, Any],
    body: bytes,
    answers: queue.SimpleQueue[dict[str, Any] | None],
) -> None:
    """On a thread of its own, since a pipe has no time-outs."""
    try:
        send(cast(BinaryIO, child.stdin), head, body)
        message = receive(cast(BinaryIO, child.stdout))
    except (OSError, ValueError):
        return answers.put(None)
    return answers.put(message[0] if message else None)


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        # The child died with bytes under way; there is nobody left to have them.
        return
