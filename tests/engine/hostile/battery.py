"""One process that fetches from a hostile site, as a worker does: `python -m
tests.engine.hostile.battery PORT SECONDS NAME...`.

It prints a line for each case, and last its largest size, so that the test can see
what a worker would have come to.
"""

import json
import resource
import sys
import time
from typing import Any

from tests.engine.hostile.answers import PAGE
from tracker.engine.fetch import Gate, fetch
from tracker.engine.types import Fetched, Request


def main(port: int, seconds: float, names: list[str]) -> None:
    gate = Gate(allow=frozenset({("127.0.0.1", port)}), deadline=seconds)
    for name in names:
        say(tried(f"http://127.0.0.1:{port}", name, gate))
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say({"name": "", "megabytes": size / 1024})


def tried(site: str, name: str, gate: Gate) -> dict[str, Any]:
    begun = time.monotonic()
    found = fetch(Request(f"{site}/{name}"), gate=gate)
    took = time.monotonic() - begun
    after = fetch(Request(f"{site}/page"), gate=gate)
    return {
        "name": name,
        "ending": ending(found),
        "bytes": len(found.body),
        "seconds": took,
        "next": ending(after) if after.body == PAGE else "another page",
    }


def ending(found: Fetched) -> str:
    if found.problem:
        return found.problem.outcome.value
    return "cut" if found.truncated else "page"


def say(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
