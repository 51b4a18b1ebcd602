"""How often a page changes, from looks that only tell whether it did.

At each look we learn whether a page changed since the one before, not how often. The
change rate is the maximum a posteriori estimate under a Gamma prior from such censored
observations. (Cho and Garcia-Molina 2003 for the likelihood.)

All intervals are days, all rates are per day. For a page that changes early in life the
days are worn days (see `ageing`), and the rate is that of its old age.
"""

import math
from collections.abc import Sequence

SHAPE = 0.5
"""How much the prior weighs: half an observed change."""

MEAN_RATE = 1.0
"""Changes per day that are expected of a page nobody has watched yet."""

LIFT = 0.2
"""How far doubt raises the rate that is planned with; found on simulated sources."""

RING = 64
"""The most intervals that are remembered of one source."""

_EXACT = 1e-6
"""Newton squares the error at each step, so what is left after this one is far less."""

_MOST_STEPS = 60
_BEYOND = 700.0
"""e to this power is still a float."""


def remember(
    intervals: Sequence[float],
    changes: Sequence[bool],
    *,
    interval: float,
    changed: bool,
    size: int = RING,
) -> tuple[list[float], list[bool]]:
    """The ring with one more look; the oldest entry leaves when it is full.

    Looks without a change follow each other as one long interval: it says the same of
    the rate, and the ring then holds at least half as many changes as entries, however
    often we look. Clocks that ran backwards (an interval under 0) make it 0.
    """
    passed = max(interval, 0.0)
    if changes and not changed and not changes[-1]:
        return [*intervals[:-1], intervals[-1] + passed], list(changes)
    return [*intervals, passed][-size:], [*changes, changed][-size:]


def estimate(
    intervals: Sequence[float],
    changes: Sequence[bool],
    *,
    shape: float = SHAPE,
    mean: float = MEAN_RATE,
    half_life: float | None = None,
) -> float:
    """Changes per day, from intervals in days and whether each ended in a change.

    The root of sum(tau / (e^(rate tau) - 1) over changed) + shape / rate = sum(tau over
    unchanged) + shape / mean. The left side falls and the right side is constant, so
    there is one root, and it is finite for histories of all or no changes.

    With a `half_life` an interval that has so many newer ones counts half; without one
    all count alike, and forgetting is left to the ring.
    """
    changed, still = _weigh(intervals, changes, half_life)
    quiet = still + shape / mean
    return _root(changed, shape, quiet) if changed else shape / quiet


def doubt(
    intervals: Sequence[float],
    changes: Sequence[bool],
    rate: float,
    *,
    shape: float = SHAPE,
    mean: float = MEAN_RATE,
    half_life: float | None = None,
) -> float:
    """The standard deviation of ln(rate) at the estimate: 0.1 is about ten per cent.

    So rate * e^(-2 doubt) to rate * e^(2 doubt) holds the true rate nearly always.
    """
    changed, still = _weigh(intervals, changes, half_life)
    quiet = still + shape / mean
    _, slope = _lean(changed, shape, quiet, math.log(rate))
    return 1 / math.sqrt(-slope)


def planned(
    intervals: Sequence[float],
    changes: Sequence[bool],
    *,
    mean: float,
    half_life: float | None = None,
) -> float:
    """The rate to plan looks with: the estimate, raised a little by its doubt.

    To look at a page of which little is known is worth more than what that look finds,
    because it is known better afterwards. `mean` is that of the rates that all watched
    sources are planned with, so a new page starts like the pages that are there.
    """
    found = estimate(intervals, changes, mean=mean, half_life=half_life)
    unsure = doubt(intervals, changes, found, mean=mean, half_life=half_life)
    return found * math.exp(LIFT * unsure**2)


def _weigh(
    intervals: Sequence[float], changes: Sequence[bool], half_life: float | None
) -> tuple[list[tuple[float, float]], float]:
    """The changed intervals with their weights, and the unchanged time in all."""
    fading = 1.0 if half_life is None else 0.5 ** (1 / half_life)
    weight, still = 1.0, 0.0
    changed: list[tuple[float, float]] = []
    if len(intervals) != len(changes):
        msg = "every interval needs to say whether it ended in a change"
        raise ValueError(msg)
    for tau, did in zip(reversed(intervals), reversed(changes), strict=True):
        if did:
            changed.append((max(float(tau), 0.0), weight))
        else:
            still += weight * max(float(tau), 0.0)
        weight *= fading
    return changed, still


def _root(changed: Sequence[tuple[float, float]], shape: float, quiet: float) -> float:
    """Newton's steps in ln(rate), halving the bracket where one would leave it.

    The bracket: with x = rate tau, x / (e^x - 1) is at least 1 - x / 2 and at most 1.
    """
    weight = math.fsum(weight for _, weight in changed) + shape
    half = math.fsum(weight * tau for tau, weight in changed) / 2
    low, high = math.log(weight / (quiet + half)), math.log(weight / quiet)
    at = low
    for _ in range(_MOST_STEPS):
        lean, slope = _lean(changed, shape, quiet, at)
        low, high = (at, high) if lean > 0 else (low, at)
        step = at - lean / slope
        if not low <= step <= high:
            step = (low + high) / 2
        if abs(step - at) < _EXACT:
            return math.exp(step)
        at = step
    return math.exp(at)


def _lean(
    changed: Sequence[tuple[float, float]], shape: float, quiet: float, at: float
) -> tuple[float, float]:
    """The derivative of the log posterior by ln(rate), and that one's own."""
    rate = math.exp(at)
    lean = shape - rate * quiet
    slope = -rate * quiet
    for tau, weight in changed:
        x = rate * tau
        if x < _BEYOND:
            pull = x / math.expm1(x) if x > 0 else 1.0
            lean += weight * pull
            slope += weight * pull * (1 - x - pull)
    return lean, slope
