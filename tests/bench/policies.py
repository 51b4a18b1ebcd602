"""Who decides how often a page is looked at: three policies to set side by side.

`Uniform` looks at every page alike. `Oracle` knows the true rates; `Learned` only what
its looks told it, through the rules that the engine itself plans with.
"""

import math
from collections.abc import Sequence
from typing import Protocol

from tests.bench.worlds import Page
from tracker.rules.ageing import boost, worn
from tracker.rules.estimate import MEAN_RATE, RING, remember
from tracker.rules.limits import Limits
from tracker.rules.pace import learned, looks_a_day, mean_of
from tracker.rules.rates import plan

LIMITS = Limits()


class Policy(Protocol):
    def price(self, now: float) -> None:
        """What a new day brings."""

    def saw(self, at: int, start: float, end: float, changed: bool) -> None:
        """What a look told: the page was read at both times."""

    def buried(self, at: int) -> None:
        """A page was confirmed to be gone for good."""

    def rate(self, at: int, now: float) -> float:
        """Checks a day of one page from now on."""


class Uniform:
    """Every page alike."""

    def __init__(self, pages: Sequence[Page], budget: float) -> None:
        self.pages, self.budget = pages, budget
        self.each = budget / len(pages)

    def price(self, now: float) -> None:
        self.each = self.budget / sum(page.joins <= now for page in self.pages)

    def saw(self, at: int, start: float, end: float, changed: bool) -> None:
        pass

    def buried(self, at: int) -> None:
        pass

    def rate(self, at: int, now: float) -> float:
        return self.each


class Oracle:
    """Knows every page's true rate of the day, and when it is gone."""

    def __init__(self, pages: Sequence[Page], budget: float) -> None:
        self.pages, self.budget, self.cost = pages, budget, math.inf

    def change(self, at: int, now: float) -> float:
        page = self.pages[at]
        return page.change * page.clock.speed(now) if now < page.dies else 0.0

    def price(self, now: float) -> None:
        watched = [at for at, page in enumerate(self.pages) if page.joins <= now]
        change = [self.change(at, now) for at in watched]
        worth = [self.pages[at].worth for at in watched]
        self.cost = plan(change, worth, self.budget).price

    def saw(self, at: int, start: float, end: float, changed: bool) -> None:
        pass

    def buried(self, at: int) -> None:
        pass

    def rate(self, at: int, now: float) -> float:
        return self.looks_a_day(at, self.change(at, now))

    def looks_a_day(self, at: int, change: float, age: float | None = None) -> float:
        worth = self.pages[at].worth
        return looks_a_day(change, worth, price=self.cost, limits=LIMITS, age=age)


class Learned(Oracle):
    """Knows what the engine would know."""

    def __init__(self, pages: Sequence[Page], budget: float) -> None:
        super().__init__(pages, budget)
        self.rings: list[tuple[list[float], list[bool]]] = [([], []) for _ in pages]
        self.mean = MEAN_RATE
        self.unseen = learned([], [], mean=self.mean)
        self.found: dict[int, float] = {}
        self.looks = [0] * len(pages)

    def price(self, now: float) -> None:
        if self.found:
            self.mean = mean_of(math.fsum(self.found.values()), len(self.found))
            self.unseen = learned([], [], mean=self.mean)
        super().price(now)

    def change(self, at: int, now: float) -> float:
        return self.found.get(at, self.unseen) * boost(self.age(at, now))

    def age(self, at: int, now: float) -> float | None:
        born = self.pages[at].born
        return None if born is None else now - born

    def rate(self, at: int, now: float) -> float:
        found = self.found.get(at, self.unseen)
        return self.looks_a_day(at, found, self.age(at, now))

    def saw(self, at: int, start: float, end: float, changed: bool) -> None:
        born = self.pages[at].born
        tau = end - start if born is None else worn(start - born, end - born)
        self.rings[at] = remember(*self.rings[at], interval=tau, changed=changed)
        self.looks[at] += 1
        # Many looks move an estimate little: every fourth is enough, and it is faster.
        if len(self.rings[at][0]) < RING / 2 or self.looks[at] % 4 == 0:
            self.found[at] = learned(*self.rings[at], mean=self.mean)

    def buried(self, at: int) -> None:
        self.found[at] = 0.0
