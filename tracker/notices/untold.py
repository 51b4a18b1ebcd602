"""The one question that every finder ends with: what has no notice yet."""

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from tracker.models import Notice
from tracker.rules.vocabulary import NoticeKind

Row = TypeVar("Row", bound=Model)
# So many in one go; the rest follows with the next look.
MOST = 500


def untold(
    rows: QuerySet[Row], kind: NoticeKind, column: str, **about: Any
) -> list[Row]:
    """Rows that no notice of this kind tells of, the oldest first. A notice is known by
    the moment that stands in the row's column, and by what it is about."""
    told = Notice.objects.filter(kind=kind, at=OuterRef(column), **about)
    return list(rows.filter(~Exists(told)).order_by(column, "pk")[:MOST])
