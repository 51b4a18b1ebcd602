"""What waits for a second person, as lines: on the desk, on a claim, on an item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from tracker.admin.names import names_of, statements_of
from tracker.models import Claim, Contribution, PendingDecision, ReviewItem
from tracker.review import permissions as may
from tracker.rules.vocabulary import (
    ContributionDeed,
    ContributionKind,
    Status,
    WaitingState,
)
from tracker.rules.wording import label_of

MOST = 12
MOST_ANSWERED = 5
LATELY = timedelta(days=14)
Someone = may.Someone


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """`ask` says who has to do what; empty for who can do nothing about it."""

    url: str
    what: str
    text: str
    claim: str
    author: str
    at: datetime
    ask: str


@dataclass(frozen=True, kw_only=True)
class WaitingOnDesk:
    decisions: tuple[WaitingLine, ...]
    contributions: tuple[WaitingLine, ...]
    more: int
    answered: tuple[WaitingLine, ...]


def waiting_on_desk(user: Someone, now: datetime) -> WaitingOnDesk:
    """The oldest of what waits, in a constant number of queries."""
    decisions = PendingDecision.objects.waiting().order_by("decided_at", "id")
    contributions = Contribution.objects.waiting().order_by("created_at", "id")
    first: list[PendingDecision] = list(decisions.select_related("author")[:MOST])
    second: list[Contribution] = list(contributions.select_related("author")[:MOST])
    waiting = contributions.count() if len(second) == MOST else len(second)
    both = [row.claim_id for row in first] + [row.claim_id for row in second]
    claims = statements_of(both, now)
    return WaitingOnDesk(
        decisions=decision_lines(first, user, now, claims),
        contributions=contribution_lines(second, user, claims),
        more=waiting - len(second),
        answered=answered_lately(user, now),
    )


def answered_lately(user: Someone, now: datetime) -> tuple[WaitingLine, ...]:
    """What colleagues answered of a person's own in the last days, newest first."""
    if user.pk is None:
        return ()
    own = Q(author=user.pk, answered_at__gt=now - LATELY) & ~Q(answered_by=user.pk)
    decided = PendingDecision.objects.filter(own).select_related("answered_by")
    offered = Contribution.objects.filter(own).select_related("answered_by")
    rows: list[PendingDecision | Contribution] = [
        *decided.order_by("-answered_at")[:MOST_ANSWERED],
        *offered.order_by("-answered_at")[:MOST_ANSWERED],
    ]
    claims = statements_of((row.claim_id for row in rows), now)
    lines = [_answered(row, claims[row.claim_id], now) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:MOST_ANSWERED])


def _answered(
    row: PendingDecision | Contribution, claim: str, now: datetime
) -> WaitingLine:
    name = row._meta.model_name
    what = row.reason if isinstance(row, PendingDecision) else row.summary
    return WaitingLine(
        url=reverse(f"admin:tracker_{name}_change", args=[row.pk]),
        what=f"{label_of(WaitingState(row.state))}: {what}",
        text=row.answer,
        claim=claim,
        author=str(row.answered_by),
        at=row.answered_at or now,
        ask="",
    )


def waiting_on_claim(claim: Claim, user: Someone, now: datetime) -> dict[str, Any]:
    """What waits on a claim, as its page's template calls it."""
    decisions = claim.pending_decisions.all().waiting().select_related("author")
    contributions = claim.contributions.all().waiting().select_related("author")
    return {
        "pending": decision_lines(decisions, user, now),
        "contributions": contribution_lines(contributions, user),
    }


def waiting_on_item(item: ReviewItem, user: Someone, now: datetime) -> dict[str, Any]:
    """What came from a review item and waits."""
    decisions = item.pending_decisions.all().waiting().select_related("author")
    contributions = item.contributions.all().waiting().select_related("author")
    return {
        "pending": decision_lines(decisions, user, now),
        "contributions": contribution_lines(contributions, user),
    }


def decision_lines(
    rows: Iterable[PendingDecision],
    user: Someone,
    now: datetime,
    claims: dict[int, str] | None = None,
) -> tuple[WaitingLine, ...]:
    found = list(rows)
    names = names_of((pk for row in found for pk in row.parties), now)
    return tuple(
        WaitingLine(
            url=reverse("admin:tracker_pendingdecision_change", args=[row.pk]),
            what=in_short(row, names),
            text=row.reason,
            claim=(claims or {}).get(row.claim_id, ""),
            author=str(row.author),
            at=row.decided_at,
            ask=_ask(row, user, may_answer=may.may_approve(user)),
        )
        for row in found
    )


def in_short(row: PendingDecision, names: dict[int, str]) -> str:
    """The status and the parties that it is to turn on."""
    label = label_of(Status(row.status))
    parties = ", ".join(names[pk] for pk in row.parties if pk in names)
    return f"{label} ({parties})" if parties else label


def contribution_lines(
    rows: Iterable[Contribution], user: Someone, claims: dict[int, str] | None = None
) -> tuple[WaitingLine, ...]:
    accepts = may.may_accept_contributions(user)
    return tuple(
        WaitingLine(
            url=reverse("admin:tracker_contribution_change", args=[row.pk]),
            what=kind_in_words(row),
            text=row.summary,
            claim=(claims or {}).get(row.claim_id, ""),
            author=str(row.author),
            at=row.created_at,
            ask=_ask(row, user, may_answer=accepts),
        )
        for row in rows
    )


def kind_in_words(row: Contribution) -> str:
    """ "Position", or "Correct: position"."""
    kind = label_of(ContributionKind(row.kind))
    deed = ContributionDeed(row.deed)
    if deed is ContributionDeed.ADD:
        return kind
    return f"{label_of(deed)}: {kind.lower()}"


def _ask(
    row: Contribution | PendingDecision, user: Someone, *, may_answer: bool
) -> str:
    if row.author_id == user.pk:
        return "yours; a colleague answers"
    return "waits for you" if may_answer else ""
