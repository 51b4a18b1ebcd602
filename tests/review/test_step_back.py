"""A step with an item is taken back exactly, or refused in words."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User

from tests.factories import add_source, day
from tests.review.conftest import NOW, Desk
from tracker.models import Clutter, ItemStep, ReviewItem
from tracker.models.clutter import clutter_in_force
from tracker.review import errors
from tracker.review.clutter import dismiss_as_clutter
from tracker.review.decide import change_status_for, keep
from tracker.review.items import Opening, assign, dismiss, open_item
from tracker.review.policy import DEFAULT_MINUTES
from tracker.review.positions import record_position
from tracker.review.putting_off import hand_over, wait
from tracker.review.roles import EDITOR, ensure_groups
from tracker.review.status import change_status
from tracker.review.step_back import can_undo, undo
from tracker.review.when import exactly
from tracker.rules.vocabulary import ReviewKind, ReviewState, Stance, Status, Urgency

WINDOW = timedelta(minutes=DEFAULT_MINUTES)
SOON = NOW + timedelta(minutes=2)
TUESDAY = NOW + timedelta(days=3)


@pytest.fixture
def item(db: None) -> ReviewItem:
    return find(add_source())


@pytest.fixture
def colleague(db: None) -> User:
    ensure_groups()
    user = User.objects.create_user("colleague", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITOR))
    return user


def find(source: object, kind: ReviewKind = ReviewKind.PAGE_CHANGED) -> ReviewItem:
    opening = Opening(kind=kind, urgency=Urgency.LOW, is_confirmed=True, source=source)  # type: ignore[arg-type]
    return open_item(opening, now=day(1))


def last(item: ReviewItem) -> ItemStep:
    return item.steps.latest("pk")


def back(item: ReviewItem, desk: Desk) -> ReviewItem:
    return undo(last(item), by=desk.editor, now=SOON)


def outdate(desk: Desk) -> ReviewItem:
    """A status, and an answer that it does not know."""
    change_status(
        desk.claim,
        status=Status.UNCONFIRMED,
        reason="Moscow is silent.",
        by=None,
        now=day(9),
    )
    record_position(
        desk.claim,
        desk.moscow,
        stance=Stance.ACKNOWLEDGES,
        when=exactly(day(10)),
        by=None,
        now=day(10),
    )
    return ReviewItem.objects.open().get(kind=ReviewKind.STATUS_OUTDATED)


@pytest.mark.parametrize("close", [dismiss, keep])
def test_a_closed_item_is_open_again_as_it_was(
    item: ReviewItem, desk: Desk, colleague: User, close: object
) -> None:
    assign(item, assignee=colleague)
    wait(item, until=TUESDAY, by=desk.editor, now=NOW)
    before = ReviewItem.objects.filter(pk=item.pk).values().get()
    if close is dismiss:
        dismiss(item, resolution="Only a banner.", by=desk.editor, now=NOW)
    else:
        keep(item, reason="The same.", by=desk.editor, now=NOW)

    back(item, desk)

    assert ReviewItem.objects.filter(pk=item.pk).values().get() == before


def test_an_item_that_waits_is_in_the_queue_again(item: ReviewItem, desk: Desk) -> None:
    wait(item, until=TUESDAY, by=desk.editor, now=NOW)

    assert back(item, desk).wait_until is None


def test_who_had_put_it_off_before_is_told_when_it_comes_back(
    item: ReviewItem, desk: Desk, colleague: User
) -> None:
    wait(item, until=TUESDAY - WINDOW, by=desk.editor, now=NOW - WINDOW)
    wait(item, until=TUESDAY, by=colleague, now=NOW)
    wait(item, until=TUESDAY + WINDOW, by=desk.editor, now=SOON)

    row = back(item, desk)

    assert (row.wait_until, row.waited_by, row.waited_at) == (TUESDAY, colleague, NOW)


def test_an_item_goes_back_to_whom_it_was_with(
    item: ReviewItem, desk: Desk, colleague: User
) -> None:
    assign(item, assignee=desk.editor)
    hand_over(item, colleague, by=desk.editor, now=NOW)

    assert back(item, desk).assignee == desk.editor


def test_a_kept_status_is_undone_by_a_correcting_row(desk: Desk) -> None:
    item = outdate(desk)
    keep(item, reason="He was misquoted.", by=desk.editor, now=NOW)

    back(item, desk)

    item.refresh_from_db()
    assert item.state == ReviewState.OPEN
    assert desk.claim.statuses.latest("pk").is_void
    assert desk.claim.statuses.count() == 3


def test_a_status_that_was_changed_is_what_it_was(desk: Desk) -> None:
    item = outdate(desk)
    change_status_for(
        item,
        desk.claim,
        status=Status.DISPUTED,
        reason="Moscow is silent.",
        by=desk.editor,
        now=NOW,
    )

    assert back(item, desk).state == ReviewState.OPEN
    assert desk.claim.statuses.latest("pk").corrects == last(item).undoes.status_change  # type: ignore[union-attr]


def test_what_was_taught_is_told_again(item: ReviewItem, desk: Desk) -> None:
    dismiss_as_clutter(
        item,
        samples={f"line:{'0' * 64}": "Weather"},
        reason="Weather.",
        by=desk.editor,
        now=NOW,
    )

    back(item, desk)

    assert clutter_in_force([item.source_id or 0], []) == []
    assert Clutter.objects.count() == 2


def test_nobody_undoes_after_the_window(item: ReviewItem, desk: Desk) -> None:
    dismiss(item, resolution="So.", by=desk.editor, now=NOW)

    with pytest.raises(errors.MovedOn, match="until"):
        undo(last(item), by=desk.editor, now=NOW + WINDOW)
    assert not can_undo(last(item), by=desk.editor, now=NOW + WINDOW)


def test_nobody_undoes_for_another(
    item: ReviewItem, desk: Desk, colleague: User
) -> None:
    dismiss(item, resolution="So.", by=desk.editor, now=NOW)

    with pytest.raises(errors.Refused, match="Only editor can undo this"):
        undo(last(item), by=colleague, now=SOON)


def test_nothing_is_undone_twice(item: ReviewItem, desk: Desk) -> None:
    dismiss(item, resolution="So.", by=desk.editor, now=NOW)
    step = last(item)
    undo(step, by=desk.editor, now=SOON)

    with pytest.raises(errors.NothingNew):
        undo(step, by=desk.editor, now=SOON)


def test_a_colleague_who_went_on_is_named(
    item: ReviewItem, desk: Desk, colleague: User
) -> None:
    wait(item, until=TUESDAY, by=desk.editor, now=NOW)
    step = last(item)
    hand_over(item, colleague, by=colleague, now=NOW)

    with pytest.raises(errors.MovedOn, match="colleague has gone on"):
        undo(step, by=desk.editor, now=SOON)


def test_what_was_found_again_stays_a_new_item(item: ReviewItem, desk: Desk) -> None:
    dismiss(item, resolution="So.", by=desk.editor, now=NOW)
    find(item.source)

    with pytest.raises(errors.MovedOn, match="found again"):
        back(item, desk)


def test_a_status_that_was_decided_again_stays(desk: Desk) -> None:
    item = outdate(desk)
    keep(item, reason="He was misquoted.", by=desk.editor, now=NOW)
    change_status(
        desk.claim,
        status=Status.DISPUTED,
        reason="Moscow denies it.",
        by=desk.editor,
        now=SOON,
    )

    with pytest.raises(errors.MovedOn, match="decided again"):
        back(item, desk)


def test_an_item_that_closed_by_itself_stays_closed(
    item: ReviewItem, desk: Desk
) -> None:
    wait(item, until=TUESDAY, by=desk.editor, now=NOW)
    step = last(item)
    ReviewItem.objects.filter(pk=item.pk).update(
        state="resolved", resolution="It is back.", resolved_at=NOW
    )

    with pytest.raises(errors.MovedOn, match="closed by itself"):
        undo(step, by=desk.editor, now=SOON)
