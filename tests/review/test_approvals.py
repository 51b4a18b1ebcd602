"""A decision of weight is two people's: one takes it, another approves it."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from tests.factories import day
from tests.review.conftest import NOW, Desk
from tracker.models import PendingDecision, ReviewItem
from tracker.models.as_of import record
from tracker.review import errors
from tracker.review.approvals import Decided, approve, decide, decline, drift, withdraw
from tracker.review.decide import change_status_for, keep
from tracker.review.items import Opening, dismiss, open_item
from tracker.review.policy import set_policy
from tracker.review.positions import record_position
from tracker.review.rows import at
from tracker.review.step_back import undo
from tracker.review.when import exactly
from tracker.rules.status import public_status
from tracker.rules.vocabulary import (
    ReviewKind,
    ReviewState,
    Stance,
    Status,
    StepKind,
    Urgency,
    WaitingState,
)


@pytest.fixture
def chief(db: None) -> User:
    return User.objects.create_superuser("chief")


def take(desk: Desk, status: Status = Status.FALSE, **more: Any) -> Decided:
    fields: dict[str, Any] = {"reason": "The pictures are old.", "by": desk.editor}
    return decide(desk.claim, status=status, now=NOW, **(fields | more))


def pend(desk: Desk, **more: Any) -> PendingDecision:
    pending = take(desk, **more).pending
    assert pending is not None
    return pending


def public(desk: Desk, now: datetime = NOW) -> Status | None:
    decided = public_status(record(desk.claim, at(now)), at(now))
    return decided.status if decided else None


def found(desk: Desk) -> ReviewItem:
    opening = Opening(
        kind=ReviewKind.EVIDENCE_STALE,
        urgency=Urgency.HIGH,
        is_confirmed=True,
        claim=desk.claim,
    )
    return open_item(opening, now=NOW)


def test_a_decision_without_weight_is_public_at_once(desk: Desk) -> None:
    assert take(desk, Status.DISPUTED).change is not None
    assert public(desk) is Status.DISPUTED


def test_a_decision_of_weight_waits_and_readers_see_nothing_of_it(desk: Desk) -> None:
    pending = pend(desk)

    assert (pending.state, pending.author) == (WaitingState.WAITING, desk.editor)
    assert public(desk) is None


def test_the_second_person_makes_it_public_in_the_name_of_both(
    desk: Desk, chief: User
) -> None:
    change = approve(pend(desk), by=chief, now=day(21))

    assert (change.recorded_by, change.approved_by) == (desk.editor, chief)
    assert (change.recorded_at, change.effective_at) == (day(21), day(21))
    assert (public(desk), public(desk, day(21))) == (None, Status.FALSE)


def test_nobody_approves_or_declines_their_own_not_even_a_superuser(
    desk: Desk, chief: User
) -> None:
    pending = pend(desk, by=chief)

    with pytest.raises(errors.OwnWork, match="a colleague answers"):
        approve(pending, by=chief, now=NOW)
    with pytest.raises(errors.OwnWork):
        decline(pending, reason="No.", by=chief, now=NOW)
    assert public(desk) is None


def test_the_database_refuses_it_as_well(desk: Desk) -> None:
    change = take(desk, Status.DISPUTED).change
    pending = PendingDecision.objects.filter(pk=pend(desk).pk)

    with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        pending.update(
            state="accepted", answered_by=desk.editor, answered_at=NOW, change=change
        )


def test_a_declined_decision_changes_nothing_and_says_why(
    desk: Desk, chief: User
) -> None:
    pending = pend(desk)
    with pytest.raises(errors.ReasonMissing):
        decline(pending, reason=" ", by=chief, now=NOW)

    decline(pending, reason="One source is not enough.", by=chief, now=NOW)

    assert public(desk) is None
    with pytest.raises(errors.AlreadyAnswered, match=r"declined by chief.*not enough"):
        approve(pending, by=chief, now=NOW)


def test_only_who_took_it_withdraws_it_and_then_may_decide_anew(
    desk: Desk, chief: User
) -> None:
    pending = pend(desk)
    with pytest.raises(errors.StillWaiting, match="waits for a second person"):
        take(desk, Status.CONFIRMED)
    with pytest.raises(errors.OwnWork, match="Only editor can withdraw"):
        withdraw(pending, by=chief, now=NOW)

    withdraw(pending, by=desk.editor, now=NOW)

    assert pend(desk, status=Status.UNVERIFIABLE).state == WaitingState.WAITING


def test_what_cannot_be_decided_never_waits(desk: Desk) -> None:
    with pytest.raises(errors.Mismatch, match="turns on no party"):
        take(desk, parties=[desk.moscow])
    with pytest.raises(errors.ReasonMissing):
        take(desk, reason=" ")
    assert not PendingDecision.objects.exists()


def test_the_item_waits_with_the_decision_and_closes_at_the_approval(
    desk: Desk, chief: User
) -> None:
    item = found(desk)
    decided = change_status_for(
        item,
        desk.claim,
        status=Status.FALSE,
        reason="Old pictures.",
        by=desk.editor,
        now=NOW,
    )
    item.refresh_from_db()
    assert decided.pending is not None
    assert item.state == ReviewState.OPEN

    approve(decided.pending, by=chief, now=day(21))

    item.refresh_from_db()
    assert (item.state, item.resolution) == (ReviewState.RESOLVED, "Old pictures.")


def test_the_item_says_that_a_second_person_closed_it_also_by_itself(
    desk: Desk, chief: User
) -> None:
    approve(pend(desk), by=chief, now=NOW)
    acknowledge(desk, day(21))
    item = ReviewItem.objects.open().get(kind=ReviewKind.STATUS_OUTDATED)
    why = "A slip of the tongue."
    pending = keep(item, reason=why, by=desk.editor, now=day(22)).pending
    assert pending is not None
    assert not item.steps.exists()

    change = approve(pending, by=chief, now=day(23))

    step = item.steps.get()
    assert (step.kind, step.status_change) == (StepKind.STATUS_CHANGED, change)
    assert (step.reason, step.recorded_by) == (why, chief)
    undo(step, by=chief, now=day(23))
    item.refresh_from_db()
    assert item.state == ReviewState.OPEN


def test_an_item_that_was_closed_meanwhile_stays_as_it_was(
    desk: Desk, chief: User
) -> None:
    item = found(desk)
    pending = pend(desk, item=item)
    dismiss(item, resolution="Clutter.", by=chief, now=NOW)

    approve(pending, by=chief, now=day(21))

    item.refresh_from_db()
    assert item.state == ReviewState.DISMISSED


def acknowledge(desk: Desk, now: datetime) -> None:
    record_position(
        desk.claim,
        desk.moscow,
        stance=Stance.ACKNOWLEDGES,
        when=exactly(now),
        by=None,
        now=now,
    )


def test_the_second_person_is_told_that_the_facts_moved_on(desk: Desk) -> None:
    pending = pend(desk)
    assert not drift(pending, day(21)).has_moved

    acknowledge(desk, day(21))

    moved = drift(pending, day(21))
    assert moved.has_moved
    assert moved.proposed_then.status is Status.UNCONFIRMED
    assert moved.proposed_now.status is Status.CONFIRMED


def test_and_that_the_status_was_changed_meanwhile(desk: Desk) -> None:
    pending = pend(desk)

    change = decide(
        desk.claim,
        status=Status.DISPUTED,
        reason="Moscow denies it.",
        by=desk.editor,
        now=day(21),
    ).change

    assert drift(pending, day(21)).decided_since == change


def test_keeping_a_status_of_weight_is_a_decision_of_weight(
    desk: Desk, chief: User
) -> None:
    approve(pend(desk), by=chief, now=NOW)
    acknowledge(desk, day(21))
    item = ReviewItem.objects.open().get(kind=ReviewKind.STATUS_OUTDATED)

    decided = keep(item, reason="A slip of the tongue.", by=desk.editor, now=day(22))

    item.refresh_from_db()
    assert decided.pending is not None
    assert item.state == ReviewState.OPEN


def test_a_desk_of_one_chooses_another_policy(desk: Desk) -> None:
    set_policy(
        statuses=(),
        publishing_needs_two=False,
        undo_minutes=10,
        reason="I am alone here.",
        by=desk.editor,
        now=day(19),
    )

    assert take(desk).change is not None
