"""A site, a clock and a desk for the looks of this room's tests."""

from collections.abc import Iterator

import pytest

from tests.engine.looking import Clock, Desk, Pages, serving
from tracker.engine.parser import Parser


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(pages: Pages, clock: Clock, parser: Parser, db: None) -> Desk:
    return Desk(pages, clock, parser)
