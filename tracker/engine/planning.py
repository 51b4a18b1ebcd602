"""Share the budget of checks among all sources, again and again.

The solver needs sums only (see `alike`). What it leaves is a price, and every look
finds its source's own rate with it: nothing has to be planned anew for one source.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from operator import mul

from django.db import connection

from tracker.engine import weighing
from tracker.engine.alike import Alike, bring_nearer, crowded, groups
from tracker.models import Plan, Source
from tracker.rules.estimate import MEAN_RATE
from tracker.rules.limits import DAY, Limits
from tracker.rules.pace import learned, looks_a_day, mean_of
from tracker.rules.rates import Plan as Shared
from tracker.rules.rates import plan as solve

_PRICES = """
UPDATE tracker_host host SET price = dear.price
FROM (
    SELECT host.id, new.price FROM tracker_host host
    LEFT JOIN unnest(%s::bigint[], %s::float8[]) AS new(id, price) ON new.id = host.id
    WHERE host.price IS DISTINCT FROM new.price FOR UPDATE OF host SKIP LOCKED
) dear WHERE dear.id = host.id
"""


def latest() -> Plan | None:
    """The plan that counts; None on a desk that never made one."""
    return Plan.objects.order_by("-id").first()


def learn(
    source: Source | None,
    ring: tuple[list[float], list[bool]],
    *,
    born_at: datetime | None,
    plan: Plan | None,
    limits: Limits,
    now: datetime,
) -> tuple[float | None, float | None]:
    """A source's changes a day by its ring of looks, and the checks a day that the plan
    gives it for them; None where there were no looks, or is no plan."""
    change_rate = learned(*ring, mean=plan.mean_rate if plan else MEAN_RATE)
    known = change_rate if ring[0] else None
    if source is None or plan is None:
        return known, None
    own = source.host.price
    return known, looks_a_day(
        change_rate,
        source.importance,
        price=plan.price if own is None else own,
        limits=limits,
        age=None if born_at is None else (now - born_at) / timedelta(days=1),
    )


def replan(now: datetime, *, limits: Limits) -> Plan:
    """Weigh all sources, share the budget anew, and bring nearer what is too far away.

    Any number of plans may be made at a time; the last one counts.
    """
    weighing.weigh(now)
    caps: dict[int, float] = {}
    while True:
        alike = groups(list(caps), now)
        mean = _mean(alike)
        found = _share(alike, caps, mean=mean, limits=limits)
        # Only hosts over their cap are told apart: of few sources there are many alike.
        over = crowded(alike, found.rates, hosts=list(caps), limits=limits, now=now)
        if not over:
            break
        caps |= over
    made = Plan.objects.create(
        made_at=now,
        budget=limits.budget,
        price=found.price,
        mean_rate=mean,
        sources=sum(one.count for one in alike),
        checks=sum(map(mul, found.rates, (one.count for one in alike))),
    )
    with connection.cursor() as cursor:
        prices = found.host_prices
        cursor.execute(_PRICES, (list(prices), list(prices.values())))
    bring_nearer(alike, found.rates, hosts=list(caps), limits=limits, now=now)
    return made


def _share(
    alike: Sequence[Alike], caps: Mapping[int, float], *, mean: float, limits: Limits
) -> Shared:
    unseen = learned([], [], mean=mean)
    return solve(
        [one.changes(unseen) for one in alike],
        [one.importance for one in alike],
        limits.budget,
        shortest=limits.min_interval / DAY,
        longest=limits.max_interval / DAY,
        hosts=[one.host for one in alike],
        host_caps=dict(caps.items()),
        counts=[one.count for one in alike],
    )


def _mean(alike: Sequence[Alike]) -> float:
    known = [one for one in alike if one.change_rate >= 0]
    living = (one.change_rate * one.count for one in known if not one.is_dead)
    return mean_of(math.fsum(living), sum(one.count for one in known))
