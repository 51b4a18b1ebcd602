"""The reader's pages as rows: cold and warm, with few claims and with many."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from tests.bench.options import Options
from tests.bench.reader.rates import BARE, HELD, WARM, Rate, rates
from tests.bench.reader.site import PATIENCE, Answer, Site, site
from tests.bench.table import Row, percentile

CLAIMS = (1_000, 1_000_000)
GROWTH = 1.3
SHARES = {WARM: 0.6, HELD: 0.8}
# In milliseconds, at p95 and with the most claims.
QUICK = {
    "list with facets": 100.0,
    "another list with facets": 100.0,
    "search of a common word": 100.0,
    "another search of common words": 100.0,
    "search of a rare word": 100.0,
    "list as of a day": 2000.0,
    "list of a status as of a day": 2000.0,
}
SLOW = 3.0
FEW = 5


@dataclass
class Times:
    """One page of one site."""

    answers: list[Answer] = field(default_factory=list)
    worked: float = 0.0

    def middle(self) -> float:
        return 1000 * median(one.seconds for one in self.answers)

    def slow(self) -> float:
        return 1000 * percentile((one.seconds for one in self.answers), 0.95)

    def database(self) -> float:
        return median(one.database for one in self.answers)

    def processor(self) -> float:
        return 1000 * self.worked / len(self.answers)


def reader_rows(options: Options) -> Iterator[Row]:
    """Over HTTP on connections that are kept, all sites up and asked in turns."""
    with ExitStack() as stack:
        sites = [
            stack.enter_context(site(claims)) for claims in options.claims or CLAIMS
        ]
        yield from rows_of(sites)


def rows_of(sites: Sequence[Site]) -> Iterator[Row]:
    sizes = " and ".join(f"{one.claims:,}" for one in sites)
    load = os.getloadavg()[0]
    yield Row(f"the reader's site at {sizes} claims", "", f"load {load:.1f}")
    for name in sites[0].addresses:
        yield _row_of(sites, name)
    found = rates(sites[-1])
    yield Row("the limit: a bare view, warm", "", _told(found[BARE]))
    for name, least in SHARES.items():
        share = found[name].middle / found[BARE].middle
        told = f"{share:.0%}; {_told(found[name])}"
        yield Row(name, f">= {least:.0%} of the limit", told, share >= least)


def _row_of(sites: Sequence[Site], name: str) -> Row:
    try:
        times = _in_turns(sites, name)
    except TimeoutError:
        return Row(name, "", f"no answer within {PATIENCE:g} s", False)
    return _row(name, times) if times else Row(name, "", "no such page yet")


def _in_turns(sites: Sequence[Site], name: str) -> list[Times]:
    """Each address once, on each site; none where it is no page."""
    times = [Times() for _ in sites]
    for one in sites:
        if one.ask("/bare/").status != 200 or one.ask(_spare(one, name)).status != 200:
            return []
    for turn in range(1, len(sites[0].addresses[name])):
        for one, found in zip(sites, times, strict=True):
            before = one.worked()
            found.answers.append(one.ask(one.addresses[name][turn]))
            found.worked += one.worked() - before
        if times[-1].answers[-1].seconds > SLOW and turn >= FEW:
            break
    return times


def _spare(one: Site, name: str) -> str:
    """An address that no turn asks for: the first of a page pays for templates."""
    return one.addresses[name][0]


def _row(name: str, times: Sequence[Times]) -> Row:
    queries = [found.answers[-1].queries for found in times]
    growth = times[-1].middle() / times[0].middle()
    told = (
        f"{_all(queries)} queries; median {_all(one.middle() for one in times)} ms,"
        f" p95 {_all(one.slow() for one in times)} ms,"
        f" database {_all(one.database() for one in times)} ms,"
        f" processor {_all(one.processor() for one in times)} ms; x{growth:.2f}"
    )
    if name == "claim page":
        return Row(f"{name}, cold", f"<= x{GROWTH:g}", told, growth <= GROWTH)
    if name in QUICK:
        is_quick = times[-1].slow() < QUICK[name]
        return Row(name, f"p95 < {QUICK[name]:g} ms", told, is_quick)
    return Row(name, "", told)


def _told(rate: Rate) -> str:
    return f"{rate.middle:.0f} requests a second, {rate.cost:.2f} ms of processor each"


def _all(values: "Iterator[float] | Sequence[float]") -> str:
    return " and ".join(f"{value:.1f}".removesuffix(".0") for value in values)
