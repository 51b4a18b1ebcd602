"""The timeline as a picture: a lane for the status, one for each party, one for the
evidence. Values in, places on a sheet out; the template draws them as SVG.

Days are drawn to one measure, but a long quiet stretch is cut short, and says how long
it was. The list below the picture tells the same in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from tracker.reader import words
from tracker.reader.dates import day_text, month_day
from tracker.reader.pages.sheet import Arc, Band, Lane, Mark, Picture, Tick
from tracker.reader.pages.timeline import Entry

MOST = 150  # entries on one sheet, the latest
LANE = 54  # the height of a lane, as in record.css
MIDDLE = 32  # where a lane's marks stand in it
AXIS = 30
START, END = 22, 90  # room before the first mark and after the last
A_DAY, CLOSEST, FARTHEST = 9, 26, 132
WIDEST, NARROWEST = 2400, 620
MARK = 18
LETTER = 7.2  # about the width of one


Places = Mapping[datetime, int]


def picture(entries: Sequence[Entry]) -> Picture | None:
    """The sheet for a timeline; nothing for less than two entries."""
    shown = entries[-MOST:]
    if len(shown) < 2:
        return None
    places = _places(shown)
    rows = _by_lane(shown)
    xs = [_beside([places[row.at] for row in lane]) for lane in rows]
    width = max(x for lane in xs for x in lane) + END
    lanes = tuple(
        _lane(lane, at, AXIS + number * LANE, places, width)
        for number, (lane, at) in enumerate(zip(rows, xs, strict=True))
    )
    return Picture(
        width=width,
        height=AXIS + LANE * len(lanes),
        lanes=lanes,
        ticks=_ticks(places),
        gaps=_gaps(places),
        summary=_summary(shown, lanes),
    )


def _by_lane(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The status first, the evidence last, between them parties as they come."""
    lanes: dict[str, list[Entry]] = {"status": [], "evidence": []}
    for entry in entries:
        key = f"party {entry.party.slug}" if entry.party else entry.kind
        lanes.setdefault(key, []).append(entry)
    evidence = lanes.pop("evidence")
    return [rows for rows in (*lanes.values(), evidence) if rows]


def _places(entries: Iterable[Entry]) -> dict[datetime, int]:
    """Where each moment stands: days to one measure, none too near or too far."""
    moments = sorted(
        {entry.at for entry in entries}
        | {entry.turned_since for entry in entries if entry.turned_since}
    )
    steps = [_step(before, after) for before, after in pairwise(moments)]
    total = sum(steps) or 1
    stretch = max(1.0, (NARROWEST - START - END) / total)
    stretch = min(stretch, 3.0, max(1.0, WIDEST / total))
    places, x = {moments[0]: START}, float(START)
    for moment, step in zip(moments[1:], steps, strict=True):
        x += step * stretch
        places[moment] = round(x)
    return places


def _days(before: datetime, after: datetime) -> float:
    return (after - before).total_seconds() / 86_400


def _step(before: datetime, after: datetime) -> float:
    return min(max(_days(before, after) * A_DAY, CLOSEST), FARTHEST)


def _lane(
    rows: Sequence[Entry], xs: Sequence[int], y: int, places: Places, width: int
) -> Lane:
    party = rows[0].party
    kind = "party" if party else rows[0].kind
    ends = [*xs[1:], width - END // 2]
    bands = (
        _band(row, x, end, kind)
        for row, x, end in zip(rows, xs, ends, strict=True)
        if kind != "evidence" and row.kind != "inquiry"
    )
    return Lane(
        name=party.name if party else _name(kind),
        kind=kind,
        y=y,
        marks=tuple(_mark(row, x, y + MIDDLE) for row, x in zip(rows, xs, strict=True)),
        bands=tuple(band for band in bands if band.width > 0),
        arcs=tuple(_arcs(rows, xs, places)),
    )


def _name(kind: str) -> str:
    return _("Status") if kind == "status" else _("Evidence")


def _beside(xs: list[int]) -> list[int]:
    """Marks of one moment stand side by side."""
    found: list[int] = []
    for x in xs:
        found.append(max(x, found[-1] + MARK + 2) if found else x)
    return found


def _band(row: Entry, x: int, end: int, kind: str) -> Band:
    room = end - x - MARK
    return Band(
        x=x,
        width=end - x,
        key=row.key,
        is_firm=kind == "status" or row.is_committed,
        label=row.title if len(row.title) * LETTER < room else "",
    )


def _mark(row: Entry, x: int, y: int) -> Mark:
    who = f"{row.party.name}: " if row.party else ""
    text = f"{row.when}. {who}{row.title}"
    if row.turned:
        text = f"{text}. {row.turned}"
    return Mark(x=x, y=y, key=row.key, kind=row.kind, text=text)


def _arcs(rows: Sequence[Entry], xs: Sequence[int], places: Places) -> Iterable[Arc]:
    for row, x in zip(rows, xs, strict=True):
        if row.turned_since:
            start = places[row.turned_since]
            days = (row.at.date() - row.turned_since.date()).days
            text = words.amount(days, "day")
            yield Arc(x=start, width=x - start, text=text)


def _ticks(places: Places) -> tuple[Tick, ...]:
    """The days along the top, as many as can be read; the year where it is new."""
    found: list[Tick] = []
    free, year = 0.0, 0
    for moment, x in places.items():
        text = month_day(moment) if moment.year == year else day_text(moment)
        if x >= free and (not found or found[-1].text != text):
            found.append(Tick(x, text))
            free, year = x + len(text) * LETTER + 10, moment.year
    return tuple(found)


def _gaps(places: Places) -> tuple[Tick, ...]:
    return tuple(
        Tick((places[before] + places[after]) // 2, _quiet(before, after))
        for before, after in pairwise(places)
        if _days(before, after) * A_DAY > FARTHEST
    )


def _quiet(before: datetime, after: datetime) -> str:
    return words.amount((after.date() - before.date()).days, "day")


def _summary(entries: Sequence[Entry], lanes: Sequence[Lane]) -> str:
    told = {
        "first": day_text(entries[0].at),
        "last": day_text(entries[-1].at),
        "lanes": ", ".join(lane.name for lane in lanes),
    }
    return (
        _(
            "What happened from %(first)s to %(last)s, in a line each for: %(lanes)s. "
            "The list below says the same in words."
        )
        % told
    )
