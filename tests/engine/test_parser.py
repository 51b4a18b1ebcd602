"""The killable child that reads foreign bytes."""

import os
import resource
import time
from collections.abc import Iterator

import pytest

from tests.engine.forks import in_a_fork
from tests.engine.pages import ADDRESS
from tracker.engine.parser import Parser
from tracker.engine.types import Problem, Text
from tracker.rules.vocabulary import CheckOutcome

SIMPLE = b"<html><body><p>The bridge is open.</p></body></html>"


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(seconds=5.0) as started:
        started.extract(SIMPLE, url=ADDRESS, content_type="text/html")
        yield started


def read(
    parser: Parser, body: bytes, content_type: str = "text/html"
) -> Text | Problem:
    return parser.extract(body, url=ADDRESS, content_type=content_type)


def full(result: Text | Problem) -> str:
    assert isinstance(result, Text)
    return result.full


def test_a_page_comes_back_as_from_the_function_itself(parser: Parser) -> None:
    assert full(read(parser, SIMPLE)) == "The bridge is open."


def test_an_error_comes_back_as_a_problem(parser: Parser) -> None:
    found = read(parser, b"\x89PNG", "image/png")
    assert isinstance(found, Problem)
    assert found.outcome is CheckOutcome.UNSUPPORTED_TYPE


def test_a_child_that_takes_too_long_is_killed_and_replaced() -> None:
    with Parser(seconds=2.0) as parser:
        read(parser, SIMPLE)
        before = parser.pid
        # A stopped child stands for a parser that is busy in C and hears nothing.
        os.kill(before or 0, 19)
        begun = time.monotonic()
        found = read(parser, SIMPLE)
        assert isinstance(found, Problem)
        assert time.monotonic() - begun < 3
        assert full(read(parser, SIMPLE)) == "The bridge is open."
        assert parser.pid != before


def test_a_child_that_dies_is_replaced() -> None:
    with Parser() as parser:
        read(parser, SIMPLE)
        os.kill(parser.pid or 0, 9)
        time.sleep(0.1)
        assert full(read(parser, SIMPLE)) == "The bridge is open."


def test_no_child_is_left_behind() -> None:
    with Parser() as parser:
        read(parser, SIMPLE)
        child = parser.pid or 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_child_sees_nothing_of_the_parents_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    with Parser() as parser:
        read(parser, SIMPLE)
        with open(f"/proc/{parser.pid}/environ", "rb") as environment:
            assert b"secret" not in environment.read()


def test_the_childs_memory_is_limited(parser: Parser) -> None:
    limit = resource.prlimit(parser.pid or 0, resource.RLIMIT_AS)
    assert limit == (1_000_000_000, 1_000_000_000)


def test_a_child_that_has_grown_makes_room_for_another(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No child is as small as a megabyte, so each of them has grown.
    monkeypatch.setattr("tracker.engine.parser._LARGEST_SIZE", 1_000_000)
    assert full(read(parser, SIMPLE)) == "The bridge is open."
    before = parser.pid
    assert full(read(parser, SIMPLE)) == "The bridge is open."
    assert parser.pid != before


def test_a_child_of_a_large_parent_is_not_taken_for_large(parser: Parser) -> None:
    ballast = b"x" * 300_000_000
    parser.close()
    read(parser, SIMPLE)
    before = parser.pid
    read(parser, SIMPLE)
    assert parser.pid == before
    del ballast


def test_a_fork_leaves_its_parents_child_alone(parser: Parser) -> None:
    read(parser, SIMPLE)
    before = parser.pid

    def reads_by_itself() -> bool:
        found = full(read(parser, SIMPLE))
        was_fresh = parser.pid != before
        parser.close()
        return was_fresh and found == "The bridge is open."

    assert in_a_fork(reads_by_itself)
    assert full(read(parser, SIMPLE)) == "The bridge is open."
    assert parser.pid == before
