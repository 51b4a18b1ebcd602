"""A page's own clock: articles change early in life and then rest.

"Use operational time": a young page's hour counts like many hours of an old one. On
that clock changes come evenly, so the same estimate serves both ages: measure intervals
in worn days, estimate, and multiply by `boost` for the rate of the moment.

A page whose birth is unknown, or that has no birth (a front page, a channel), is old.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """How the boost of a newborn falls: peak / (1 + age / settles), never under 1.

    `settles` is in days. With these values a page has aged after twelve days.
    """

    peak: float = 50.0
    settles: float = 0.25

    @property
    def old(self) -> float:
        """The age in days from which a page's clock runs evenly."""
        return self.settles * (self.peak - 1)


ARTICLE = Ageing()


def boost(age: float | None, ageing: Ageing = ARTICLE) -> float:
    """How many times faster than an old page one of this age (days) changes."""
    if age is None:
        return 1.0
    return max(1.0, ageing.peak / (1 + max(age, 0.0) / ageing.settles))


def worn(start: float, end: float, ageing: Ageing = ARTICLE) -> float:
    """Worn days between two ages in days."""
    return _worn_since_birth(end, ageing) - _worn_since_birth(start, ageing)


def age_after(age: float, days_worn: float, ageing: Ageing = ARTICLE) -> float:
    """The age in days at which a page of this age has worn so much more."""
    total = _worn_since_birth(age, ageing) + days_worn
    at_old = _worn_since_birth(ageing.old, ageing)
    if total >= at_old:
        return ageing.old + total - at_old
    return ageing.settles * math.expm1(total / (ageing.peak * ageing.settles))


def _worn_since_birth(age: float, ageing: Ageing) -> float:
    """The integral of `boost` from birth to this age."""
    young = min(max(age, 0.0), ageing.old)
    curved = ageing.peak * ageing.settles * math.log1p(young / ageing.settles)
    return curved + max(age - ageing.old, 0.0)
