"""Servers that hang, flood or lie: each ends in time, small, and in a finding."""

from collections.abc import Iterator

import pytest

from tests.engine.hostile.answers import CASES, answer
from tests.engine.hostile.process import Try, process
from tests.engine.sites import site

SECONDS = 1.0


@pytest.fixture(scope="module")
def fetching() -> Iterator[Try]:
    with (
        site(answer) as port,
        process("tests.engine.hostile.fetching", str(port), str(SECONDS)) as trying,
    ):
        yield trying


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_answer_ends_in_time_and_spoils_nothing(
    fetching: Try, name: str
) -> None:
    found = fetching(name)
    assert found["ending"] in CASES[name][1]
    assert found["seconds"] < SECONDS + 1
    assert found["bytes"] <= 5_000_000
    assert found["megabytes"] < 250
    assert found["next"]
