"""A source on one page: its grade, its checks, what it said when, what hangs on it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse

from tracker.admin.check_words import tell_reason
from tracker.admin.forms import number
from tracker.admin.ignored import Ignored, ignored_of
from tracker.admin.item_lines import LINE_NEEDS, ItemLine, item_lines
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.admin.outside import OutsideCopies, outside_copies
from tracker.admin.strip import Strip, strip_of
from tracker.engine.wanted import Progress, progress
from tracker.models import Citation, Snapshot, Source, SourceProfile
from tracker.rules.vocabulary import Reliability, SourceKind, SourceState
from tracker.rules.wording import definition_of, label_of

MOST = 20


@dataclass(frozen=True, kw_only=True)
class Graded:
    """What the desk held of a source from a moment on, in words."""

    at: datetime
    by: str
    letter: str
    grade: str
    meaning: str
    called: str
    kind: str
    origin: str
    origin_url: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SourcePage:
    source: Source
    title: str
    state: str
    due_reason: str
    grade: Graded | None
    earlier: tuple[Graded, ...]
    strip: Strip
    snapshots: tuple[Snapshot, ...]
    copies: OutsideCopies
    citations: tuple[tuple[Citation, str], ...]
    ignored: tuple[Ignored, ...]
    items: tuple[ItemLine, ...]
    progress: Progress | None
    wait_url: str


def open_source(source: Source, asked: QueryDict, now: datetime) -> SourcePage:
    """Everything about a source, which comes with its host."""
    items = source.review_items.select_related(*LINE_NEEDS).order_by("-opened_at")
    profiles = _profiles(source, now)
    since = number(asked.get("since"))
    waits = None if since is None else progress(source, since=since, now=now)
    wait = reverse("admin:tracker_source_asked", args=[source.pk])
    return SourcePage(
        source=source,
        title=titles_of([source.pk], now).get(source.pk) or "Untitled source",
        state=label_of(SourceState(source.state)),
        due_reason=tell_reason(source, now),
        grade=profiles[0] if profiles else None,
        earlier=profiles[1:],
        strip=strip_of(source, until=number(asked.get("until"))),
        snapshots=tuple(_snapshots(source)),
        copies=outside_copies(source.pk),
        citations=_quoted(source, now),
        ignored=ignored_of(source),
        items=item_lines(list(items[:MOST]), now),
        progress=waits,
        wait_url=f"{wait}?since={since}" if waits and not waits.is_done else "",
    )


def _snapshots(source: Source) -> list[Snapshot]:
    rows = source.snapshots.select_related("body").defer("headers")
    return list(rows.order_by("-captured_at", "-id")[:MOST])


def _profiles(source: Source, now: datetime) -> tuple[Graded, ...]:
    """What was held of it, the latest first."""
    related = ("recorded_by", "origin_source")
    rows = list(source.profiles.select_related(*related)[:MOST])
    names = names_of((row.origin_party_id for row in rows), now)
    return tuple(_graded(row, names) for row in rows)


def _graded(row: SourceProfile, names: dict[int, str]) -> Graded:
    grade = Reliability(row.reliability)
    origin, url = "", ""
    if row.origin_party_id is not None:
        origin = names[row.origin_party_id]
        url = reverse("admin:tracker_party_change", args=[row.origin_party_id])
    elif row.origin_source is not None:
        origin = row.origin_source.url
        url = reverse("admin:tracker_source_change", args=[row.origin_source_id])
    return Graded(
        at=row.recorded_at,
        by=str(row.recorded_by or "the desk itself"),
        letter=grade.value,
        grade=label_of(grade),
        meaning=definition_of(grade),
        called=": ".join(part for part in (row.publisher, row.title) if part),
        kind=label_of(SourceKind(row.kind)),
        origin=origin,
        origin_url=url,
        reason=row.reason,
    )


def _quoted(source: Source, now: datetime) -> tuple[tuple[Citation, str], ...]:
    """What is quoted from a source, each with the claim that it is quoted for."""
    rows = list(source.citations.filter(is_void=False, corrected_by=None)[:MOST])
    statements = statements_of((row.claim_id for row in rows), now)
    return tuple((row, statements[row.claim_id]) for row in rows)
