"""Contributions: what somebody would add to a claim that readers can open.

They are no part of the record. Until an editor answers, their author and the editors
may change them; accepting one writes the row with the moment of acceptance, in the name
of its author. What was filled in is the door's to understand: it hands over the act
that writes the row.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Contribution, ReviewItem
from tracker.models.lineage import heirs
from tracker.review.errors import Mismatch, MovedOn, OwnWork
from tracker.review.permissions import may_accept_contributions
from tracker.review.rows import lock, write
from tracker.review.waiting import (
    answer,
    declined,
    refuse_own,
    still_waiting,
    withdrawn,
)
from tracker.rules.vocabulary import ContributionDeed, ContributionKind, WaitingState

Fields = Mapping[str, Sequence[str]]


class Written(Protocol):
    """A row of the record."""

    pk: int


@transaction.atomic
def contribute(
    claim: Claim,
    kind: ContributionKind,
    *,
    deed: ContributionDeed = ContributionDeed.ADD,
    row: int | None = None,
    item: ReviewItem | None = None,
    fields: Fields,
    summary: str,
    note: str = "",
    by: User,
    now: datetime,
) -> Contribution:
    """Lay what was filled in before the editors. `row` is what it would correct."""
    lock(claim)
    if (heir := heirs([claim.pk], now)[claim.pk]) != claim.pk:
        into = Claim.objects.get(pk=heir)
        raise MovedOn(
            f"“{claim.slug}” was merged into “{into.slug}” meanwhile. Contribute to "
            "that claim."
        )
    if item is not None and item.claim_id != claim.pk:
        raise Mismatch("This item is about another claim. Contribute to that one.")
    return write(
        Contribution(
            claim=claim,
            kind=kind.value,
            deed=deed.value,
            row=row,
            item=item,
            data=_plain(fields),
            summary=_short(summary),
            note=note.strip(),
            author=by,
            created_at=now,
            updated_at=now,
        )
    )


@transaction.atomic
def revise(
    contribution: Contribution,
    *,
    fields: Fields,
    summary: str,
    by: User,
    now: datetime,
) -> Contribution:
    """Other words while it waits, by its author or an editor, who is named then."""
    row = still_waiting(contribution)
    if row.author_id != by.pk and not may_accept_contributions(by):
        raise OwnWork("Only its author and the editors change a contribution.")
    row.data, row.summary = _plain(fields), _short(summary)
    row.updated_at, row.updated_by = now, by
    row.save(update_fields=["data", "summary", "updated_at", "updated_by"])
    return row


@transaction.atomic
def accept(
    contribution: Contribution,
    *,
    record: Callable[[User, datetime], Written | None],
    by: User,
    now: datetime,
) -> Contribution:
    """An editor lets it into the record: `record` writes it in the author's name."""
    lock(contribution.claim)
    row = still_waiting(contribution)
    refuse_own(row, by)
    written = record(row.author, now)
    row.became = written.pk if written else None
    _credit(row.item, by, now)
    return answer(row, WaitingState.ACCEPTED, by=by, now=now, also=("became",))


@transaction.atomic
def decline(
    contribution: Contribution, *, reason: str, by: User, now: datetime
) -> Contribution:
    """An editor does not take it, and says why."""
    return declined(contribution, reason=reason, by=by, now=now)


@transaction.atomic
def withdraw(contribution: Contribution, *, by: User, now: datetime) -> Contribution:
    """Its author thought better of it."""
    return withdrawn(contribution, by=by, now=now)


def _credit(item: ReviewItem | None, by: User, now: datetime) -> None:
    """The review item that it answered was closed by who let it in."""
    if item is not None:
        closed = ReviewItem.objects.filter(pk=item.pk, resolved_at=now)
        closed.update(resolved_by=by)


def _plain(fields: Fields) -> dict[str, list[str]]:
    return {name: list(values) for name, values in fields.items()}


def _short(summary: str) -> str:
    return summary if len(summary) <= 300 else f"{summary[:299]}…"
