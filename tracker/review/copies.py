"""Wishes for copies of pages in outside archives. The rows only: who asks the archive
is the engine."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Min

from tracker.models import OutsideCopy, Snapshot, Source
from tracker.rules.limits import OutsideArchive
from tracker.rules.vocabulary import CopyKind, CopyState

# What a wish is before anything was done about it.
_ANEW: Mapping[str, Any] = {
    "state": CopyState.WAITING,
    "tries": 0,
    "job": "",
    "job_at": None,
    "problem": "",
    "lease_token": None,
    "lease_until": None,
}


def is_asked(kind: CopyKind) -> bool:
    """Whether there is an outside archive to ask for this."""
    archive: OutsideArchive = settings.OUTSIDE_ARCHIVE
    return bool(archive.save_address if kind is CopyKind.SAVE else archive.timegate)


def best_moment(source: Source, now: datetime) -> datetime:
    """The moment whose copy is worth most: when we last saw the page ourselves, or when
    it was first quoted."""
    if snapshot := source.snapshots.first():
        return snapshot.captured_at
    quoted = source.citations.aggregate(first=Min("effective_at"))["first"]
    return quoted or now


def wish(
    source: Source,
    kind: CopyKind,
    *,
    snapshot: Snapshot | None = None,
    near: datetime,
    by: User | None = None,
    now: datetime,
) -> bool:
    """Wish for a copy of a page; False where the same is wished for already.

    A newer version takes the place of the one that an open wish was for: a capture
    that is under way may show the page as it was before.
    """
    wished = OutsideCopy.objects.open().filter(source=source, kind=kind)
    if snapshot is not None:
        older = wished.exclude(snapshot=snapshot)
        if older.update(snapshot=snapshot, near=near, **_ANEW):
            return True
    row = OutsideCopy(
        source=source,
        kind=kind,
        snapshot=snapshot,
        near=near,
        asked_at=now,
        asked_by=by,
        due_at=now,
    )
    before = wished.count()
    # Two who wish at one moment are one wish: the second is passed over.
    OutsideCopy.objects.bulk_create([row], ignore_conflicts=True)
    return not before


def wish_for_first(source: Source, now: datetime) -> None:
    """Have a page kept that was seen before it was quoted; later versions are wished
    for as they come."""
    if not is_asked(CopyKind.SAVE) or source.outside_copies.filter(kind=CopyKind.SAVE):
        return
    if snapshot := source.snapshots.first():
        near = snapshot.captured_at
        wish(source, CopyKind.SAVE, snapshot=snapshot, near=near, now=now)
