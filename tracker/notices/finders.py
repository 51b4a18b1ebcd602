"""What happened and was not told yet: facts in, news out.

`review` lies below and cannot call us, so rows are looked for, again and again. Each
question leaves out what has its notice and goes through an index of its own, so it
costs the same however many items are open.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from tracker.models import ReviewItem, StatusChange
from tracker.notices import approvals, words
from tracker.notices.approvals import who_may
from tracker.notices.news import News
from tracker.notices.untold import untold
from tracker.review.undo import settled_among
from tracker.rules.notices import LOOKS_BACK
from tracker.rules.vocabulary import NoticeKind, ReviewKind, Status

Finder = Callable[[datetime], Iterable[News]]


def assigned(now: datetime) -> Iterable[News]:
    """Items that somebody else gave to a person."""
    rows = _open_items().filter(
        ~Q(assigned_by=F("assignee")) | Q(assigned_by__isnull=True),
        assignee__isnull=False,
        assigned_at__range=(now - LOOKS_BACK, now),
    )
    return _items(rows, NoticeKind.ASSIGNED, "assigned_at", now, to=_assignee)


def urgent(now: datetime) -> Iterable[News]:
    """Urgent findings that are sure: to whoever has them, else to all who decide."""
    rows = _open_items().filter(urgent_at__range=(now - LOOKS_BACK, now))
    deciders = who_may("change_reviewitem")
    return _items(
        rows,
        NoticeKind.URGENT_FINDING,
        "urgent_at",
        now,
        to=lambda item: _assignee(item) or deciders,
    )


def overdue(now: datetime) -> Iterable[News]:
    """Answers that nobody gave in time: to who asked and who has the item."""
    rows = _open_items().filter(
        kind=ReviewKind.INQUIRY_OVERDUE, opened_at__range=(now - LOOKS_BACK, now)
    )
    deciders = who_may("change_reviewitem")
    return _items(
        rows,
        NoticeKind.INQUIRY_OVERDUE,
        "opened_at",
        now,
        to=lambda item: _asked(item) or deciders,
    )


def back(now: datetime) -> Iterable[News]:
    """Items that were put aside and are there again: their date came, or their
    finding grew. To whoever put them aside, and to whoever has them now."""
    is_over = Q(wait_until__lte=now) | Q(wait_until__isnull=True)
    rows = _open_items().filter(
        is_over, waited_by__isnull=False, waited_at__isnull=False
    )
    return _items(rows, NoticeKind.ITEM_BACK, "waited_at", now, to=_waited)


def statuses(now: datetime) -> Iterable[News]:
    """Public statuses that were decided and can no longer be undone with one click."""
    corrected = StatusChange.objects.filter(corrects=OuterRef("pk"))
    rows = StatusChange.objects.filter(
        ~Exists(corrected),
        is_void=False,
        recorded_at__range=(now - LOOKS_BACK, now),
    )
    fresh = untold(
        rows, NoticeKind.STATUS_CHANGED, "recorded_at", claim=OuterRef("claim")
    )
    found = settled_among(fresh, now)
    statements = words.statements((row.claim_id for row in found), now)
    wanting = who_may("view_reviewitem")
    for row in found:
        yield News(
            kind=NoticeKind.STATUS_CHANGED,
            key=f"status_changed:{row.pk}",
            at=row.recorded_at,
            path=reverse("admin:tracker_claim_change", args=[row.claim_id]),
            what=words.labels(Status(row.status)),
            about=statements[row.claim_id],
            to=tuple(pk for pk in wanting if pk != row.recorded_by_id),
            claim=row.claim_id,
        )


FINDERS: tuple[Finder, ...] = (
    assigned,
    urgent,
    overdue,
    back,
    statuses,
    approvals.wanted,
)


def _open_items() -> QuerySet[ReviewItem]:
    return ReviewItem.objects.open().select_related("citation", "inquiry")


def _items(
    rows: QuerySet[ReviewItem],
    kind: NoticeKind,
    column: str,
    now: datetime,
    *,
    to: Callable[[ReviewItem], tuple[int, ...]],
) -> Iterable[News]:
    """Items as news of one kind, by the moment that stands in a column."""
    items = untold(rows, kind, column, item=OuterRef("pk"))
    about, parties = words.about_items(items, now), words.parties(items, now)
    for item in items:
        at: datetime = getattr(item, column)
        yield News(
            kind=kind,
            key=f"{kind}:{item.pk}:{at.isoformat()}",
            at=at,
            path=reverse("admin:tracker_reviewitem_change", args=[item.pk]),
            # Of an answer that is overdue the kind says all but who owes it.
            what=parties[item.pk]
            if kind is NoticeKind.INQUIRY_OVERDUE
            else words.what_item(item),
            about=about[item.pk],
            to=to(item),
            item=item.pk,
            claim=words.claim_of(item),
        )


def _assignee(item: ReviewItem) -> tuple[int, ...]:
    return (item.assignee_id,) if item.assignee_id else ()


def _asked(item: ReviewItem) -> tuple[int, ...]:
    asker = item.inquiry.recorded_by_id if item.inquiry else None
    return tuple(sorted({pk for pk in (asker, item.assignee_id) if pk}))


def _waited(item: ReviewItem) -> tuple[int, ...]:
    return tuple(sorted({pk for pk in (item.waited_by_id, item.assignee_id) if pk}))
