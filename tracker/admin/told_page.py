"""What a person was told, prepared for the page "Told to me"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.urls import reverse

from tracker.models import Told
from tracker.notices.letters import about, title
from tracker.rules.vocabulary import ReviewState

ON_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    url: str
    title: str
    about: str
    at: datetime
    is_new: bool
    closed: str


@dataclass(frozen=True, kw_only=True)
class ToldPage:
    lines: tuple[ToldLine, ...]
    has_new: bool
    newest: int
    pages: "Page[Told]"


def told_page(person: User, number: str) -> ToldPage:
    """What this person was told, the newest first."""
    rows = Told.objects.filter(person=person).select_related(
        "notice__item__resolved_by"
    )
    pages = Paginator(rows.order_by("-pk"), ON_A_PAGE).get_page(number)
    lines = tuple(_lines(pages.object_list))
    return ToldPage(
        lines=lines,
        has_new=any(line.is_new for line in lines),
        newest=max((row.pk for row in pages.object_list), default=0),
        pages=pages,
    )


def _lines(rows: Iterable[Told]) -> Iterable[ToldLine]:
    for row in rows:
        closed = _closed(row)
        yield ToldLine(
            url=reverse("admin:told_open", args=[row.pk]),
            title=title(row.notice, "en"),
            about=about(row.notice, "en"),
            at=row.notice.at,
            is_new=row.seen_at is None and not closed,
            closed=closed,
        )


def _closed(row: Told) -> str:
    """Who has dealt with it meanwhile; empty where nobody has."""
    item = row.notice.item
    if item is None or item.state == ReviewState.OPEN:
        return ""
    return f"Closed by {item.resolved_by or 'itself'}"
