"""The seam to approvals: decisions and contributions that wait for a second person."""

from collections.abc import Iterable
from datetime import datetime

from tracker.notices.news import News


def wanted(now: datetime) -> Iterable[News]:
    """What waits for somebody's approval and was not told yet, of kind
    `APPROVAL_WANTED`, to those who may approve it and not to whoever asked.

    The key names the row that waits, such as `approval:decision:12`. Told again is
    only a new key, so rows that were told before may be handed over again; leaving
    them out (`finders.not_told`) is cheaper.
    """
    return ()
