"""A map of places: land, a graticule, and a numbered dot for each place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, floor, radians

from tracker.reader.drawing.outlines import Ring, View, land_in

WIDTH, HEIGHT = 800.0, 500.0
NARROWEST = 16.0  # degrees of longitude: closer, the outlines would be too coarse
AROUND = 0.18  # of the stretch of the places, left free on each side
KM_A_DEGREE = 111.2
SMALLEST, LARGEST = 11.0, 60.0
STEPS = (1, 2, 5, 10, 15, 30)
MOST_LINES = 7
MOST_NUMBERED = 60


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place to be shown; `km` is the radius within which it lies."""

    name: str
    latitude: float
    longitude: float
    km: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Dot:
    """Where a place stands on the map; `spread` shows how exactly it is known."""

    number: str
    name: str
    x: float
    y: float
    spread: float


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the graticule with its label."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    label_x: float
    label_y: float


@dataclass(frozen=True, kw_only=True)
class Map:
    width: float
    height: float
    land: str  # the path's data
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Frame:
    """A view of the Earth on the sheet: degrees across shrink with the latitude."""

    view: View
    scale: float  # units a degree of latitude
    squeeze: float

    def x(self, longitude: float) -> float:
        return round((longitude - self.view.west) * self.squeeze * self.scale, 1)

    def y(self, latitude: float) -> float:
        return round((self.view.north - latitude) * self.scale, 1)


def draw(spots: Sequence[Spot]) -> Map | None:
    """The map of some places, in their order; None without any."""
    if not spots:
        return None
    frame = frame_of(spots)
    return Map(
        width=WIDTH,
        height=HEIGHT,
        land=_land(frame),
        lines=tuple(_graticule(frame)),
        dots=tuple(_dots(spots, frame)),
    )


def frame_of(spots: Sequence[Spot]) -> Frame:
    """The smallest view with all places and some air around them; where they lie all
    around the Earth, the whole of it."""
    south, north = _ends([spot.latitude for spot in spots])
    west, east = _ends([spot.longitude for spot in spots])
    middle = (south + north) / 2
    squeeze = max(0.2, cos(radians(middle)))
    across = max((east - west) * (1 + 2 * AROUND), NARROWEST)
    up = (north - south) * (1 + 2 * AROUND)
    scale = min(WIDTH / (across * squeeze), HEIGHT / up if up else WIDTH)
    half_across, half_up = WIDTH / squeeze / scale / 2, HEIGHT / scale / 2
    centre = (west + east) / 2
    view = View(
        centre - half_across, middle - half_up, centre + half_across, middle + half_up
    )
    return Frame(view, scale, squeeze)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


@lru_cache(maxsize=64)
def _land(frame: Frame) -> str:
    # A little more than is seen, so that the edges of the cut are not.
    west, south, east, north = frame.view
    wider = View(west - 1, south - 1, east + 1, north + 1)
    return "".join(_path(ring, frame) for ring in land_in(wider))


def _path(ring: Ring, frame: Frame) -> str:
    points = (f"{frame.x(east):g},{frame.y(north):g}" for east, north in ring)
    return f"M{'L'.join(points)}Z"


def _graticule(frame: Frame) -> Iterator[Line]:
    view = frame.view
    step = _step(view.east - view.west)
    for degrees in _between(max(view.west, -180), min(view.east, 180), step):
        x = frame.x(degrees)
        yield Line(
            x1=x, y1=0, x2=x, y2=HEIGHT, label=_named(degrees, "E", "W"),
            label_x=x + 4, label_y=HEIGHT - 6,
        )  # fmt: skip
    for degrees in _between(max(view.south, -90), min(view.north, 90), step):
        y = frame.y(degrees)
        yield Line(
            x1=0, y1=y, x2=WIDTH, y2=y, label=_named(degrees, "N", "S"),
            label_x=4, label_y=y - 4,
        )  # fmt: skip


def _step(across: float) -> int:
    return next((step for step in STEPS if across / step <= MOST_LINES), 60)


def _between(low: float, high: float, step: int) -> Iterator[int]:
    for number in range(ceil(low / step), floor(high / step) + 1):
        yield number * step


def _named(degrees: int, above: str, below: str) -> str:
    side = above if degrees > 0 else below if degrees < 0 else ""
    return f"{abs(degrees)}\N{DEGREE SIGN}{side}"


def _dots(spots: Sequence[Spot], frame: Frame) -> Iterator[Dot]:
    is_numbered = 1 < len(spots) <= MOST_NUMBERED
    for number, spot in enumerate(spots, start=1):
        spread = spot.km / KM_A_DEGREE * frame.scale
        yield Dot(
            number=str(number) if is_numbered else "",
            name=spot.name,
            x=frame.x(spot.longitude),
            y=frame.y(spot.latitude),
            spread=round(min(max(spread, SMALLEST), LARGEST), 1),
        )
