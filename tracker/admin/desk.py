"""What waits on the desk, prepared for its front page in a constant number of
queries.

Each part of the page is a field here, a function in a file of its own, and a template
in `admin/desk/front/`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from tracker.admin.desk_health import Health, health
from tracker.admin.desk_lines import MOST, Line
from tracker.admin.desk_news import News, news
from tracker.admin.desk_waiting import (
    InquiryLine,
    claims_in_review,
    inquiries,
    submissions,
)
from tracker.admin.item_lines import LINE_NEEDS, ItemLine, item_lines
from tracker.admin.pages import person
from tracker.admin.queue import Choices, choices, filters_of, queue
from tracker.review.visits import visit


@dataclass(frozen=True, kw_only=True)
class Desk:
    """`query` is the part of the address that asks for the same filters."""

    items: tuple[ItemLine, ...]
    choices: Choices
    found: int
    query: str
    inquiries: tuple[InquiryLine, ...]
    submissions: tuple[Line, ...]
    in_review: tuple[Line, ...]
    health: Health | None
    news: News


def open_desk(request: HttpRequest, now: datetime) -> Desk:
    """Everything that the front page shows to whoever asks."""
    who, filters = person(request), filters_of(request.GET)
    since = visit(who, now)
    items = queue(filters, who, now)
    shown = list(items.select_related(*LINE_NEEDS)[:MOST])
    return Desk(
        items=item_lines(shown, now, query=filters.query, since=since),
        choices=choices(filters, who, now),
        found=items.count(),
        query=filters.query,
        inquiries=inquiries(now),
        submissions=submissions(),
        in_review=claims_in_review(now),
        health=health(now),
        news=news(since, now),
    )
