"""Many items at a time: the rules and the steps of one at a time."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User

from tests.factories import add_source, day
from tests.review.conftest import NOW
from tracker.models import ItemStep, ReviewItem
from tracker.review import errors
from tracker.review.items import Opening, open_item
from tracker.review.many_items import assign_all, dismiss_all, wait_all
from tracker.review.putting_off import LONGEST, hand_over, wait
from tracker.review.roles import EDITOR, ensure_groups
from tracker.review.step_back import undo
from tracker.rules.vocabulary import ReviewKind, ReviewState, StepKind, Urgency

FRIDAY = NOW + timedelta(days=5)
SOON = NOW + timedelta(minutes=2)
LATER = NOW + timedelta(minutes=4)


@pytest.fixture
def editor(db: None) -> User:
    return person("editor")


@pytest.fixture
def items(editor: User) -> list[int]:
    """One that somebody has, one that waits, one with which nothing was done."""
    rows = [find() for _ in range(3)]
    hand_over(rows[0], editor, by=editor, now=day(2))
    wait(rows[1], until=NOW + timedelta(days=3), by=editor, now=day(2))
    return [row.pk for row in rows]


def person(name: str) -> User:
    ensure_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=EDITOR))
    return user


def find() -> ReviewItem:
    opening = Opening(
        kind=ReviewKind.PAGE_CHANGED,
        urgency=Urgency.LOW,
        is_confirmed=True,
        source=add_source(),
    )
    return open_item(opening, now=day(1))


def state() -> list[object]:
    return [*ReviewItem.objects.order_by("pk").values()]


def latest() -> list[ItemStep]:
    return list(ItemStep.objects.order_by("item_id", "-pk").distinct("item_id"))


def test_each_of_many_has_a_step_and_is_taken_back_by_it(
    items: list[int], editor: User
) -> None:
    before = state()
    dismiss_all(items, reason="Only a banner.", by=editor, now=SOON)

    steps = latest()
    assert [(one.kind, one.reason) for one in steps] == [
        (StepKind.DISMISSED, "Only a banner.")
    ] * 3
    assert not ReviewItem.objects.open().exists()
    for one in steps:
        undo(one, by=editor, now=LATER)
    assert state() == before


def test_steps_tell_from_whom_and_until_when(items: list[int], editor: User) -> None:
    anna = person("anna")
    assign_all(items, assignee=anna, by=editor, now=SOON)
    assert [(one.was_assignee, one.assignee) for one in latest()] == [
        (editor, anna),
        (None, anna),
        (None, anna),
    ]

    wait_all(items, until=FRIDAY, by=editor, now=LATER)
    assert [(one.assignee, one.wait_until) for one in latest()] == [(anna, FRIDAY)] * 3
    assert set(ReviewItem.objects.values_list("waited_by", "waited_at")) == {
        (editor.pk, LATER)
    }


def test_a_step_before_is_no_longer_taken_back(items: list[int], editor: User) -> None:
    step = wait(
        ReviewItem.objects.get(pk=items[2]), until=FRIDAY, by=editor, now=NOW
    ).steps.get()
    wait_all(items, until=FRIDAY, by=editor, now=SOON)

    with pytest.raises(errors.MovedOn):
        undo(step, by=editor, now=LATER)


def test_who_has_an_item_already_is_not_given_it_again(
    items: list[int], editor: User
) -> None:
    assert assign_all(items, assignee=editor, by=editor, now=SOON) == {}

    given = ReviewItem.objects.order_by("pk").values_list("assigned_at", flat=True)
    assert list(given) == [day(2), SOON, SOON]
    assert ItemStep.objects.filter(recorded_at=SOON).count() == 2


def test_what_is_refused_for_one_is_refused_for_many(
    items: list[int], editor: User
) -> None:
    stranger = User.objects.create_user("stranger", is_staff=True)
    before = state()

    with pytest.raises(errors.WrongDate, match="still to come"):
        wait_all(items, until=NOW, by=editor, now=NOW)
    with pytest.raises(errors.WrongDate, match="within a year"):
        wait_all(items, until=NOW + 2 * LONGEST, by=editor, now=NOW)
    with pytest.raises(errors.Invalid, match="decides on no items"):
        assign_all(items, assignee=stranger, by=editor, now=NOW)
    with pytest.raises(errors.ReasonMissing):
        dismiss_all(items, reason=" ", by=editor, now=NOW)
    assert state() == before


def test_closed_ones_are_told_and_left_alone(items: list[int], editor: User) -> None:
    dismiss_all(items[:1], reason="Seen.", by=editor, now=NOW)

    refused = wait_all([*items, 0], until=FRIDAY, by=editor, now=SOON)

    assert "closed by editor" in refused[items[0]]
    assert refused.keys() == {items[0], 0}
    row = ReviewItem.objects.get(pk=items[0])
    assert (row.state, row.wait_until) == (ReviewState.DISMISSED, None)
    assert row.steps.latest("pk").kind == StepKind.DISMISSED
