"""What happened is told to whom it concerns: once, and as each one wishes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import add_claim, add_inquiry, add_party, add_status
from tests.notices.conftest import Clock, find, person
from tracker.models import (
    Delivery,
    LetterSettings,
    Notice,
    NoticeChoice,
    ReviewItem,
    StatusChange,
    Told,
)
from tracker.notices import tell as telling
from tracker.notices import untold
from tracker.notices.news import News
from tracker.review.inquiries import remind
from tracker.review.items import Opening, assign, dismiss, open_item
from tracker.review.policy import DEFAULT_MINUTES
from tracker.review.roles import AUDITOR, CHIEF, REPORTER
from tracker.review.status import undo_status
from tracker.rules.vocabulary import (
    NoticeKind,
    ReviewKind,
    Telling,
    Urgency,
)

pytestmark = pytest.mark.django_db


def told(kind: NoticeKind) -> list[str]:
    rows = Told.objects.filter(notice__kind=kind).order_by("person")
    return [row.person.username for row in rows.select_related("person")]


def test_who_gets_an_item_is_told_once(clock: Clock, anna: User, boris: User) -> None:
    item = find(now=clock.now, urgency=Urgency.LOW)
    assign(item, assignee=anna, by=boris, now=clock.now)

    telling.scan(clock.now)
    telling.scan(clock.pass_by(minutes=1))

    assert told(NoticeKind.ASSIGNED) == ["anna"]
    assert Delivery.objects.get().recipient == "anna@example.org"


def test_who_takes_an_item_is_not_told(clock: Clock, anna: User) -> None:
    assign(find(now=clock.now, urgency=Urgency.LOW), assignee=anna, by=anna)

    assert telling.scan(clock.pass_by(seconds=1)) == 0


def test_who_gets_it_again_is_told_again(clock: Clock, anna: User, boris: User) -> None:
    item = find(now=clock.now, urgency=Urgency.LOW)
    for _ in range(2):
        assign(item, assignee=anna, by=boris, now=clock.pass_by(minutes=1))
        telling.scan(clock.now)

    assert told(NoticeKind.ASSIGNED) == ["anna", "anna"]


def test_an_urgent_finding_goes_to_all_who_may_decide(
    clock: Clock, anna: User, boris: User
) -> None:
    person("chief", CHIEF), person("rita", REPORTER), person("audit", AUDITOR)
    find(now=clock.now)

    telling.scan(clock.now)

    assert told(NoticeKind.URGENT_FINDING) == ["anna", "boris", "chief"]


def test_an_urgent_finding_goes_to_whoever_has_it(
    clock: Clock, anna: User, boris: User
) -> None:
    assign(find(now=clock.now), assignee=boris, by=boris)

    telling.scan(clock.pass_by(seconds=1))

    assert told(NoticeKind.URGENT_FINDING) == ["boris"]


def test_a_finding_is_told_when_it_comes_to_be_urgent_and_sure(
    clock: Clock, anna: User
) -> None:
    claim = add_claim()
    find(claim, now=clock.now, is_confirmed=False)
    assert telling.scan(clock.now) == 0

    find(claim, now=clock.pass_by(days=30))

    assert telling.scan(clock.now) == 1
    assert ReviewItem.objects.count() == 1


def test_a_closed_item_is_no_news(clock: Clock, anna: User) -> None:
    dismiss(find(now=clock.now), resolution="Nothing.", by=anna, now=clock.now)

    assert telling.scan(clock.now) == 0


def test_an_overdue_answer_is_told_to_who_asked(
    clock: Clock, anna: User, boris: User
) -> None:
    inquiry = add_inquiry(
        add_claim(), add_party("moscow"), at=clock.now - timedelta(days=2), by=anna,
        deadline=clock.now - timedelta(days=1),
    )  # fmt: skip
    remind(clock.now)

    telling.scan(clock.now)

    assert inquiry.recorded_by == anna
    assert told(NoticeKind.INQUIRY_OVERDUE) == ["anna"]
    assert Notice.objects.get().what == {"en": "Moscow"}


@pytest.mark.parametrize("grows", [False, True])
def test_what_was_put_aside_is_told_when_it_is_back(
    grows: bool, clock: Clock, anna: User
) -> None:
    item = find(now=clock.now, urgency=Urgency.LOW)
    ReviewItem.objects.filter(pk=item.pk).update(
        waited_by=anna, waited_at=clock.now, wait_until=clock.now + timedelta(days=2)
    )
    assert telling.scan(clock.pass_by(days=1)) == 0

    if grows:
        open_item(
            Opening(
                kind=ReviewKind.WORDS_ALTERED,
                urgency=Urgency.HIGH,
                is_confirmed=True,
                claim=item.claim,
            ),
            now=clock.now,
        )
    telling.scan(clock.now if grows else clock.pass_by(days=1))
    telling.scan(clock.pass_by(minutes=1))

    assert told(NoticeKind.ITEM_BACK) == ["anna"]


def test_a_status_waits_for_its_undo_window_and_an_undone_one_is_never_told(
    clock: Clock, anna: User
) -> None:
    kept, undone = (add_status(add_claim(), at=clock.now) for _ in range(2))
    NoticeChoice.objects.create(
        person=anna, kind=NoticeKind.STATUS_CHANGED, how=Telling.DESK
    )
    undo_status(undone, reason="A slip.", by=None, now=clock.now)
    assert telling.scan(clock.now) == 0

    telling.scan(clock.pass_by(seconds=60 * DEFAULT_MINUTES + 1))

    assert list(Notice.objects.values_list("claim", flat=True)) == [kept.claim_id]
    assert StatusChange.objects.count() == 3


@pytest.mark.parametrize(
    ("how", "rows", "letters"),
    [("at_once", 1, 1), ("digest", 1, 0), ("desk", 1, 0), ("not", 0, 0)],
)
def test_each_one_is_told_as_that_one_wishes(
    how: str, rows: int, letters: int, clock: Clock, anna: User
) -> None:
    NoticeChoice.objects.create(person=anna, kind=NoticeKind.URGENT_FINDING, how=how)
    find(now=clock.now)

    telling.scan(clock.now)

    assert (Told.objects.count(), Delivery.objects.count()) == (rows, letters)


def test_who_has_no_address_is_told_on_the_desk_alone(clock: Clock, anna: User) -> None:
    User.objects.update(email="")
    find(now=clock.now)

    telling.scan(clock.now)

    assert (Told.objects.count(), Delivery.objects.count()) == (1, 0)


def test_sixty_items_at_once_are_one_letter(
    clock: Clock, anna: User, boris: User
) -> None:
    for _ in range(60):
        item = find(now=clock.now, urgency=Urgency.LOW)
        assign(item, assignee=anna, by=boris, now=clock.now)

    telling.scan(clock.now)

    letter = Delivery.objects.get().payload
    assert letter["subject"] == "[On Record] 60 notices for you"
    assert "and 10 more on the desk:" in letter["text"]


def test_what_is_too_much_for_one_look_follows_with_the_next(
    clock: Clock, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untold, "MOST", 1)
    for _ in range(2):
        find(now=clock.now)

    assert [telling.scan(clock.now) for _ in range(3)] == [1, 1, 0]
    assert told(NoticeKind.URGENT_FINDING) == ["anna", "anna"]


def test_what_another_room_tells_is_told_once_too(clock: Clock, anna: User) -> None:
    news = News(
        kind=NoticeKind.APPROVAL_WANTED,
        key="approval:decision:1",
        at=clock.now,
        path="/admin/",
        what={"en": "Status: confirmed"},
        about={"en": "It is so."},
        to=(anna.pk,),
    )

    assert [telling.tell([news], now=clock.now) for _ in range(2)] == [1, 0]
    assert Delivery.objects.get().payload["subject"] == (
        "[On Record] Your approval is wanted: Status: confirmed – It is so."
    )


def test_a_letter_is_in_the_language_of_its_reader(clock: Clock, anna: User) -> None:
    LetterSettings.objects.create(person=anna, language="uk")
    find(add_claim(statements={"en": "So.", "uk": "Це так."}), now=clock.now)

    telling.scan(clock.now)

    subject = Delivery.objects.get().payload["subject"]
    assert subject == "[On Record] Терміново: Слова змінено – Це так."


def test_the_look_for_news_costs_the_same_with_twice_the_items(
    clock: Clock, anna: User
) -> None:
    def cost() -> int:
        for _ in range(10):
            find(now=clock.now)
        with CaptureQueriesContext(connection) as queries:
            assert telling.scan(clock.now) == 10
        return len(queries)

    assert cost() >= cost()


def test_the_look_for_statuses_costs_the_same_with_twice_the_decisions(
    clock: Clock, anna: User
) -> None:
    def cost() -> int:
        for _ in range(10):
            add_status(add_claim(), at=clock.now)
        with CaptureQueriesContext(connection) as queries:
            # They can still be undone, each by the policy of its moment.
            assert telling.scan(clock.now) == 0
        return len(queries)

    assert cost() >= cost()
