"""What waits on the desk, prepared for its front page in a constant number of
queries.

Each part of the page is a field here, a function in a file of its own, and a template
in `admin/desk/front/`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from tracker.admin.desk_lines import MOST, Line
from tracker.admin.desk_news import changes
from tracker.admin.desk_waiting import (
    InquiryLine,
    claims_in_review,
    inquiries,
    submissions,
)
from tracker.admin.item_lines import LINE_NEEDS, ItemLine, item_lines
from tracker.models import ReviewItem


@dataclass(frozen=True, kw_only=True)
class Desk:
    items: tuple[ItemLine, ...]
    open_items: int
    inquiries: tuple[InquiryLine, ...]
    submissions: tuple[Line, ...]
    in_review: tuple[Line, ...]
    changes: tuple[Line, ...]


def open_desk(request: HttpRequest, now: datetime) -> Desk:
    """Everything that the front page shows to whoever asks."""
    return Desk(
        items=item_lines(list(_items()), now),
        open_items=ReviewItem.objects.open().count(),
        inquiries=inquiries(now),
        submissions=submissions(),
        in_review=claims_in_review(now),
        changes=changes(now),
    )


def _items() -> list[ReviewItem]:
    rows = ReviewItem.objects.open().select_related(*LINE_NEEDS)
    return list(rows.most_urgent_first()[:MOST])
