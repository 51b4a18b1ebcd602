"""How parent and parsing child talk: a length, a JSON head, then raw bytes.

JSON and not pickle: what comes back was made by a process that read foreign bytes.
"""

import json
import struct
from datetime import datetime
from socket import socket
from typing import Any, BinaryIO

from tracker.engine.types import Problem, Signals, Text
from tracker.engine.wire import Deadline
from tracker.rules.vocabulary import CheckOutcome

_LENGTH = struct.Struct(">II")
LARGEST_QUESTION = 64_000_000
# Two texts of a million characters each, in four bytes each, and some more.
LARGEST_ANSWER = 16_000_000
# Under this name an answer tells how large the child is now, in bytes.
SIZE = "size"


def framed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message."""
    encoded = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
    return _LENGTH.pack(len(encoded), len(body)) + encoded + body


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read a question; None when the other side has closed."""
    sizes = stream.read(_LENGTH.size)
    if len(sizes) < _LENGTH.size:
        return None
    head_size, body_size = _sizes(sizes, LARGEST_QUESTION)
    head: dict[str, Any] = json.loads(stream.read(head_size))
    return head, stream.read(body_size)


def ask(line: socket, question: bytes, *, deadline: Deadline) -> dict[str, Any]:
    """Send a question and wait for its answer, no longer than until the deadline."""
    line.settimeout(deadline.left())
    line.sendall(question)
    size, _ = _sizes(_heard(line, _LENGTH.size, deadline), LARGEST_ANSWER)
    head: dict[str, Any] = json.loads(_heard(line, size, deadline))
    return head


def _heard(line: socket, size: int, deadline: Deadline) -> bytearray:
    """So many bytes; raises `OSError` when there will be no more."""
    found = bytearray(size)
    room = memoryview(found)
    while room:
        line.settimeout(deadline.left())
        number = line.recv_into(room)
        if not number:
            raise ConnectionError("the other side has closed")
        room = room[number:]
    return found


def _sizes(raw: bytes | bytearray, most: int) -> tuple[int, int]:
    head_size, body_size = _LENGTH.unpack(raw)
    if head_size + body_size > most:
        raise ValueError("the message is larger than any page")
    return head_size, body_size


def packed(result: Text | Problem) -> dict[str, Any]:
    """A result as plain values."""
    if isinstance(result, Problem):
        return {"outcome": result.outcome.value, "reason": result.reason}
    return {
        "title": result.title,
        "article": result.article,
        "full": result.full,
        "published": result.published.isoformat() if result.published else None,
        "language": result.language,
        "extractor": result.extractor,
        "signals": {name: getattr(result.signals, name) for name in Signals.__slots__},
    }


def unpacked(values: dict[str, Any]) -> Text | Problem:
    """The result that `packed` made plain; anything else is a `ValueError`."""
    if "outcome" in values:
        return Problem(CheckOutcome(values["outcome"]), _words(values["reason"]))
    published = values["published"]
    return Text(
        _words(values["title"]),
        _words(values["article"]),
        _words(values["full"]),
        datetime.fromisoformat(published) if published else None,
        _words(values["language"]),
        _words(values["extractor"]),
        Signals(**values["signals"]),
    )


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("the answer is none of ours")
    return value
