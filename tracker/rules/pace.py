"""How often one source is looked at, from what all sources share until the next plan.

"Lambda re-solved as the population changes": a plan leaves two numbers, and every
source finds its own rate with them. So one that was just read, cited or added needs no
new plan, and what is simulated is what runs.
"""

import math
from collections.abc import Sequence

from tracker.rules.ageing import boost
from tracker.rules.estimate import MEAN_RATE, planned
from tracker.rules.limits import DAY, Limits
from tracker.rules.rates import rate

STEP = 0.02
"""Change rates are told to two per cent: no estimate is better, and a million sources
then have some hundred rates."""


IMAGINED = 10


def learned(
    intervals: Sequence[float], changes: Sequence[bool], *, mean: float = MEAN_RATE
) -> float:
    """Changes a day of a source in its old age, from its ring of looks."""
    found = planned(intervals, changes, mean=mean)
    return math.exp(round(math.log(found) / STEP) * STEP)


def mean_of(total: float, number: int) -> float:
    """What is expected of a new page: the mean of the change rates that are known.

    A few pages say little of the next one, so ten imaginary usual ones count, too.
    """
    return (total + IMAGINED * MEAN_RATE) / (number + IMAGINED)


def looks_a_day(
    change_rate: float,
    importance: float,
    *,
    price: float,
    limits: Limits,
    age: float | None = None,
) -> float:
    """Checks a day of one source now; `age` in days where its birth is known."""
    return rate(
        change_rate * boost(age),
        importance,
        price,
        shortest=limits.min_interval / DAY,
        longest=limits.max_interval / DAY,
    )
