"""Everything on record about a claim as one timeline, a day at a time.

A row that another replaced is folded under the row that stands; one that was taken back
is folded where it stood. Citations stand under the position that they carry. Rows are
read a page at a time, however many there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from urllib.parse import urlencode

from tracker.admin.timeline_rows import Entry, entries_of
from tracker.models import Claim, on_record
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
PER_PAGE = 30


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
    quotations: str  # the query of all of them
    total: int
    first: int
    last: int
    newer: str  # the query of the page before, or nothing
    older: str


def timeline(
    claim: Claim, now: datetime, known: Record, asked: Mapping[str, str]
) -> Timeline:
    """The part of the timeline that an address asks for; no other row is read."""
    kind = asked.get("kind", "") if asked.get("kind") in KINDS else ""
    is_oldest_first = asked.get("order") == "oldest"
    page = on_record.page(
        claim,
        kind,
        number=_number(asked.get("page", "")),
        most=PER_PAGE,
        is_oldest_first=is_oldest_first,
    )
    tally, first, marks = page.tally, page.first, page.marks
    total = tally.kinds.get(kind, 0) if kind else tally.every - tally.under
    number = first // PER_PAGE + 1
    kept = {"kind": kind, "order": "oldest" if is_oldest_first else ""}
    has_more = first + PER_PAGE < total
    return Timeline(
        days=_days(entries_of(claim, marks, now, known, is_nested=not kind)),
        choices=_choices(tally, kind, kept),
        order=_turned(kept, total, is_oldest_first=is_oldest_first),
        quotations=_query({**kept, "kind": "citation"}),
        total=total,
        first=first + 1 if marks else 0,
        last=first + len(marks),
        newer=_query(kept, page=number - 1) if number > 1 else "",
        older=_query(kept, page=number + 1) if has_more else "",
    )


def _days(rows: Iterable[Entry]) -> tuple[Day, ...]:
    grouped = groupby(rows, key=lambda row: row.at.astimezone(UTC).date())
    return tuple(Day(day, tuple(found)) for day, found in grouped)


def _choices(
    tally: on_record.Tally, kind: str, kept: Mapping[str, str]
) -> tuple[Choice, ...]:
    every = Choice(
        label="Everything",
        count=tally.every,
        query=_query({**kept, "kind": ""}),
        is_chosen=not kind,
    )
    found = (
        Choice(
            label=label,
            count=tally.kinds[name],
            query=_query({**kept, "kind": name}),
            is_chosen=name == kind,
        )
        for name, label in KINDS.items()
        if name in tally.kinds
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


def _number(asked: str) -> int:
    """The page that is asked for."""
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1


def _query(kept: Mapping[str, str], *, page: int = 1) -> str:
    values = {name: value for name, value in kept.items() if value}
    if page > 1:
        values["page"] = str(page)
    return f"?{urlencode(values)}#record"
