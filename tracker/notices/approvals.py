"""What waits for a second person: contributions, and decisions of weight."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.urls import reverse

from tracker.models import Contribution, PendingDecision
from tracker.notices import words
from tracker.notices.news import News
from tracker.notices.untold import untold
from tracker.review import permissions
from tracker.rules.notices import LOOKS_BACK
from tracker.rules.vocabulary import ContributionKind, NoticeKind, Status


def wanted(now: datetime) -> Iterable[News]:
    """What waits for somebody's approval and was not told yet, to those who may answer
    it and not to whoever asked."""
    recently = (now - LOOKS_BACK, now)
    yield from _waiting(
        PendingDecision.objects.waiting().filter(decided_at__range=recently),
        "decided_at",
        now,
        to=who_may("approve_pendingdecision"),
        say=lambda row: words.labels(Status(row.status)),
    )
    yield from _waiting(
        Contribution.objects.waiting().filter(created_at__range=recently),
        "created_at",
        now,
        to=who_may("accept_contribution"),
        say=lambda row: words.labels(ContributionKind(row.kind)),
    )


def _waiting(
    rows: QuerySet[Any],
    column: str,
    now: datetime,
    *,
    to: tuple[int, ...],
    say: Callable[[Any], Mapping[str, str]],
) -> Iterable[News]:
    found = untold(rows, NoticeKind.APPROVAL_WANTED, column, claim=OuterRef("claim"))
    statements = words.statements((row.claim_id for row in found), now)
    for row in found:
        name = row._meta.model_name
        yield News(
            kind=NoticeKind.APPROVAL_WANTED,
            key=f"approval:{name}:{row.pk}",
            at=getattr(row, column),
            path=reverse(f"admin:tracker_{name}_change", args=[row.pk]),
            what=say(row),
            about=statements[row.claim_id],
            to=tuple(pk for pk in to if pk != row.author_id),
            claim=row.claim_id,
        )


def who_may(codename: str) -> tuple[int, ...]:
    """The ids of everybody of the desk with a permission."""
    people = permissions.who_may(codename).order_by("pk")
    return tuple(people.values_list("pk", flat=True))
