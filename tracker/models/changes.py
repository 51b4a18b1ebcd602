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
from tracker.models.streams import Rows, fullest_first, path_of, stream
from tracker.rules.facts import Moment

STRETCH = 200  # rows of a stream that are read at first; then twice as many, and so on
EACH = 2_000  # rows of a stretch that are each asked whose they are


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
    """The newest rows of several streams, merged. The fuller a stream, the sooner it is
    read: in the others no one goes on beyond what is older than enough rows of it."""
    found: list[tuple[Key, Any]] = []
    for name in fullest_first(streams):
        oldest = found[-1][0].at if len(found) == span.most else None
        found = _newest([*found, *_walk(name, span, oldest)], span.most)
    return found


def _newest(found: list[tuple[Key, Any]], most: int) -> list[tuple[Key, Any]]:
    return sorted(found, key=lambda pair: pair[0], reverse=True)[:most]


def _walk(name: str, span: Span, oldest: datetime | None) -> list[tuple[Key, Any]]:
    """The newest of one stream that a reader may see, as far as they are not older than
    a moment, and some that are.

    Read along the index, a stretch at a time, and only then asked whether it is seen,
    and whose it is: the planner takes either for a question that hardly a row passes,
    and would otherwise ask it of all of them before it sorts. Where the rows that are
    asked for lie far apart, that is the better way, and long stretches take it.
    """
    found: list[tuple[Key, Any]] = []
    before, size = span.before, STRETCH
    while len(found) < span.most:
        is_asked_each = span.among.claims is None and size <= EACH
        rows = _within(stream(name, span.moment), span)
        rows = rows if is_asked_each else span.among.of(rows, path_of(name))
        rows = _from(rows, name, before).order_by("-recorded_at", "-pk")
        stretch = list(rows.values_list("recorded_at", "pk")[:size])
        asked = _seen(name, span).filter(pk__in=[pk for _at, pk in stretch])
        if is_asked_each:
            asked = span.among.of(asked, path_of(name))
        found += [(Key(row.recorded_at, name, row.pk), row) for row in asked]
        if len(stretch) < size:
            break
        (at, pk), size = stretch[-1], size * 2
        if oldest is not None and at < oldest:
            break
        before = Key(at, name, pk)
    return _newest(found, span.most)


def _from(rows: Rows, name: str, before: Key | None) -> Rows:
    if before is None:
        return rows
    if name > before.stream:
        return rows.filter(recorded_at__lt=before.at)
    rows = rows.filter(recorded_at__lte=before.at)
    if name < before.stream:
        return rows
    return rows.filter(Q(recorded_at__lt=before.at) | Q(pk__lt=before.id))


def _within(rows: Rows, span: Span) -> Rows:
    rows = rows.filter(recorded_at__gte=span.since) if span.since else rows
    return rows.filter(recorded_at__lte=span.until) if span.until else rows


def _seen(name: str, span: Span) -> Rows:
    """The rows of a stream that a reader of the moment may see."""
    rows = seen(
        stream(name, span.moment), path_of(name), moment=span.moment, now=span.now
    )
    first = "published_at__lt" if name == "wording" else "published_at__lte"
    return rows.filter(**{first: F("recorded_at")})
