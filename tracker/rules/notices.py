"""How the desk tells its people: by default, at which hour, after which pause. Pure.

"By e-mail (digest or at once, by each person's choice). Never twice for one thing,
never lost; a dead mail server is retried with growing pauses."
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from tracker.rules.limits import DAY, HOUR, MINUTE
from tracker.rules.vocabulary import NoticeKind, Telling

# What somebody waits for comes at once; what may wait comes once a day.
UNLESS_CHOSEN: Mapping[NoticeKind, Telling] = MappingProxyType(
    {
        NoticeKind.ASSIGNED: Telling.AT_ONCE,
        NoticeKind.URGENT_FINDING: Telling.AT_ONCE,
        NoticeKind.INQUIRY_OVERDUE: Telling.DIGEST,
        NoticeKind.APPROVAL_WANTED: Telling.AT_ONCE,
        NoticeKind.ITEM_BACK: Telling.DIGEST,
        NoticeKind.STATUS_CHANGED: Telling.NOT,
    }
)

# Before another try, in seconds; the last one again and again.
PAUSES = (
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
)
JITTER = 0.1
"""By how much of itself a pause may be longer, so that many do not come at once."""

GIVE_UP = timedelta(days=5)
"""A message that failed for so long is shown as failed, and a person decides."""

LOOKS_BACK = timedelta(days=7)
"""A desk that was switched off for longer looks at its items itself."""


def how_told(kind: NoticeKind, chosen: Mapping[str, str]) -> Telling:
    """A person's choice for one kind of thing, or what holds without one."""
    return Telling(chosen[kind]) if kind in chosen else UNLESS_CHOSEN[kind]


def pause_after(failures: int, *, chance: float) -> timedelta:
    """The pause after so many failures in a row; `chance` is from 0 to 1."""
    seconds = PAUSES[min(max(failures, 1), len(PAUSES)) - 1]
    return timedelta(seconds=seconds * (1 + JITTER * chance))


def last_hour(now: datetime, *, zone: str, hour: int) -> datetime:
    """The latest moment, not after now, at which it was this hour where the person
    lives. An hour that a change of the clocks leaves out is the one after it."""
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    for days in (0, 1):
        day = today - timedelta(days=days)
        moment = datetime.combine(day, time(hour), tzinfo=here).astimezone(UTC)
        if moment <= now:
            return moment
    return moment - timedelta(days=1)
