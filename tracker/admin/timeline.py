"""Everything on record about a claim as one timeline, a day at a time.

A row that another replaced is folded under the row that stands; one that was taken back
is folded where it stood. Citations stand under the position that they carry.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from urllib.parse import urlencode

from tracker.admin.timeline_rows import Entry, rows_of
from tracker.models import Claim
from tracker.rules.facts import Record

KINDS: Mapping[str, str] = {
    "position": "Positions",
    "silence": "Silences",
    "inquiry": "Inquiries",
    "citation": "Citations",
    "status": "Statuses",
    "work": "Work",
    "wording": "Wordings",
    "role": "Parties' parts",
    "relation": "Other claims",
    "subject": "Topics and places",
}
PER_PAGE = 60


@dataclass(frozen=True)
class Day:
    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A link that narrows the timeline, or turns it round."""

    label: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Timeline:
    days: tuple[Day, ...]
    choices: tuple[Choice, ...]
    order: Choice
    total: int
    first: int
    last: int
    newer: str  # the query of the page before, or nothing
    older: str


def timeline(
    claim: Claim, now: datetime, known: Record, asked: Mapping[str, str]
) -> Timeline:
    """The part of the timeline that an address asks for."""
    every = rows_of(claim, now, known)
    kind = asked.get("kind", "") if asked.get("kind") in KINDS else ""
    is_oldest_first = asked.get("order") == "oldest"
    chosen = [row for row in every if row.kind == kind] if kind else _nested(every)
    # Stable: of two at one moment the one that was written first comes first.
    chosen.sort(key=lambda row: (row.at, row.recorded_at), reverse=not is_oldest_first)
    number = _number(asked.get("page", ""), len(chosen))
    first = (number - 1) * PER_PAGE
    shown = chosen[first : first + PER_PAGE]
    kept = {"kind": kind, "order": "oldest" if is_oldest_first else ""}
    has_more = first + PER_PAGE < len(chosen)
    return Timeline(
        days=_days(shown),
        choices=_choices(every, kind, kept),
        order=_turned(kept, len(chosen), is_oldest_first=is_oldest_first),
        total=len(chosen),
        first=first + 1 if shown else 0,
        last=first + len(shown),
        newer=_query(kept, page=number - 1) if number > 1 else "",
        older=_query(kept, page=number + 1) if has_more else "",
    )


def _nested(rows: Sequence[Entry]) -> list[Entry]:
    """Citations that carry a position stand under it and nowhere else."""
    standing = {row.row for row in rows if row.kind == "position"}
    carried: dict[int, list[Entry]] = {}
    for row in rows:
        if row.carries in standing and not row.is_folded:
            carried.setdefault(row.carries, []).append(row)
    inside = {row.row for under in carried.values() for row in under}
    return [
        replace(row, quotations=tuple(carried.get(row.row, ())))
        if row.kind == "position"
        else row
        for row in rows
        if row.kind != "citation" or row.row not in inside
    ]


def _days(rows: Iterable[Entry]) -> tuple[Day, ...]:
    grouped = groupby(rows, key=lambda row: row.at.astimezone(UTC).date())
    return tuple(Day(day, tuple(found)) for day, found in grouped)


def _choices(
    rows: Sequence[Entry], kind: str, kept: Mapping[str, str]
) -> tuple[Choice, ...]:
    counted = Counter(row.kind for row in rows)
    every = Choice(
        label="Everything",
        count=len(rows),
        query=_query({**kept, "kind": ""}),
        is_chosen=not kind,
    )
    found = (
        Choice(
            label=label,
            count=counted[name],
            query=_query({**kept, "kind": name}),
            is_chosen=name == kind,
        )
        for name, label in KINDS.items()
        if counted[name]
    )
    return (every, *found)


def _turned(kept: Mapping[str, str], count: int, *, is_oldest_first: bool) -> Choice:
    order = "" if is_oldest_first else "oldest"
    return Choice(
        label="Latest first" if is_oldest_first else "Oldest first",
        count=count,
        query=_query({**kept, "order": order}),
        is_chosen=False,
    )


def _number(asked: str, count: int) -> int:
    """The page that is asked for, as far as there is one."""
    last = max((count - 1) // PER_PAGE + 1, 1)
    wanted = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return min(max(wanted, 1), last)


def _query(kept: Mapping[str, str], *, page: int = 1) -> str:
    values = {name: value for name, value in kept.items() if value}
    if page > 1:
        values["page"] = str(page)
    return f"?{urlencode(values)}#record"
