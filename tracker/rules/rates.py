"""How a budget of checks is shared among sources: the rates of LambdaCrawl.

"LambdaCrawl rates from estimated change rates and importance, regular intervals, host
caps by the active set, clamp 15 minutes to 30 days."

n changes of a page that nobody has seen cost 1 + 1/2 + .. + 1/n, times its importance.
With `price` the value that one more check a day must bring, every source gets the rate
f for which importance * change rate / (f * (f + change rate)) = price. So a page that
changes at all is never forgotten, and one that changes all the time cannot eat the
budget. (Kolobov, Peres, Lubetzky, Horvitz 2019, equation 4 and proposition 1.)

All rates are per day, all intervals are days.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import mul

SHORTEST = 15 / (24 * 60)
LONGEST = 30.0

_NEVER_QUITE = 1e-9
"""Changes per day of a page that is said never to change: nothing is that sure."""

_Page = tuple[float, float, float, int]
"""Half the change rate, its square, importance times change rate, and how many."""

_EXACT = 1e-11
_TYPICAL_SLOPE = 0.7
_LEAST_SLOPE = 1e-3
_MOST_STEPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The rate of every source, and the prices that they follow from.

    A source's rate is `rate(change_rate, importance, price)` with the price of its host
    where `host_prices` has one: so a plan is kept as a few numbers, and a source that
    changes or joins between two plans needs no new plan.
    """

    rates: list[float]
    price: float
    host_prices: dict[Hashable, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Bounds:
    lowest: float
    highest: float


def rate(
    change_rate: float,
    importance: float,
    price: float,
    *,
    shortest: float = SHORTEST,
    longest: float = LONGEST,
) -> float:
    """Checks per day that one source is worth at this price; 0 when paused.

    A source is paused when its importance is 0.
    """
    if importance <= 0:
        return 0.0
    if price <= 0:
        return 1 / shortest
    half = max(float(change_rate), _NEVER_QUITE) / 2
    reached = 2 * half * importance / price
    found = reached / (half + math.sqrt(half * half + reached))
    return min(max(found, 1 / longest), 1 / shortest)


def rates(
    change_rate: Sequence[float],
    importance: Sequence[float],
    budget: float,
    *,
    shortest: float = SHORTEST,
    longest: float = LONGEST,
    hosts: Sequence[Hashable] | None = None,
    host_caps: Mapping[Hashable, float] | float | None = None,
) -> list[float]:
    """Checks per day of every source, together `budget`; see `plan`."""
    return plan(
        change_rate,
        importance,
        budget,
        shortest=shortest,
        longest=longest,
        hosts=hosts,
        host_caps=host_caps,
    ).rates


def plan(
    change_rate: Sequence[float],
    importance: Sequence[float],
    budget: float,
    *,
    shortest: float = SHORTEST,
    longest: float = LONGEST,
    hosts: Sequence[Hashable] | None = None,
    host_caps: Mapping[Hashable, float] | float | None = None,
    counts: Sequence[int] | None = None,
) -> Plan:
    """The rates and prices at which all sources together use `budget` checks a day.

    No interval is under `shortest` or over `longest`, and what a bound takes or leaves
    is shared by the others. When the bounds alone ask for more than the budget, or
    cannot use it up, the bounds win. Sources of importance 0 are paused and get
    nothing.

    `hosts` names each source's host; `host_caps` is the most checks a day of one host:
    one number for all, or a number for each (none: no cap). A cap wins over
    `longest`, because a site's wish not to be pressed comes before our curiosity.

    `counts`: how many sources each place stands for, where those that are alike are
    told once (none: one each). A rate is that of one of them.
    """
    pages = _pages(change_rate, importance, counts)
    bounds = _bounds(shortest, longest)
    if hosts is None or host_caps is None:
        shared, price = _share(pages, budget, bounds)
        return Plan(rates=_by_place(shared, len(change_rate)), price=price)
    if len(hosts) != len(change_rate):
        msg = "hosts must name the host of every source"
        raise ValueError(msg)
    return _plan_by_host(pages, budget, bounds, hosts, host_caps)


def _plan_by_host(
    pages: dict[int, _Page],
    budget: float,
    bounds: _Bounds,
    hosts: Sequence[Hashable],
    host_caps: Mapping[Hashable, float] | float,
) -> Plan:
    """The active set: hosts over their cap get their cap, the rest share the rest.

    A host that was over its cap stays at it: what it leaves only lowers the price.
    """
    final: dict[int, float] = {}
    host_prices: dict[Hashable, float] = {}
    places: dict[Hashable, list[int]] = {}
    for at in pages:
        places.setdefault(hosts[at], []).append(at)
    while True:
        shared, price = _share(pages, budget, bounds)
        loads = {
            host: math.fsum(shared[at] * pages[at][3] for at in own)
            for host, own in places.items()
        }
        over = _over_cap(loads, host_caps)
        if not over:
            break
        for host, cap in over.items():
            own = {at: pages.pop(at) for at in places.pop(host)}
            capped, host_prices[host] = _share_cap(own, cap, bounds)
            final.update(capped)
            budget -= cap
    rates_of_all = _by_place({**final, **shared}, len(hosts))
    return Plan(rates=rates_of_all, price=price, host_prices=host_prices)


def _over_cap(
    loads: Mapping[Hashable, float], host_caps: Mapping[Hashable, float] | float
) -> dict[Hashable, float]:
    over: dict[Hashable, float] = {}
    for host, load in loads.items():
        cap = host_caps.get(host) if isinstance(host_caps, Mapping) else host_caps
        # Rounding alone must not put a host over a cap that it just reaches.
        if cap is not None and load > cap * (1 + 1e-9):
            over[host] = cap
    return over


def _share_cap(
    pages: Mapping[int, _Page], cap: float, bounds: _Bounds
) -> tuple[dict[int, float], float]:
    if _number(pages.values()) * bounds.lowest >= cap:
        bounds = _Bounds(0.0, bounds.highest)
    return _share(pages, cap, bounds)


def _share(
    pages: Mapping[int, _Page], budget: float, bounds: _Bounds
) -> tuple[dict[int, float], float]:
    """Every page's rate so that they use the budget, and the price that does it."""
    places, values = list(pages), list(pages.values())
    counts = [page[3] for page in values]
    if not values or budget <= sum(counts) * bounds.lowest:
        return dict.fromkeys(places, bounds.lowest), math.inf
    if budget >= sum(counts) * bounds.highest:
        return dict.fromkeys(places, bounds.highest), 0.0

    def used(cheapness: float) -> float:
        return math.fsum(map(mul, counts, _rates(values, cheapness, bounds)))

    cheapness = _meet(used, budget, *_bracket(values, budget, bounds))
    found = _rates(values, cheapness, bounds)
    return dict(zip(places, found, strict=True)), 1 / cheapness


def _bracket(
    pages: Sequence[_Page], budget: float, bounds: _Bounds
) -> tuple[float, float]:
    """Where no page and where every page reaches its equal share of the budget."""
    share = min(max(budget / _number(pages), bounds.lowest), bounds.highest)
    turns = [share * (share + 2 * half) / worth for half, _, worth, _ in pages]
    return min(turns) / 2, max(turns) * 2


def _meet(
    used: Callable[[float], float], budget: float, low: float, high: float
) -> float:
    """Where `used`, which only rises, is the budget: secants, kept in their bracket.

    On logarithms the curve is almost straight, so some five steps do what bisection
    does in fifty; where a secant leaves the bracket, one step of bisection follows.
    """
    left, right = math.log(low), math.log(high)
    at, slope, before = (left + right) / 2, _TYPICAL_SLOPE, None
    for _ in range(_MOST_STEPS):
        gap = math.log(used(math.exp(at)) / budget)
        if abs(gap) < _EXACT or right - left < _EXACT:
            break
        left, right = (at, right) if gap < 0 else (left, at)
        if before is not None and before[0] != at:
            slope = max((gap - before[1]) / (at - before[0]), _LEAST_SLOPE)
        before = (at, gap)
        step = at - gap / slope
        at = step if left < step < right else (left + right) / 2
    return math.exp(at)


def _rates(pages: Sequence[_Page], cheapness: float, bounds: _Bounds) -> list[float]:
    # Written out, and without min and max: this line runs a million times a plan.
    low, high, root = bounds.lowest, bounds.highest, math.sqrt
    return [
        low if (f := reached / (half + root(square + reached))) < low
        else high if f > high else f
        for half, square, worth, _ in pages
        for reached in (worth * cheapness,)
    ]  # fmt: skip


def _pages(
    change_rate: Sequence[float],
    importance: Sequence[float],
    counts: Sequence[int] | None,
) -> dict[int, _Page]:
    many = [1] * len(change_rate) if counts is None else counts
    told = enumerate(zip(change_rate, importance, many, strict=True))
    return {
        at: _page(rate, worth, count)
        for at, (rate, worth, count) in told
        if worth > 0 and count > 0
    }


def _page(change_rate: float, importance: float, count: int = 1) -> _Page:
    # A plain float, whatever came in: array scalars are five times slower.
    half = max(float(change_rate), _NEVER_QUITE) / 2
    return half, half * half, 2 * half * float(importance), count


def _number(pages: Iterable[_Page]) -> int:
    return sum(page[3] for page in pages)


def _bounds(shortest: float, longest: float) -> _Bounds:
    if not 0 < shortest <= longest:
        msg = "the shortest interval must be positive and not over the longest"
        raise ValueError(msg)
    return _Bounds(1 / longest, 1 / shortest)


def _by_place(found: Mapping[int, float], count: int) -> list[float]:
    return [found.get(at, 0.0) for at in range(count)]
