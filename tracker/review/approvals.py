"""Decisions on a status as people take them: at once, or when a second person agrees.

Every door that changes a status asks `decide`. What the policy calls a decision of
weight is not written to the record: it waits, and `approve` writes it down, with the
moment of the approval.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Party, PendingDecision, ReviewItem, StatusChange
from tracker.models.as_of import record
from tracker.review.errors import StillWaiting
from tracker.review.items import close
from tracker.review.policy import policy_at
from tracker.review.proposals import from_json, to_json
from tracker.review.rows import at, lock, write
from tracker.review.status import change_status, weigh
from tracker.review.steps import took
from tracker.review.waiting import (
    answer,
    declined,
    refuse_own,
    still_waiting,
    withdrawn,
)
from tracker.rules.status import Proposal, differs, propose
from tracker.rules.vocabulary import Status, StepKind, WaitingState

_DECIDED = StepKind.STATUS_CHANGED


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What became of a decision: a change that readers see, or one that waits."""

    change: StatusChange | None = None
    pending: PendingDecision | None = None


@dataclass(frozen=True, kw_only=True)
class Drift:
    """What has moved on since a decision was taken; the approver is told."""

    proposed_then: Proposal
    proposed_now: Proposal
    decided_since: StatusChange | None

    @property
    def proposal_differs(self) -> bool:
        return differs(self.proposed_now, self.proposed_then)

    @property
    def has_moved(self) -> bool:
        return self.decided_since is not None or self.proposal_differs


@transaction.atomic
def decide(
    claim: Claim,
    *,
    status: Status,
    parties: Iterable[Party] = (),
    reason: str,
    superseded_by: Claim | None = None,
    item: ReviewItem | None = None,
    by: User | None,
    now: datetime,
) -> Decided:
    """A person's decision on a status; `item` is the review item that it came from."""
    row = lock(claim)
    if by is None or not policy_at(now).is_of_weight(status):
        change = change_status(
            row,
            status=status,
            parties=parties,
            reason=reason,
            superseded_by=superseded_by,
            by=by,
            now=now,
        )
        return Decided(change=change)
    _refuse_second(row)
    weighed = weigh(
        row,
        status=status,
        parties=parties,
        reason=reason,
        superseded_by=superseded_by,
        now=now,
    )
    pending = write(
        PendingDecision(
            claim=row,
            status=status.value,
            parties=list(weighed.parties),
            superseded_by=superseded_by,
            reason=weighed.reason,
            item=item,
            proposal=to_json(weighed.proposal),
            author=by,
            decided_at=now,
        )
    )
    return Decided(pending=pending)


@transaction.atomic
def approve(pending: PendingDecision, *, by: User, now: datetime) -> StatusChange:
    """A second person agrees: the decision is written down, in the name of both."""
    claim = lock(pending.claim)
    row = still_waiting(pending)
    refuse_own(row, by)
    item = _open_item(row)
    row.change = change_status(
        claim,
        status=Status(row.status),
        parties=row.party_rows(),
        superseded_by=row.superseded_by,
        reason=row.reason,
        approved_by=by,
        by=row.author,
        now=now,
    )
    answer(row, WaitingState.ACCEPTED, by=by, now=now, also=("change",))
    if item is not None:
        change, why = row.change, row.reason
        took(item, _DECIDED, note=why, status_change=change, by=by, now=now)
        close(item, resolution=why, by=by, now=now)
    return row.change


@transaction.atomic
def decline(
    pending: PendingDecision, *, reason: str, by: User, now: datetime
) -> PendingDecision:
    """A second person does not agree, and says why; the status stays as it is."""
    return declined(pending, reason=reason, by=by, now=now)


@transaction.atomic
def withdraw(pending: PendingDecision, *, by: User, now: datetime) -> PendingDecision:
    """The first person thought better of it."""
    return withdrawn(pending, by=by, now=now)


def waiting_on(claim: Claim) -> PendingDecision | None:
    """The decision on a claim that waits for a second person, if there is one."""
    rows = claim.pending_decisions.all().waiting()
    return rows.select_related("author", "superseded_by").first()


def drift(pending: PendingDecision, now: datetime) -> Drift:
    """Whether the facts are still those on which the decision was taken."""
    claim, moment = pending.claim, at(now)
    since = claim.statuses.filter(recorded_at__gt=pending.decided_at)
    return Drift(
        proposed_then=from_json(pending.proposal),
        proposed_now=propose(record(claim, moment), moment),
        decided_since=since.order_by("-recorded_at", "-id").first(),
    )


def _refuse_second(claim: Claim) -> None:
    waiting = waiting_on(claim)
    if waiting is None:
        return
    raise StillWaiting(
        f"A decision of {waiting.author} on this claim waits for a second person. Have "
        "it approved, declined or withdrawn first."
    )


def _open_item(row: PendingDecision) -> ReviewItem | None:
    """The review item that the decision came from, locked, unless somebody has closed
    it."""
    items = ReviewItem.objects.select_for_update().open()
    return items.filter(pk=row.item_id or 0).first()
