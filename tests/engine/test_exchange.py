"""What a parent believes of its parsing child: little, and for a while."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tracker.engine.errors import DeadlinePassed
from tracker.engine.exchange import LARGEST_ANSWER, ask, framed, packed, unpacked
from tracker.engine.types import Problem, Signals, Text
from tracker.engine.wire import Deadline
from tracker.rules.vocabulary import CheckOutcome

TEXT = Text(
    "Міст", "a\nb", "a\nb\n\U0001f600", None, "uk", "test/1", Signals(edited=True)
)


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.mark.parametrize("result", [TEXT, Problem(CheckOutcome.DECODE_ERROR, "why")])
def test_a_result_comes_over_as_it_was(
    line: tuple[socket.socket, socket.socket], result: Text | Problem
) -> None:
    ours, theirs = line
    theirs.sendall(framed(packed(result)))
    assert unpacked(ask(ours, b"?", deadline=Deadline(1.0))) == result


def test_a_larger_answer_than_any_of_ours_is_not_taken(
    line: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = line
    theirs.sendall(struct.pack(">II", LARGEST_ANSWER + 1, 0))
    with pytest.raises(ValueError, match="larger"):
        ask(ours, b"?", deadline=Deadline(1.0))


def test_an_answer_in_drops_ends_with_the_deadline(
    line: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = line

    def drip() -> None:
        theirs.sendall(struct.pack(">II", 1000, 0))
        for _ in range(10):
            theirs.sendall(b" ")
            time.sleep(0.1)

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises((DeadlinePassed, TimeoutError)):
        ask(ours, b"?", deadline=Deadline(0.3))
    thread.join()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"outcome": "no such outcome", "reason": ""},
        {"outcome": "decode_error", "reason": ["x"]},
        {**packed(TEXT), "full": 5},
        {**packed(TEXT), "published": 5},
        {**packed(TEXT), "published": "yesterday"},
        {**packed(TEXT), "signals": {"unheard": "of"}},
        {**packed(TEXT), "signals": 5},
    ],
)
def test_what_is_no_result_is_not_believed(values: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpacked(values)
