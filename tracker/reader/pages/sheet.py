"""What the picture of a timeline is made of: places on a sheet, in whole pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One entry: its drawn mark with its middle at x and y, and what it says."""

    x: int
    y: int
    key: str
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Band:
    """How a lane stood between two marks. `label` where there is room for it."""

    x: int
    width: int
    key: str
    is_firm: bool
    label: str = ""

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, kw_only=True)
class Arc:
    """A reversal, from where the former stance began; `text` has the days."""

    x: int
    width: int
    text: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A line of the picture. `kind`: status, party or evidence."""

    name: str
    kind: str
    y: int
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    arcs: tuple[Arc, ...]


@dataclass(frozen=True)
class Tick:
    x: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Tick, ...]  # quiet stretches that are cut short
    summary: str
