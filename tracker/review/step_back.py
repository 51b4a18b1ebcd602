"""Take a step with a review item back, for a while, as if it had not been taken.

Nothing is erased: what a step wrote is corrected by a new row, and the step and its
undoing both stay written down.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Clutter, ItemStep, ReviewItem, StatusChange
from tracker.models.as_of import record
from tracker.models.clutter import clutter_in_force
from tracker.review.clutter import tell_again
from tracker.review.errors import MovedOn, NothingNew, Refused
from tracker.review.items import is_open_anew
from tracker.review.rows import at, lock_all
from tracker.review.status import undo_status
from tracker.review.steps import took
from tracker.review.undo import AT_ONCE, undo_until
from tracker.rules.status import public_status
from tracker.rules.vocabulary import ReviewState, StepKind

CLOSING = frozenset({StepKind.KEPT, StepKind.DISMISSED, StepKind.STATUS_CHANGED})
UNDOABLE = CLOSING | {StepKind.WAITS, StepKind.ASSIGNED}


def can_undo(step: ItemStep, *, by: User, now: datetime) -> bool:
    """Whether to offer it: the person's own, of a kind that can be, and in time."""
    is_kind = step.kind in UNDOABLE and step.recorded_by_id == by.pk
    return is_kind and now < until(step)


def until(step: ItemStep) -> datetime:
    """The end of the undo window."""
    return undo_until(step)


@transaction.atomic
def undo(step: ItemStep, *, by: User, now: datetime) -> ReviewItem:
    """The item as it was before the step; what the step decided is corrected."""
    change = step.status_change
    lock_all([claim for claim in (step.item.claim_id, _claim(change)) if claim])
    item = ReviewItem.objects.select_for_update().get(pk=step.item_id)
    _refuse_late(step, by=by, now=now)
    _refuse_moved_on(step, item)
    if step.kind in CLOSING:
        _refuse_found_again(item)
    if change is not None:
        _refuse_decided_again(change, now)
    item.state, item.resolution = ReviewState.OPEN.value, ""
    item.resolved_at = item.resolved_by = None
    item.assignee, item.wait_until = step.was_assignee, step.was_waiting_until
    _tell_nobody(step, item)
    took(
        step.item,
        StepKind.UNDONE,
        assignee=item.assignee,
        wait_until=item.wait_until,
        undoes=step,
        by=by,
        now=now,
    )
    item.save()
    if change is not None:
        undo_status(change, reason=AT_ONCE, by=by, now=now)
    _forget_clutter(step, by=by, now=now)
    item.refresh_from_db()
    return item


def _tell_nobody(step: ItemStep, item: ReviewItem) -> None:
    """Of what is undone nobody needs to hear; who had put the item off before is told
    all the same when it comes back."""
    if step.kind == StepKind.ASSIGNED:
        item.assigned_by = item.assigned_at = None
    if step.kind == StepKind.WAITS:
        earlier = _waits_before(step)
        item.waited_by = earlier.recorded_by if earlier else None
        item.waited_at = earlier.recorded_at if earlier else None


def _waits_before(step: ItemStep) -> ItemStep | None:
    """The step for which the item waited already, if it did."""
    if step.was_waiting_until is None:
        return None
    waits = step.item.steps.filter(kind=StepKind.WAITS, pk__lt=step.pk)
    return waits.filter(wait_until=step.was_waiting_until).first()


def _claim(change: StatusChange | None) -> int | None:
    return change.claim_id if change else None


def _refuse_late(step: ItemStep, *, by: User, now: datetime) -> None:
    if step.kind not in UNDOABLE:
        raise Refused("This wrote on the record. Correct the row on its claim's page.")
    if step.recorded_by_id != by.pk:
        raise Refused(f"Only {step.recorded_by} can undo this. Decide anew instead.")
    if now >= until(step):
        raise MovedOn(f"This could be undone until {until(step):%H:%M}. Decide anew.")


def _refuse_moved_on(step: ItemStep, item: ReviewItem) -> None:
    """Refused when anybody, or the engine, did something with the item since."""
    last = item.steps.select_related("recorded_by").first()
    if last is not None and last.kind == StepKind.UNDONE and last.undoes_id == step.pk:
        raise NothingNew("This is undone already.")
    if last is not None and last != step:
        raise MovedOn(
            f"{last.recorded_by or 'The desk'} has gone on with this item since. "
            "Look at it as it is now."
        )
    if (item.state != ReviewState.OPEN) != (step.kind in CLOSING):
        raise MovedOn("This item has been closed by itself since. Nothing is undone.")
    if (item.assignee_id, item.wait_until) != (step.assignee_id, step.wait_until):
        raise MovedOn(
            "Somebody has gone on with this item since. Look at it as it is now."
        )


def _refuse_found_again(item: ReviewItem) -> None:
    if is_open_anew(item):
        raise MovedOn("The same was found again meanwhile. Decide on the new item.")


def _refuse_decided_again(change: StatusChange, now: datetime) -> None:
    public = public_status(record(change.claim, at(now)), at(now))
    if public is None or public.id != change.pk:
        raise MovedOn("The status was decided again since. Change it on the claim.")


def _forget_clutter(step: ItemStep, *, by: User, now: datetime) -> None:
    """What was taught with a dismissal is told again."""
    if step.kind != StepKind.DISMISSED or step.item.source is None:
        return
    taught = Clutter.objects.filter(
        item=step.item_id, recorded_at=step.recorded_at, is_ended=False
    ).values_list("pk", flat=True)
    source = step.item.source
    held = [row for row in clutter_in_force([source.pk], []) if row.pk in set(taught)]
    if held:
        tell_again(source, held[0], reason="Undone at once.", by=by, now=now)
