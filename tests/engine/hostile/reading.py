"""Reads hostile documents, as a worker does: `python -m
tests.engine.hostile.reading`."""

import time
from functools import partial

from tests.engine.hostile.documents import CASES, HTML, LAST, PATIENCE
from tests.engine.hostile.process import Result, answering, largest_size
from tracker.engine.parser import Parser
from tracker.engine.types import Problem, Text

ADDRESS = "https://harbour.example/page"
SIMPLE = b"<html><body><p>The bridge is open.</p></body></html>"


def tried(name: str, *, parsers: dict[float, Parser]) -> Result:
    content_type, make, expected = CASES[name]
    parser = parsers[PATIENCE[expected]]
    body = make()
    # A child takes a while to start, and a good page says nothing of the case.
    read(parser, SIMPLE, HTML)
    begun = time.monotonic()
    found = read(parser, body, content_type)
    took = time.monotonic() - begun
    child = largest_size(parser.pid) if parser.pid else 0.0
    after = read(parser, SIMPLE, HTML)
    return {
        "ending": ending(found),
        "size": 0 if isinstance(found, Problem) else len(found.full),
        "title": 0 if isinstance(found, Problem) else len(found.title),
        "seconds": took,
        "child": child,
        "next": isinstance(after, Text) and after.full == "The bridge is open.",
    }


def read(parser: Parser, body: bytes, content_type: str) -> Text | Problem:
    return parser.extract(body, url=ADDRESS, content_type=content_type)


def ending(found: Text | Problem) -> str:
    if isinstance(found, Problem):
        return found.outcome.value
    return "last" if found.full.rstrip().endswith(LAST.decode()) else "read"


if __name__ == "__main__":
    own = {seconds: Parser(seconds=seconds) for seconds in set(PATIENCE.values())}
    answering(partial(tried, parsers=own))
