"""The seam to the undo window: when a status is told of."""

from datetime import datetime, timedelta

from tracker.models import StatusChange

UNDO_WINDOW = timedelta(minutes=10)


def settled(change: StatusChange, now: datetime) -> bool:
    """Whether a change of status can no longer be undone with one click, so that it
    may be told. One that was undone never is: its correction leaves it out."""
    return change.recorded_at + UNDO_WINDOW <= now
