"""The outlines of countries that ship with the project, cut to a view."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parent.parent / "data" / "outlines.json"

HALF_WAY = 180.0  # degrees

Point = tuple[float, float]  # longitude, latitude
Ring = tuple[Point, ...]


class View(NamedTuple):
    """A stretch of the Earth, in degrees."""

    west: float
    south: float
    east: float
    north: float


class Land(NamedTuple):
    """One ring of land and the view that it fills."""

    ring: Ring
    view: View


def land_in(view: View) -> Iterator[Ring]:
    """The rings of land in a view, cut at its edges."""
    for land in _lands():
        if _touches(land.view, view):
            ring = cut(land.ring, view)
            if len(ring) > 2:
                yield ring


def cut(ring: Ring, view: View) -> Ring:
    """A ring without what lies outside of a view, one edge after the other."""
    for axis, limit, is_lower in (
        (0, view.west, True),
        (0, view.east, False),
        (1, view.south, True),
        (1, view.north, False),
    ):
        ring = tuple(_cut_at(ring, axis, limit, is_lower=is_lower))
    return ring


def _cut_at(ring: Ring, axis: int, limit: float, *, is_lower: bool) -> Iterator[Point]:
    def is_inside(point: Point) -> bool:
        return point[axis] >= limit if is_lower else point[axis] <= limit

    for number, point in enumerate(ring):
        before = ring[number - 1]
        if is_inside(point) != is_inside(before):
            yield _crossing(before, point, axis, limit)
        if is_inside(point):
            yield point


def _crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    crossed = tuple(a + share * (b - a) for a, b in zip(one, other, strict=True))
    return (limit, crossed[1]) if axis == 0 else (crossed[0], limit)


def _touches(one: View, other: View) -> bool:
    return (
        one.west <= other.east
        and other.west <= one.east
        and one.south <= other.north
        and other.south <= one.north
    )


@lru_cache(maxsize=1)
def _lands() -> tuple[Land, ...]:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    arcs = [tuple(_points(arc, data["scale"])) for arc in data["arcs"]]
    rings = (
        unrolled(tuple(_joined(ring, arcs)))
        for country in data["countries"]
        for ring in country
    )
    return tuple(land for ring in rings for land in _twice(ring))


def unrolled(ring: Ring) -> Ring:
    """A ring that crosses the date line, drawn on beyond it; one that goes all around
    the Earth closes at the pole."""
    line = [ring[0]]
    for east, north in ring[1:]:
        turns = round((line[-1][0] - east) / 360)
        line.append((east + 360 * turns, north))
    if abs(line[-1][0] - line[0][0]) > HALF_WAY:
        pole = -90.0 if line[0][1] < 0 else 90.0
        line += [(line[-1][0], pole), (line[0][0], pole)]
    return tuple(line)


def _twice(ring: Ring) -> Iterator[Land]:
    """What lies beyond the date line is land on the other side of the sheet, too."""
    view = _view_of(ring)
    yield Land(ring, view)
    for edge, turn in ((view.east > 180, -360), (view.west < -180, 360)):
        if edge:
            again = tuple((east + turn, north) for east, north in ring)
            yield Land(again, _view_of(again))


def _points(arc: list[int], scale: int) -> Iterator[Point]:
    longitude = latitude = 0
    for east, north in zip(arc[::2], arc[1::2], strict=True):
        longitude, latitude = longitude + east, latitude + north
        yield longitude / scale, latitude / scale


def _joined(ring: list[int], arcs: list[Ring]) -> Iterator[Point]:
    """A ring's arcs in a row; each begins where the one before it ended."""
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[-1 - number][::-1]
        yield from line[:-1]


def _view_of(ring: Ring) -> View:
    east, north = zip(*ring, strict=True)
    return View(min(east), min(north), max(east), max(north))
