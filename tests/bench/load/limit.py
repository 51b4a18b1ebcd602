"""`python -m tests.bench.load.limit PORT SECONDS`: ask for pages, and do nothing else.

The bare loop of the gate that every check passes: no check can be quicker than this.
"""

import sys
import time

from tests.bench.load.pages import host
from tracker.engine.fetch import Gate, fetch
from tracker.engine.types import Request


def main(port: int, seconds: float) -> int:
    """How many pages one process could ask for."""
    gate = Gate(
        allow=frozenset({(host(1), port)}),
        resolver=lambda name, port: ["127.0.0.1"],
    )
    number, ends = 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        number += 1
        answer = fetch(Request(f"http://{host(1)}:{port}/{number}"), gate=gate)
        assert answer.status == 200, answer.problem
    return number


if __name__ == "__main__":
    sys.stdout.write(str(main(int(sys.argv[1]), float(sys.argv[2]))))
