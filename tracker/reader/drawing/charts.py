"""Charts as numbers: bars with a label at each, and small panels of a line over time.

Every mark has its word and its number beside it, so that colour carries nothing alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor, log10

WIDTH = 400.0
ROW = 44.0  # a line of words and a bar below it
BAR = 14.0
AXIS = 24.0
PANEL_HEIGHT = 130.0
TOP, BOTTOM = 16.0, 22.0
TICKS = 4
PARTS = {"1": 5, "2": 4, "5": 5}  # of an axis that ends with 10, 20 or 50, and so on
MOST_POINTS = 40


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: its words, its number in words, and where it stands."""

    label: str
    text: str
    width: float
    label_y: float
    y: float


@dataclass(frozen=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Bars:
    width: float
    height: float
    bar: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    axis: float


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One line over time, with the numbers at its ends."""

    width: float
    height: float
    line: str
    area: str
    floor: float
    ticks: tuple[Tick, ...]
    first: str
    last: str


def bars(rows: Sequence[tuple[str, float, str]], *, most: float | None = None) -> Bars:
    """A bar a row (its label, its value, its value in words); `most` is the end of the
    scale where several charts share one."""
    end = nice(max([most or 0, *(value for _, value, _ in rows)], default=0))
    return Bars(
        width=WIDTH,
        height=len(rows) * ROW + AXIS,
        bar=BAR,
        bars=tuple(
            Bar(
                label=label,
                text=text,
                width=round(value / end * WIDTH, 1),
                label_y=number * ROW + 16,
                y=number * ROW + 22,
            )
            for number, (label, value, text) in enumerate(rows)
        ),
        ticks=tuple(_ticks(end, WIDTH)),
        axis=len(rows) * ROW + 4,
    )


def panel(values: Sequence[int], *, most: int, first: str, last: str) -> Panel:
    """A line through values at even distances; `most` as for bars."""
    end = nice(most)
    depth = PANEL_HEIGHT - TOP - BOTTOM
    floor_at = PANEL_HEIGHT - BOTTOM
    across = WIDTH / max(1, len(values) - 1)
    heights = [round(floor_at - value / end * depth, 1) for value in values]
    # A count stays until it changes: the line goes in steps, never aslope.
    points = [(0.0, heights[0])]
    for number, (before, after) in enumerate(pairwise(heights), start=1):
        x = round(number * across, 1)
        points += [(x, before), (x, after)]
    points.append((WIDTH, heights[-1]))
    line = "M" + "L".join(f"{x:g},{y:g}" for x, y in points)
    ticks = (Tick(floor_at, "0"), Tick(TOP, f"{end:g}"))
    return Panel(
        width=WIDTH,
        height=PANEL_HEIGHT,
        line=line,
        area=f"{line}L{WIDTH:g},{floor_at:g}L0,{floor_at:g}Z",
        floor=floor_at,
        ticks=ticks,
        first=first,
        last=last,
    )


def days_between(first: date, last: date) -> list[date]:
    """Days at even distances, at most so many as a chart can show, ending at the
    last."""
    span = max(0, (last - first).days)
    step = max(1, ceil(span / MOST_POINTS))
    return [last - timedelta(days=step * n) for n in range(span // step, -1, -1)]


def nice(most: float) -> float:
    """The next number that an axis ends well with: 1, 2, 5, 10, 20, 50, ..."""
    if most <= 1:
        return 1.0
    scale = 10.0 ** floor(log10(most))
    return next(step * scale for step in (1, 2, 5, 10) if step * scale >= most)


def _ticks(end: float, width: float) -> list[Tick]:
    number = int(end) if end < TICKS else PARTS[f"{end:g}"[0]]
    steps = [end * one / number for one in range(number + 1)]
    return [Tick(round(step / end * width, 1), f"{step:g}") for step in steps]
