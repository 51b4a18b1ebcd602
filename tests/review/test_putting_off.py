"""Items are put off and come back by themselves, and go from hand to hand."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User

from tests.factories import add_source, day
from tests.review.conftest import NOW, Desk
from tracker.models import ReviewItem, Source
from tracker.review import errors
from tracker.review.items import Opening, dismiss, open_item
from tracker.review.putting_off import hand_over, to_look_at, wait
from tracker.review.roles import EDITOR, REPORTER, ensure_groups
from tracker.rules.vocabulary import ReviewKind, Urgency

LATER = NOW + timedelta(days=3)


def find(urgency: Urgency = Urgency.LOW, source: Source | None = None) -> ReviewItem:
    return open_item(
        Opening(
            kind=ReviewKind.PAGE_GONE,
            urgency=urgency,
            is_confirmed=True,
            source=source or add_source(due_at=day(1)),
        ),
        now=day(1),
    )


def person(name: str, group: str) -> User:
    ensure_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def item(db: None) -> ReviewItem:
    return find()


def test_an_item_leaves_the_queue_and_comes_back(item: ReviewItem, desk: Desk) -> None:
    wait(item, until=LATER, note="They answer on Friday.", by=desk.editor, now=NOW)

    assert not ReviewItem.objects.queued(NOW).exists()
    assert ReviewItem.objects.waiting(NOW).get() == item
    assert ReviewItem.objects.queued(LATER).get() == item
    assert item.steps.get().reason == "They answer on Friday."


def test_an_item_that_grows_comes_back_at_once(item: ReviewItem, desk: Desk) -> None:
    wait(item, until=LATER, by=desk.editor, now=NOW)

    find(Urgency.URGENT, item.source)

    assert ReviewItem.objects.queued(NOW).get() == item


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_an_item_waits_for_a_day_to_come_within_a_year(
    item: ReviewItem, desk: Desk, days: int
) -> None:
    with pytest.raises(errors.WrongDate):
        wait(item, until=NOW + timedelta(days=days), by=desk.editor, now=NOW)


def test_nobody_puts_off_what_is_closed(item: ReviewItem, desk: Desk) -> None:
    dismiss(item, resolution="So.", by=desk.editor, now=NOW)

    with pytest.raises(errors.AlreadyClosed):
        wait(item, until=LATER, by=desk.editor, now=NOW)


def test_the_source_is_looked_at_when_the_item_comes_back(
    item: ReviewItem, desk: Desk
) -> None:
    wait(item, until=LATER, by=desk.editor, now=NOW)
    assert to_look_at(NOW) == []
    assert to_look_at(LATER) == [item.source_id]

    Source.objects.update(last_checked_at=LATER)

    assert to_look_at(LATER) == []


def test_a_source_that_was_paused_is_left_alone(item: ReviewItem, desk: Desk) -> None:
    wait(item, until=LATER, by=desk.editor, now=NOW)
    Source.objects.update(due_at=None)

    assert to_look_at(LATER) == []


def test_an_item_is_handed_to_a_colleague_with_a_note(
    item: ReviewItem, desk: Desk
) -> None:
    colleague = person("colleague", EDITOR)

    hand_over(item, colleague, note="You know him.", by=desk.editor, now=NOW)

    item.refresh_from_db()
    step = item.steps.get()
    assert item.assignee == colleague
    assert (step.assignee, step.reason) == (colleague, "You know him.")


def test_nobody_takes_what_another_has_just_taken(item: ReviewItem, desk: Desk) -> None:
    colleague = person("colleague", EDITOR)
    other = person("other", EDITOR)
    hand_over(item, colleague, seen_with=None, by=colleague, now=NOW)

    with pytest.raises(errors.MovedOn, match="is with colleague by now"):
        hand_over(item, other, seen_with=None, by=other, now=NOW)


def test_who_decides_on_no_items_is_given_none(item: ReviewItem, desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="decides on no items"):
        hand_over(item, person("reporter", REPORTER), by=desk.editor, now=NOW)


def test_an_item_is_not_handed_to_whom_it_is_with(item: ReviewItem, desk: Desk) -> None:
    with pytest.raises(errors.NothingNew):
        hand_over(item, None, by=desk.editor, now=NOW)
