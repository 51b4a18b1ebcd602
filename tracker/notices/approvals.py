"""What waits for a second person: contributions, and decisions of weight."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from tracker.models import Contribution, Notice, PendingDecision
from tracker.notices import words
from tracker.notices.news import News
from tracker.review import permissions
from tracker.rules.notices import LOOKS_BACK
from tracker.rules.vocabulary import ContributionKind, NoticeKind, Status

MOST = 500


def wanted(now: datetime) -> Iterable[News]:
    """What waits for somebody's approval and was not told yet, to those who may answer
    it and not to whoever asked."""
    yield from _waiting(
        PendingDecision,
        "decided_at",
        now,
        codename="approve_pendingdecision",
        say=lambda row: words.labels(Status(row.status)),
    )
    yield from _waiting(
        Contribution,
        "created_at",
        now,
        codename="accept_contribution",
        say=lambda row: words.labels(ContributionKind(row.kind)),
    )


def _waiting(
    model: Any, column: str, now: datetime, *, codename: str, say: Any
) -> Iterable[News]:
    told = Notice.objects.filter(
        kind=NoticeKind.APPROVAL_WANTED, claim=OuterRef("claim"), at=OuterRef(column)
    )
    rows = model.objects.waiting().filter(
        ~Exists(told), **{f"{column}__range": (now - LOOKS_BACK, now)}
    )
    found = list(rows.order_by(column, "pk")[:MOST])
    statements = words.statements((row.claim_id for row in found), now)
    wanting = who_may(codename)
    for row in found:
        yield _news(row, getattr(row, column), say(row), statements, wanting)


def _news(
    row: Any,
    at: datetime,
    what: Mapping[str, str],
    statements: Mapping[int, Mapping[str, str]],
    wanting: tuple[int, ...],
) -> News:
    name = row._meta.model_name
    return News(
        kind=NoticeKind.APPROVAL_WANTED,
        key=f"approval:{name}:{row.pk}",
        at=at,
        path=reverse(f"admin:tracker_{name}_change", args=[row.pk]),
        what=what,
        about=statements[row.claim_id],
        to=tuple(pk for pk in wanting if pk != row.author_id),
        claim=row.claim_id,
    )


def who_may(codename: str) -> tuple[int, ...]:
    """The ids of everybody of the desk with a permission."""
    people = permissions.who_may(codename).order_by("pk")
    return tuple(people.values_list("pk", flat=True))
