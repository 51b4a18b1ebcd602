"""The undo window: how long a step is easily taken back, and of a decision on a status
how long the world is not yet told.

Within the window its decider takes it back with one click, and notices wait. Afterwards
it can be taken back all the same, with a reason of one's own.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User

from tracker.models import ItemStep, StatusChange
from tracker.review.policy import policies_at, policy_at

AT_ONCE = "Taken back at once, before anybody was told."


def undo_until(row: StatusChange | ItemStep) -> datetime:
    """The end of the window, by the policy that was in force when it was recorded."""
    recorded = row.recorded_at
    return recorded + policy_at(recorded).undo_window


def settled(change: StatusChange, now: datetime) -> bool:
    """Whether the window is over. Whether the decision still stands then is another
    question: ask `StatusChange.objects.counting`."""
    return undo_until(change) <= now


def settled_among(changes: Iterable[StatusChange], now: datetime) -> list[StatusChange]:
    """Those of several decisions whose window is over, in one query."""
    rows = list(changes)
    policies = policies_at(row.recorded_at for row in rows)
    return [
        row
        for row in rows
        if row.recorded_at + policies[row.recorded_at].undo_window <= now
    ]


def may_undo_at_once(change: StatusChange, by: User, now: datetime) -> bool:
    """Whether this person, who took or approved the decision, needs one click only."""
    is_theirs = by.pk in (change.recorded_by_id, change.approved_by_id)
    return is_theirs and not change.is_void and not settled(change, now)
