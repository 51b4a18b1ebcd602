"""Which changes readers are to be told of: settled, public, new, and worth a letter."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from tracker.models import Announcement, ClaimWorkflow, Position, StatusChange
from tracker.models.among import Among
from tracker.models.public_changes import changes
from tracker.models.streams import OF_THE_DESK
from tracker.review.policy import policy_at
from tracker.rules.changes import Change, ChangeOf
from tracker.rules.notices import LOOKS_BACK

MOST = 500
_KINDS: dict[Any, ChangeOf] = {
    ClaimWorkflow: ChangeOf.WORKFLOW,
    StatusChange: ChangeOf.STATUS,
    Position: ChangeOf.POSITION,
}


def fresh(now: datetime) -> list[Change]:
    """What is settled, public and not announced, the oldest first."""
    # By the longer of the policies that held of late: nothing is told too early.
    windows = [policy_at(at).undo_window for at in (now, now - timedelta(days=1))]
    rows = changes(
        Among(narrow=_unannounced),
        now,
        most=MOST,
        since=now - LOOKS_BACK,
        until=now - max(windows),
        streams=OF_THE_DESK,
    )
    return rows[::-1]


def _unannounced(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    told = Announcement.objects.filter(of=_KINDS[rows.model], row=OuterRef("pk"))
    return rows.filter(~Exists(told))


def worth_a_letter(found: list[Change], now: datetime) -> list[Change]:
    """Without what says the same as before: a fact that was moved or mended in a
    detail, and a decision that was taken back before anybody was told."""
    corrected = _corrected(found)
    return [one for one in found if _is_news(one, corrected.get(one.key), now)]


def _is_news(change: Change, before: Any, now: datetime) -> bool:
    if before is None:
        return True
    was_told = bool(before.was_told) or before.recorded_at < now - LOOKS_BACK
    if change.is_void:
        return was_told
    said = before.status if change.of is ChangeOf.STATUS else before.stance
    return not was_told or said != change.state


def _corrected(found: list[Change]) -> dict[str, Any]:
    """The rows that some changes correct, by the key of the change."""
    rows: dict[str, Any] = {}
    for model in (StatusChange, Position):
        kind = _KINDS[model]
        ids = [one.row for one in found if one.of is kind and one.is_correction]
        told = Announcement.objects.filter(of=kind, row=OuterRef("pk"))
        for row in model._default_manager.filter(corrected_by__in=ids).annotate(
            was_told=Exists(told), by=F("corrected_by")
        ):
            rows[f"{kind}:{row.by}"] = row
    return rows
