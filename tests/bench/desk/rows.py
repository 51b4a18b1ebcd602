"""Each page of the desk as a row: queries and times, with few claims and with many."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from tests.bench.load import running
from tests.bench.options import Options
from tests.bench.table import Row

MEDIAN = 150.0
CLAIMS = (1_000, 100_000)
ASKED = f"as many queries, median < {MEDIAN:g} ms"
Page = dict[str, Any]


def desk_rows(options: Options) -> Iterator[Row]:
    """In process, through Django's test client, on servers of their own."""
    desks = [(claims, _measured(claims)) for claims in options.claims or CLAIMS]
    names = [claims for claims, _ in desks]
    yield Row(f"the desk at {' and '.join(f'{n:,}' for n in names)} claims", "", "")
    for name in desks[-1][1]:
        pages = [pages[name] for _, pages in desks if name in pages]
        yield row(name, pages)


def row(name: str, pages: Sequence[Page]) -> Row:
    """One page on every desk, the smallest first; the largest decides."""
    last = pages[-1]
    is_steady = last["queries"] <= pages[0]["queries"]
    told = (
        f"{_all(pages, 'queries')} queries; median {_all(pages, 'middle')} ms,"
        f" p95 {_all(pages, 'slow')} ms, database {_all(pages, 'database')} ms,"
        f" processor {_all(pages, 'processor')} ms"
    )
    return Row(name, ASKED, told, is_steady and last["middle"] < MEDIAN)


def _all(pages: Sequence[Page], what: str) -> str:
    return " and ".join(f"{page[what]:.0f}" for page in pages)


def _measured(claims: int) -> dict[str, Page]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.desk.measure", str(claims)],
        cwd=running.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {page["name"]: page for page in json.loads(done.stdout)}
