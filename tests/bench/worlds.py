"""Populations of pages whose true rates are known, to try the schedule on.

A page changes by chance, evenly on a clock of its own: even, by the week, or fast in
its youth. The rates are lognormal (one change in thirty days in the middle, sigma 1.7),
the importances too (sigma 1). All times are days.
"""

import math
import random
from dataclasses import dataclass
from typing import Protocol

from tracker.rules.ageing import Ageing, age_after, boost, worn

MIDDLE, SPREAD = 1 / 30, 1.7
SLOWEST, FASTEST = 1 / 2000, 24.0
WORKING, RESTING = 1.26, 0.35
"""How much faster a page changes on a weekday, and slower on a weekend."""
_WEEK = 5 * WORKING + 2 * RESTING


class Clock(Protocol):
    """Where changes come evenly: `speed` is how fast this clock runs at a time."""

    def speed(self, time: float) -> float: ...

    def read(self, time: float) -> float: ...

    def when(self, reading: float) -> float: ...


class Even:
    """The wall clock."""

    def speed(self, time: float) -> float:
        return 1.0

    def read(self, time: float) -> float:
        return time

    def when(self, reading: float) -> float:
        return reading


class Weekly:
    """Busy for five days, quiet for two; seven in seven days."""

    def speed(self, time: float) -> float:
        return WORKING if time % 7 < 5 else RESTING

    def read(self, time: float) -> float:
        weeks, day = divmod(time, 7)
        return weeks * _WEEK + min(day, 5) * WORKING + max(day - 5, 0) * RESTING

    def when(self, reading: float) -> float:
        weeks, rest = divmod(reading, _WEEK)
        busy = min(rest, 5 * WORKING)
        return weeks * 7 + busy / WORKING + (rest - busy) / RESTING


@dataclass(frozen=True, slots=True)
class Young:
    """Fast from its birth on, then at rest."""

    born: float
    ageing: Ageing

    def speed(self, time: float) -> float:
        return boost(time - self.born, self.ageing)

    def read(self, time: float) -> float:
        return worn(0, time - self.born, self.ageing)

    def when(self, reading: float) -> float:
        return self.born + age_after(0, reading, self.ageing)


@dataclass(frozen=True, slots=True)
class Page:
    """`change` is the true rate on the page's clock. `born` is what a reader can know
    of its birth, `dies` when it is gone for good, `joins` when it is first watched."""

    change: float
    worth: float
    clock: Clock
    born: float | None = None
    joins: float = -math.inf
    dies: float = math.inf


def steady(count: int, seed: int) -> list[Page]:
    """Pages that change at one rate for ever."""
    chance = random.Random(seed)
    return [_page(chance) for _ in range(count)]


def weekly(count: int, seed: int) -> list[Page]:
    """Pages of people who rest at the weekend."""
    chance = random.Random(seed)
    return [_page(chance, clock=Weekly()) for _ in range(count)]


def with_dead(count: int, seed: int) -> list[Page]:
    """One page in ten is gone for good at some time in the first ninety days."""
    chance = random.Random(seed)
    return [
        _page(chance, dies=chance.uniform(0, 90) if at % 10 == 0 else math.inf)
        for at in range(count)
    ]


def articles(count: int, seed: int) -> list[Page]:
    """Half are articles, of which most appear while we watch.

    Their youth is not the one that the rules suppose: half as sharp, twice as long.
    """
    chance = random.Random(seed)
    youth = Ageing(peak=25, settles=0.5)
    pages = []
    for at in range(count):
        born = chance.uniform(-60, 175)
        young = _page(chance, clock=Young(born, youth), born=born, joins=born)
        pages.append(young if at % 2 else _page(chance))
    return pages


def _page(
    chance: random.Random,
    *,
    clock: Clock | None = None,
    born: float | None = None,
    joins: float = -math.inf,
    dies: float = math.inf,
) -> Page:
    drawn = math.exp(math.log(MIDDLE) + SPREAD * chance.gauss(0, 1))
    return Page(
        change=min(max(drawn, SLOWEST), FASTEST),
        worth=math.exp(chance.gauss(0, 1)),
        clock=clock or Even(),
        born=born,
        joins=joins,
        dies=dies,
    )
