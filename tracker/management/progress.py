"""How far a long command is: a line for a person at a terminal, nothing for a pipe."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.management.base import OutputWrapper

# Nobody reads a line that changes more often, in seconds.
_PAUSE = 0.1
_CLEAR = "\r\x1b[K"

Row = TypeVar("Row")


def counted(
    rows: Iterable[Row], out: OutputWrapper, *, words: str, total: int
) -> Iterator[Row]:
    """The rows as they come; a terminal sees how many of them are done, on one line
    that is written over and is gone at the end."""
    if not out.isatty():
        yield from rows
        return
    shown_at = 0.0
    try:
        for number, row in enumerate(rows, 1):
            yield row
            if time.monotonic() - shown_at >= _PAUSE:
                shown_at = time.monotonic()
                _show(out, _line(number, max(total, number), words))
    finally:
        _show(out, "")


def _line(number: int, total: int, words: str) -> str:
    return f"{number:,} of {total:,} {words} ({100 * number // total} %)"


def _show(out: OutputWrapper, line: str) -> None:
    out.write(f"{_CLEAR}{line}", style_func=str, ending="")
    out.flush()
