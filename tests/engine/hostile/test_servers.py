"""Servers that hang, flood or lie: each ends in time, small, and in a finding."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.engine.hostile.answers import CASES, answer
from tests.engine.sites import site

BATTERY = "tests.engine.hostile.battery"
SECONDS = 1.0
Results = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def results() -> Results:
    """All cases, one after the other, in one process."""
    with site(answer) as port:
        done = subprocess.run(
            [sys.executable, "-m", BATTERY, str(port), str(SECONDS), *CASES],
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["name"]: line for line in lines}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_answer_ends_in_time_and_spoils_nothing(
    results: Results, name: str
) -> None:
    found = results[name]
    assert found["ending"] in CASES[name][1]
    assert found["seconds"] < SECONDS + 1
    assert found["bytes"] <= 5_000_000
    assert found["next"] == "page"


def test_a_worker_stays_small_whatever_it_is_sent(results: Results) -> None:
    assert results[""]["megabytes"] < 250
