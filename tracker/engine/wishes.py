"""When a look makes the desk wish for a copy in an outside archive."""

from datetime import datetime, timedelta

from tracker.engine.known import Known
from tracker.models import Check, OutsideCopy, Source
from tracker.review.copies import best_moment, is_asked, wish
from tracker.rules import schedule
from tracker.rules.vocabulary import CopyKind, SourceState

# An archive that had no copy may have got one since.
_LOOK_AGAIN = timedelta(days=30)


def wish_after(before: Known, check: Check, *, is_new: bool, now: datetime) -> None:
    """Have a new version of a cited page kept, and look for a copy of a cited page that
    is gone, or that we never saw. Called in the check's transaction."""
    if not before.cited:
        return
    if is_new and is_asked(CopyKind.SAVE):
        wish(
            check.source,
            CopyKind.SAVE,
            snapshot=check.snapshot,
            near=check.effective_at,
            now=now,
        )
    if _is_lost(before, check) and is_asked(CopyKind.FIND):
        _look_for(check.source, now)


def _is_lost(before: Known, check: Check) -> bool:
    if check.source_state == SourceState.DEAD:
        return True
    return before.snapshot is None and check.outcome in schedule.DEFINITIVE


def _look_for(source: Source, now: datetime) -> None:
    copies = OutsideCopy.objects.filter(source=source)
    looked = copies.filter(kind=CopyKind.FIND, asked_at__gt=now - _LOOK_AGAIN)
    if not copies.kept().exists() and not looked.exists():
        wish(source, CopyKind.FIND, near=best_moment(source, now), now=now)
