"""Fetches from a hostile site, as a worker does: `python -m
tests.engine.hostile.fetching PORT SECONDS`."""

import sys
import time
from functools import partial

from tests.engine.hostile.answers import PAGE
from tests.engine.hostile.process import Result, answering
from tracker.engine.fetch import Gate, fetch
from tracker.engine.types import Fetched, Request


def tried(name: str, *, site: str, gate: Gate) -> Result:
    begun = time.monotonic()
    found = fetch(Request(f"{site}/{name}"), gate=gate)
    took = time.monotonic() - begun
    after = fetch(Request(f"{site}/page"), gate=gate)
    return {
        "ending": ending(found),
        "bytes": len(found.body),
        "seconds": took,
        "next": ending(after) == "page" and after.body == PAGE,
    }


def ending(found: Fetched) -> str:
    if found.problem:
        return found.problem.outcome.value
    return "cut" if found.truncated else "page"


if __name__ == "__main__":
    host, port, seconds = "127.0.0.1", int(sys.argv[1]), float(sys.argv[2])
    own = Gate(allow=frozenset({(host, port)}), deadline=seconds)
    answering(partial(tried, site=f"http://{host}:{port}", gate=own))
