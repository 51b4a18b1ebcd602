"""How parent and parsing child talk: a length, a JSON head, then raw bytes.

JSON and not pickle: what comes back was made by a process that read foreign bytes.
"""

import json
import struct
from datetime import datetime
from typing import Any, BinaryIO

from tracker.engine.types import Problem, Signals, Text
from tracker.rules.vocabulary import CheckOutcome

_LENGTH = struct.Struct(">II")
LARGEST_MESSAGE = 64_000_000


def send(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message and flush it."""
    encoded = json.dumps(head).encode()
    stream.write(_LENGTH.pack(len(encoded), len(body)) + encoded + body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; None when the other side has closed."""
    sizes = stream.read(_LENGTH.size)
    if len(sizes) < _LENGTH.size:
        return None
    head_size, body_size = _LENGTH.unpack(sizes)
    if head_size + body_size > LARGEST_MESSAGE:
        raise ValueError("the message is larger than any page")
    head: dict[str, Any] = json.loads(stream.read(head_size))
    return head, stream.read(body_size)


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
    """The result that `packed` made plain."""
    if "outcome" in values:
        return Problem(CheckOutcome(values["outcome"]), values["reason"])
    published = values["published"]
    return Text(
        values["title"],
        values["article"],
        values["full"],
        datetime.fromisoformat(published) if published else None,
        values["language"],
        values["extractor"],
        Signals(**values["signals"]),
    )
