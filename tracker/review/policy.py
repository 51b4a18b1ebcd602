"""The desk's policy: which decisions two people take, and how long an undo is easy.

The only writer of Policy. Without a row the defaults hold: decision note 14 says why.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Policy
from tracker.review.errors import NothingNew
from tracker.review.rows import refuse_without, write
from tracker.rules.vocabulary import Status

DEFAULT_STATUSES = frozenset({Status.CONFIRMED, Status.FALSE, Status.UNVERIFIABLE})
DEFAULT_MINUTES = 10


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The policy of a moment."""

    statuses: frozenset[Status] = DEFAULT_STATUSES
    publishing_needs_two: bool = True
    undo_minutes: int = DEFAULT_MINUTES

    def is_of_weight(self, status: Status) -> bool:
        """Whether a decision for this status waits for a second person."""
        return status in self.statuses

    @property
    def undo_window(self) -> timedelta:
        return timedelta(minutes=self.undo_minutes)


def policy_at(moment: datetime) -> InForce:
    """The policy in force at a moment."""
    row = Policy.objects.known(moment).order_by("-recorded_at", "-id").first()
    return InForce() if row is None else _in_force(row)


def policies_at(moments: Iterable[datetime]) -> dict[datetime, InForce]:
    """The policy in force at each of several moments, in one query."""
    wanted = set(moments)
    if not wanted:
        return {}
    rows = list(Policy.objects.known(max(wanted)).order_by("recorded_at", "id"))
    found = [InForce(), *(_in_force(row) for row in rows)]
    since = [row.recorded_at for row in rows]
    return {moment: found[bisect_right(since, moment)] for moment in wanted}


@transaction.atomic
def set_policy(
    *,
    statuses: Collection[Status],
    publishing_needs_two: bool,
    undo_minutes: int,
    reason: str,
    by: User | None,
    now: datetime,
) -> Policy:
    """Another policy from now on; the earlier rows are kept."""
    why = refuse_without(reason, what="change the policy")
    wanted = InForce(
        statuses=frozenset(statuses),
        publishing_needs_two=publishing_needs_two,
        undo_minutes=undo_minutes,
    )
    if wanted == policy_at(now):
        raise NothingNew("This is the policy already. Change it or go back.")
    return write(
        Policy(
            statuses=sorted(status.value for status in wanted.statuses),
            publishing_needs_two=publishing_needs_two,
            undo_minutes=undo_minutes,
            reason=why,
            recorded_by=by,
            recorded_at=now,
        )
    )


def _in_force(row: Policy) -> InForce:
    return InForce(
        statuses=frozenset(Status(word) for word in row.statuses),
        publishing_needs_two=row.publishing_needs_two,
        undo_minutes=row.undo_minutes,
    )
