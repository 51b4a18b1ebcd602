"""Documents that hang, fill or fool parsers: each ends in time and spoils nothing."""

from collections.abc import Iterator

import pytest

from tests.engine.hostile.documents import CASES, ENDINGS, PATIENCE
from tests.engine.hostile.process import Try, process


@pytest.fixture(scope="module")
def reading() -> Iterator[Try]:
    with process("tests.engine.hostile.reading") as trying:
        yield trying


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_document_ends_in_time_and_spoils_nothing(
    reading: Try, name: str
) -> None:
    found, expected = reading(name), CASES[name][2]
    assert found["ending"] in ENDINGS[expected]
    assert found["seconds"] < PATIENCE[expected] + 1
    assert found["size"] <= 1_000_000
    assert found["title"] <= 500
    assert found["megabytes"] < 250
    assert found["child"] < 1000
    assert found["next"]
