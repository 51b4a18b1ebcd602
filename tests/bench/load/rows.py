"""The whole re-check in figures: how many checks, at what cost, and what is lost."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from config import ports
from tests.bench.load import running
from tests.bench.options import DATA, Options
from tests.bench.table import Row, none_of

GAP = 5.0
# Few sources have few hosts, which would soon all be waiting for their pause.
SHORT_GAP = 1.0
FEW = 3_000
LIMIT_SECONDS = 10.0
ASKED = 20_000
AT = 100_000
FLAT = 1.10


def load_rows(options: Options) -> Iterator[Row]:
    """Throughput and cost, for each number of sources."""
    loads = [_load(number, options.seconds) for number in options.sources]
    limit = _limit()
    for load in loads:
        yield from _of_one(load)
    yield Row("the bare loop of the gate, pages a minute", "", f"{limit:,.0f}")
    if len(loads) > 1:
        yield _growth(loads)


def chaos_rows(options: Options) -> Iterator[Row]:
    """What is lost and doubled while everything is killed in turn."""
    arguments = ("1200", "4", "2", "1") if options.is_whole else ("120", "1", "1", "1")
    found = _run("tests.bench.load.chaos", *arguments)
    name = (
        f"{found['sources']:,} checks, worker killed x {found['worker_kills']}, Redis x"
        f" {found['redis_kills']}, PostgreSQL restarted x {found['database_restarts']},"
        " two clocks"
    )
    yield none_of(f"{name}: lost", found["lost"], found["sources"])
    yield none_of("of them doubled", found["doubled"], found["sources"])
    again = found["asked"] - found["checks"]
    yield Row("pages asked for a second time", "", f"{again:,}")


def _of_one(load: dict[str, Any]) -> Iterator[Row]:
    name = f"at {load['sources']:,} sources"
    asked = f">= {ASKED:,}" if load["sources"] == AT else ""
    is_reached = load["a_minute"] >= ASKED if asked else None
    yield Row(f"checks a minute {name}", asked, f"{load['a_minute']:,.0f}", is_reached)
    costs = load["costs"]
    yield Row(
        f"processor time of a check {name}",
        "",
        f"{costs['workers']:.2f} ms in workers, {costs['database']:.2f} ms in the"
        f" database (the site itself {costs['site']:.2f} ms)",
    )
    pause = load["shortest_pause"]
    yield Row(
        f"shortest pause of a host {name}",
        f">= {load['gap']:g} s, one request at a time",
        f"{pause:.2f} s, {load['most_at_once']} at a time",
        pause >= load["gap"] and load["most_at_once"] == 1,
    )


def _growth(loads: Sequence[dict[str, Any]]) -> Row:
    first, last = (
        load["costs"]["workers"] + load["costs"]["database"]
        for load in (loads[0], loads[-1])
    )
    return Row(
        f"cost of a check at {loads[-1]['sources']:,} sources, as at"
        f" {loads[0]['sources']:,}",
        f"<= {FLAT:g} x",
        f"{last / first:.2f} x",
        last / first <= FLAT,
    )


def _load(sources: int, seconds: float) -> dict[str, Any]:
    gap = SHORT_GAP if sources < FEW else GAP
    return _run("tests.bench.load.measure", str(sources), str(seconds), str(gap))


def _limit() -> float:
    """Two processes that only ask, on the same two cores as the site."""
    port = ports.first_free()
    command = [*running.PYTHON, "tests.bench.load.limit", str(port), str(LIMIT_SECONDS)]
    with ExitStack() as stack:
        stack.enter_context(running.site(port))
        both = [stack.enter_context(running.running(command)) for _ in range(2)]
        pages = sum(int(one.communicate()[0]) for one in both)
    return pages / LIMIT_SECONDS * 60


def _run(module: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=running.ROOT,
        env={name: value for name, value in os.environ.items() if name != DATA},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
