"""The killable child that reads foreign bytes."""

import os
import time
from collections.abc import Iterator

import pytest

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


@pytest.mark.parametrize(
    "body",
    [
        b"<div " + b" ".join(b"a%d=1" % number for number in range(60_000)) + b">x",
        b"<a href=x>y</a>" * 200_000,
        b"<" * 1_000_000,
    ],
    ids=["attributes", "links", "brackets"],
)
def test_a_page_built_to_hang_is_refused_at_once(parser: Parser, body: bytes) -> None:
    begun = time.monotonic()
    found = read(parser, body)
    assert isinstance(found, Problem)
    assert found.outcome is CheckOutcome.EXTRACT_FAILED
    assert time.monotonic() - begun < 2
    assert full(read(parser, SIMPLE)) == "The bridge is open."


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 100_000 + b"the deepest words",
        b"<p>" + b"filler " * 100_000 + b"the deepest words",
        b"<!-- x -->" * 150_000 + b"<p>the deepest words",
        b"<p>" + b"&amp;" * 500_000 + b"</p><p>the deepest words",
        b"\x00" * 10_000 + b"<p>the deepest words",
        b"<p>Some other words.</p>" * 50_000 + b"<p>the deepest words",
    ],
    ids=["depth", "one node", "comments", "entities", "nul", "paragraphs"],
)
def test_a_page_that_is_only_odd_keeps_its_text(parser: Parser, body: bytes) -> None:
    found = full(read(parser, body))
    assert found.endswith("the deepest words")


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
