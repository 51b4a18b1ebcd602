""" "Not meaningful", and the block is clutter from now on; and back again."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk, person
from tests.factories import add_check, add_citation, add_snapshot, add_source, day
from tracker.engine.compare import compare
from tracker.engine.known import text_of
from tracker.models import Clutter, ReviewItem, Snapshot, Source
from tracker.models.clutter import clutter_of
from tracker.review.items import Opening, open_item
from tracker.rules.vocabulary import ChangeKind, CheckOutcome, ReviewKind, Urgency

STAYS = "The harbour office published its report this morning."
ENDS = "Work goes on until the end of the summer."
WAS, NOW = "It rains today, so take a coat.", "The sun is out at last."


@pytest.fixture
def source(db: None) -> Source:
    return add_source("https://news.example/harbour")


@pytest.fixture
def item(source: Source) -> ReviewItem:
    then = seen(source, WAS, day_of=8)
    now = seen(source, NOW, day_of=9)
    assert then.pk < now.pk
    check = add_check(source, CheckOutcome.CHANGED, at=day(9), snapshot=now)
    return open_item(
        Opening(
            kind=ReviewKind.PAGE_CHANGED,
            urgency=Urgency.LOW,
            is_confirmed=True,
            source=source,
            check=check,
            before=WAS,
            after=NOW,
        ),
        now=day(9),
    )


def seen(source: Source, between: str, *, day_of: int) -> Snapshot:
    return add_snapshot(source, f"{STAYS}\n{between}\n{ENDS}", at=day(day_of))


def post(client: Client, item: ReviewItem, **fields: Any) -> Any:
    address = reverse("admin:tracker_reviewitem_change", args=[item.pk])
    posted = {f"dismiss-{name}": value for name, value in fields.items()}
    return client.post(address, {"decision": "dismiss"} | posted)


def shown(client: Client, item: ReviewItem) -> str:
    address = reverse("admin:tracker_reviewitem_change", args=[item.pk])
    return client.get(address).content.decode()


def known(source: Source) -> frozenset[str]:
    return clutter_of({source.pk: source.host_id})[source.pk]


def test_a_block_that_was_called_clutter_is_not_told_of_again(
    at_work: Client, item: ReviewItem, source: Source, editor: User
) -> None:
    post(at_work, item, reason="The weather.", is_clutter="on")

    item.refresh_from_db()
    assert (item.state, item.resolution) == ("dismissed", "The weather.")
    assert {row.recorded_by for row in Clutter.objects.all()} == {editor}
    last = text_of(Snapshot.objects.filter(source=source)[0])
    snow = text_of(seen(source, "Snow is expected tonight.", day_of=10))
    assert last
    assert snow
    told = compare(last, snow, clutter=known(source))
    assert told.kind is ChangeKind.COSMETIC


def test_dismissing_alone_teaches_nothing(at_work: Client, item: ReviewItem) -> None:
    post(at_work, item, reason="The weather.")

    item.refresh_from_db()
    assert item.state == "dismissed"
    assert not Clutter.objects.exists()


def test_quoted_words_are_refused_and_the_item_stays_open(
    at_work: Client, desk: Desk, item: ReviewItem, source: Source
) -> None:
    add_citation(desk.claim, source, exact="It rains today", at=day(8))
    add_citation(desk.claim, source, exact="The sun is out", at=day(8))

    page = post(at_work, item, reason="The weather.", is_clutter="on")

    assert "quoted words" in page.content.decode()
    item.refresh_from_db()
    assert item.state == "open"
    assert not Clutter.objects.exists()


def test_altered_words_are_not_offered_as_clutter(
    at_work: Client, desk: Desk, item: ReviewItem
) -> None:
    assert "ignore this block" in shown(at_work, item)
    assert "ignore this block" not in shown(at_work, desk.item)


def test_a_colleague_who_may_not_teach_is_not_asked(
    client: Client, desk: Desk, item: ReviewItem
) -> None:
    colleague = person("colleague")
    colleague.user_permissions.set(permissions("view_reviewitem", "change_reviewitem"))
    client.force_login(colleague)

    page = shown(client, item)
    post(client, item, reason="The weather.", is_clutter="on")

    assert "ignore this block" not in page
    assert not Clutter.objects.exists()


def test_what_is_ignored_stands_on_the_source_s_page_and_can_be_taken_back(
    at_work: Client, item: ReviewItem, source: Source
) -> None:
    post(at_work, item, reason="The weather.", is_clutter="on")
    address = reverse("admin:tracker_source_change", args=[source.pk])
    before = at_work.get(address).content.decode()
    row = Clutter.objects.latest("pk")
    door = reverse("admin:tracker_source_clutter", args=[source.pk, row.pk])

    assert "Ignored as clutter" in before
    assert "by editor: The weather." in before
    assert at_work.get(door).status_code == 200
    at_work.post(door, {"reason": "It told of a storm."})

    assert known(source) == frozenset()
    assert "Ignored as clutter" not in at_work.get(address).content.decode()


def test_taking_back_without_a_reason_is_refused(
    at_work: Client, item: ReviewItem, source: Source
) -> None:
    post(at_work, item, reason="The weather.", is_clutter="on")
    row = Clutter.objects.latest("pk")

    at_work.post(reverse("admin:tracker_source_clutter", args=[source.pk, row.pk]))

    assert known(source)


def test_strangers_and_colleagues_without_the_right_take_nothing_back(
    at_work: Client, item: ReviewItem, source: Source, reader: User
) -> None:
    post(at_work, item, reason="The weather.", is_clutter="on")
    row = Clutter.objects.latest("pk")
    door = reverse("admin:tracker_source_clutter", args=[source.pk, row.pk])
    colleague = person("colleague")
    colleague.user_permissions.set(permissions("view_source", "view_reviewitem"))
    for someone, status in ((colleague, 403), (reader, 302)):
        client = Client()
        client.force_login(someone)
        assert client.post(door, {"reason": "So."}).status_code == status
    assert Client().post(door, {"reason": "So."}).status_code == 302
    assert known(source)


def permissions(*names: str) -> Any:
    return Permission.objects.filter(codename__in=names)
