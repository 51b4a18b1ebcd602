"""The schedule on simulated sources: how stale its copies are, and what they cost.

Three policies (see `policies`) watch the same pages for 180 days with the same checks a
day and under the same bounds, priced anew every day; the second half is measured.

Time runs from look to look; there is no tick. How stale a copy is between two looks is
taken as its expectation where the page's clock is even, else as it happened.
"""

import heapq
import itertools
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.bench.options import Options
from tests.bench.policies import LIMITS, Learned, Oracle, Policy, Uniform
from tests.bench.table import Row
from tests.bench.worlds import Even, Page, articles, steady, weekly, with_dead
from tracker.rules.limits import DAY
from tracker.rules.rates import LONGEST
from tracker.rules.schedule import History, next_due
from tracker.rules.vocabulary import CheckOutcome

DAYS = 180.0
HALF = DAYS / 2
SEED = 20

_NO_FAILURES = History()
_EPOCH = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the second half of a run came to.

    `stale` is the share of time that a copy was out of date, weighted by importance;
    `checks` are per source and day; `delay` is how many days a change waits to be seen,
    weighted alike (even clocks only); `oldest` the longest time between two looks.
    """

    stale: float
    checks: float
    delay: float
    oldest: float


class Watch:
    """One run: pages, a policy, and what was measured."""

    def __init__(self, pages: Sequence[Page], policy: Policy, seed: int) -> None:
        self.pages, self.policy = pages, policy
        self.chance = random.Random(seed)
        self.stale, self.alive, self.looks, self.oldest = 0.0, 0.0, 0, 0.0
        self.waited, self.changes = 0.0, 0.0
        self.failing: dict[int, tuple[int, float]] = {}
        self.read_at = [max(page.joins, 0.0) for page in pages]
        self.queue: list[tuple[float, int]] = []

    def run(self) -> Result:
        """Watch to the last day."""
        self.policy.price(0)
        self._start()
        days = itertools.count(1)
        tomorrow = next(days)
        while self.queue and self.queue[0][0] < DAYS:
            now, at = self.queue[0]
            if now >= tomorrow:
                self.policy.price(tomorrow)
                tomorrow = next(days)
            heapq.heapreplace(self.queue, (self._look(at, now), at))
        for at in range(len(self.pages)):
            self._measure(at, DAYS)
        return Result(
            stale=self.stale / self.alive,
            checks=self.looks / (DAYS - HALF) / len(self.pages),
            delay=self.waited / self.changes if self.changes else math.nan,
            oldest=self.oldest,
        )

    def _start(self) -> None:
        """Pages that are there from the first day have been read at different times."""
        for at, page in enumerate(self.pages):
            if page.joins < 0:
                first = self.chance.random() * self._interval(at, 0)
            else:
                first = page.joins + self._interval(at, page.joins)
            self.queue.append((first, at))
        heapq.heapify(self.queue)

    def _look(self, at: int, now: float) -> float:
        """One look; when the next one is due."""
        self.looks += now >= HALF
        if now >= self.pages[at].dies:
            return now + self._fail(at, now)
        start = self.read_at[at]
        changed = self._measure(at, now)
        self.read_at[at] = now
        self.policy.saw(at, start, now, changed)
        return now + self._interval(at, now)

    def _interval(self, at: int, now: float) -> float:
        due = next_due(
            now=_EPOCH,
            outcome=CheckOutcome.UNCHANGED,
            history=_NO_FAILURES,
            limits=LIMITS,
            jitter=2 * self.chance.random() - 1,
            rate=self.policy.rate(at, now),
        )
        return due.seconds / DAY

    def _fail(self, at: int, now: float) -> float:
        failures, since = self.failing.get(at, (0, now))
        self.failing[at] = (failures + 1, since)
        if failures + 1 > len(LIMITS.confirm_gone):
            self.policy.buried(at)
        failing_for = (now - since) * DAY
        due = next_due(
            now=_EPOCH,
            outcome=CheckOutcome.NOT_FOUND,
            history=History(failures=failures + 1, failing_for=failing_for),
            limits=LIMITS,
        )
        # A look ends a moment after it was due, never a rounding error before.
        return (due.seconds + 1) / DAY

    def _measure(self, at: int, now: float) -> bool:
        """Whether the page changed since it was read; adds what of it was measured."""
        page, start = self.pages[at], self.read_at[at]
        until = min(now, page.dies)
        since = max(start, HALF)
        if until > since:
            self.alive += page.worth * (until - since)
            self.oldest = max(self.oldest, now - start if now < page.dies else 0.0)
        if isinstance(page.clock, Even):
            return self._expect(page, start, since, until)
        return self._draw(page, start, since, until)

    def _expect(self, page: Page, start: float, since: float, until: float) -> bool:
        rate, exponent = page.change, -page.change * (until - start)
        if until > since:
            fresh = math.exp(-rate * (since - start)) - math.exp(exponent)
            self.stale += page.worth * (until - since - fresh / rate)
            self.changes += page.worth * -exponent
            self.waited += page.worth * -exponent * (until - start) / 2
        return self.chance.random() < -math.expm1(exponent)

    def _draw(self, page: Page, start: float, since: float, until: float) -> bool:
        patience = self.chance.expovariate(page.change)
        changed_at = page.clock.when(page.clock.read(start) + patience)
        self.stale += page.worth * max(0.0, until - max(since, changed_at))
        return changed_at < until


WORLDS = {"steady": steady, "weekly": weekly, "dead": with_dead, "young": articles}


POLICIES: Mapping[str, Callable[[Sequence[Page], float], Policy]] = {
    "uniform": Uniform,
    "oracle": Oracle,
    "learned": Learned,
}


@dataclass(frozen=True, slots=True)
class Run:
    """One policy in one world; `budget` is checks per source and day."""

    world: str
    sources: int
    budget: float
    policy: str
    seed: int = SEED


def run(one: Run) -> Result:
    pages = WORLDS[one.world](one.sources, one.seed)
    policy = POLICIES[one.policy](pages, one.budget * one.sources)
    return Watch(pages, policy, one.seed).run()


def compare(
    world: str, *, sources: int, budget: float, seed: int = SEED
) -> tuple[Result, Result, Result]:
    """Uniform, oracle and learned on one world."""
    uniform, oracle, learned = (
        run(Run(world, sources, budget, policy, seed)) for policy in POLICIES
    )
    return uniform, oracle, learned


GOALS = {0.05: (1.05, 0.83), 0.2: (1.03, 0.65), 1.0: (1.05, 0.54)}
"""At most so many times the oracle's staleness, and the uniform one's."""


def rows(options: Options) -> Iterator[Row]:
    """The rows of the table; worlds that are not steady have a tenth of the sources."""
    runs = list(_runs(options.pages))
    # The longest first, so that no process is left with one at the end.
    longest = sorted(runs, key=lambda one: -one.sources * one.budget)
    with ProcessPoolExecutor() as processes:
        results = dict(zip(longest, processes.map(run, longest), strict=True))
    for at in range(0, len(runs), len(POLICIES)):
        uniform, oracle, learned = (results[one] for one in runs[at:][: len(POLICIES)])
        one = runs[at]
        what = f"{one.sources:,} {one.world} pages, {one.budget:g} a day"
        yield from _compared(what, uniform, oracle, learned, goals=GOALS[one.budget])


def _runs(sources: int) -> Iterator[Run]:
    for world in WORLDS:
        count = sources if world == "steady" else max(sources // 10, 1)
        for budget, policy in itertools.product(GOALS, POLICIES):
            yield Run(world, count, budget, policy)


def _compared(
    what: str,
    uniform: Result,
    oracle: Result,
    learned: Result,
    *,
    goals: tuple[float, float],
) -> Iterator[Row]:
    names, others = ("true rates", "looking alike"), (oracle, uniform)
    for name, other, goal in zip(names, others, goals, strict=True):
        ratio = learned.stale / other.stale
        what_of = f"{what}: staleness against {name}"
        yield Row(what_of, f"<= {goal:g}", f"{ratio:.3f}", ratio <= goal)
    yield Row(
        f"{what}: the longest wait for a look",
        f"<= {LONGEST:g} days",
        f"{learned.oldest:.2f} days",
        learned.oldest <= LONGEST + 1e-9,
    )
