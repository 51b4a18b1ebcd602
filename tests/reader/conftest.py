"""Lists show at once what a test has written, and nothing is kept of another test."""

from collections.abc import Iterator

import pytest

from tests.models.writes import whole_case
from tests.raised import raise_versions_at_once
from tests.reader.cases import Case
from tracker.reader import shelf
from tracker.reader.pages.claims import LINES


@pytest.fixture(autouse=True)
def _raise_versions(request: pytest.FixtureRequest) -> None:
    raise_versions_at_once(request)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    shelf.forget()
    LINES.forget()
    yield
    shelf.forget()
    LINES.forget()


@pytest.fixture
def case() -> Case:
    return whole_case()
