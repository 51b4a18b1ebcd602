"""What changed in the record, newest first: one stream a table, read by key.

A change is told where its claim can be read now and could be at the moment, and had
been published when the row was written: what a draft went through is nobody's news.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from tracker.models.among import EVERYTHING, Among
from tracker.models.seen import seen
from tracker.models.streams import Rows, path_of, stream
from tracker.rules.facts import Moment

STRETCH = 200  # rows of a stream that are read at first; then twice as many, and so on


@dataclass(frozen=True, order=True)
class Key:
    """Where a row stands among all changes: later first, then by stream and id."""

    at: datetime
    stream: str
    id: int


@dataclass(frozen=True, kw_only=True)
class Span:
    """What is read of the changes: by whom it is seen, from where, how many, whose; of
    what was written down in a stretch of time."""

    moment: Moment
    now: datetime
    most: int
    before: Key | None = None
    among: Among = EVERYTHING
    since: datetime | None = None
    until: datetime | None = None


def latest(streams: Iterable[str], span: Span) -> list[tuple[Key, Any]]:
    """The newest rows of several streams, merged."""
    found = [pair for name in streams for pair in _walk(name, span)]
    return sorted(found, key=lambda pair: pair[0], reverse=True)[: span.most]


def _walk(name: str, span: Span) -> list[tuple[Key, Any]]:
    """The newest of one stream that a reader may see.

    Read along the index, a stretch at a time, and only then asked whether it is seen:
    the planner takes that question for one that hardly a row passes, and would
    otherwise ask it of all of them before it sorts.
    """
    found: list[tuple[Key, Any]] = []
    before, size = span.before, STRETCH
    while len(found) < span.most:
        rows = _from(_told(name, span), name, before).order_by("-recorded_at", "-pk")
        stretch = list(rows.values_list("recorded_at", "pk")[:size])
        seen_rows = _seen(name, span).filter(pk__in=[pk for _at, pk in stretch])
        found += [(Key(row.recorded_at, name, row.pk), row) for row in seen_rows]
        if len(stretch) < size:
            break
        (at, pk), size = stretch[-1], size * 2
        before = Key(at, name, pk)
    return sorted(found, key=lambda pair: pair[0], reverse=True)[: span.most]


def _from(rows: Rows, name: str, before: Key | None) -> Rows:
    if before is None:
        return rows
    if name > before.stream:
        return rows.filter(recorded_at__lt=before.at)
    rows = rows.filter(recorded_at__lte=before.at)
    if name < before.stream:
        return rows
    return rows.filter(Q(recorded_at__lt=before.at) | Q(pk__lt=before.id))


def _told(name: str, span: Span) -> Rows:
    """The rows of a stream that are asked for, whether they may be seen or not."""
    rows = span.among.of(stream(name, span.moment), path_of(name))
    rows = rows.filter(recorded_at__gte=span.since) if span.since else rows
    return rows.filter(recorded_at__lte=span.until) if span.until else rows


def _seen(name: str, span: Span) -> Rows:
    """The rows of a stream that a reader of the moment may see."""
    rows = seen(
        stream(name, span.moment), path_of(name), moment=span.moment, now=span.now
    )
    first = "published_at__lt" if name == "wording" else "published_at__lte"
    return rows.filter(**{first: F("recorded_at")})
