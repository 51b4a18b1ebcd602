"""The small version of the chaos that `make bench` measures."""

import json
import subprocess
import sys

import pytest

from tests.bench.load.running import ROOT

pytestmark = pytest.mark.workers


def test_nothing_is_lost_or_doubled_whatever_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load.chaos", "60", "1", "1", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["checks"], found["lost"], found["doubled"]) == (60, 0, 0)
