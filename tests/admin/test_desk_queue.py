"""The desk's queue: filters are addresses, what waits is out of the way."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk
from tests.factories import add_check, add_citation, add_claim, add_source, day
from tracker.admin.queue import choices, filters_of, queue
from tracker.models import ClaimTopic, ReviewItem, Topic
from tracker.review.items import Opening, open_item
from tracker.review.visits import PAUSE, see_all, visit
from tracker.rules.vocabulary import ReviewKind, Urgency


def find(*, topic: Topic | None = None, own_claim: bool = True) -> ReviewItem:
    claim, source = add_claim(), add_source()
    add_citation(claim, source, at=day(8))
    if topic is not None:
        ClaimTopic.objects.create(claim=claim, topic=topic, recorded_at=day(8))
    return open_item(
        Opening(
            kind=ReviewKind.PAGE_CHANGED,
            urgency=Urgency.LOW,
            is_confirmed=True,
            source=source,
            claim=claim if own_claim else None,
            check=add_check(source, at=day(9)),
        ),
        now=day(9),
    )


def left(query: str, user: User) -> set[int]:
    rows = queue(filters_of(QueryDict(query)), user, timezone.now())
    return set(rows.values_list("pk", flat=True))


def put_off(item: ReviewItem) -> None:
    item.wait_until = timezone.now() + timedelta(days=2)
    item.save()


def test_what_waits_has_a_filter_of_its_own(desk: Desk, editor: User) -> None:
    put_off(desk.item)

    assert desk.item.pk not in left("", editor)
    assert left("whose=waiting", editor) == {desk.item.pk}


def test_mine_and_nobodys(desk: Desk, editor: User) -> None:
    ReviewItem.objects.filter(pk=desk.item.pk).update(assignee=editor)

    assert left("whose=mine", editor) == {desk.item.pk}
    assert desk.item.pk not in left("whose=nobody", editor)


@pytest.mark.parametrize("query", ["urgency=3", "kind=words_altered"])
def test_urgency_and_kind(desk: Desk, editor: User, query: str) -> None:
    assert left(query, editor) == {desk.item.pk}


@pytest.mark.parametrize("own_claim", [True, False])
def test_a_topic_finds_items_about_claims_and_about_their_pages(
    desk: Desk, editor: User, own_claim: bool
) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    item = find(topic=topic, own_claim=own_claim)

    assert left("topic=war", editor) == {item.pk}


def test_a_claim_that_left_a_topic_is_not_found_there(desk: Desk, editor: User) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    item = find(topic=topic)
    assert item.claim is not None
    ClaimTopic.objects.create(
        claim=item.claim, topic=topic, is_ended=True, recorded_at=day(9)
    )

    assert left("topic=war", editor) == set()


def test_nonsense_in_an_address_is_no_filter(desk: Desk, editor: User) -> None:
    assert left("urgency=much&kind=rumour&whose=god", editor) == left("", editor)


def test_counts_are_those_of_the_lists(desk: Desk, editor: User) -> None:
    ReviewItem.objects.filter(pk=desk.item.pk).update(assignee=editor)
    put_off(find())

    offered = choices(filters_of(QueryDict("")), editor, timezone.now())

    counts = {one.label: one.count for one in offered.whose}
    assert counts == {"All": 2, "Mine": 1, "Nobody's": 1, "Waiting": 1}


def test_the_filters_travel_to_the_item_and_to_the_next_one(
    at_work: Client, desk: Desk
) -> None:
    find()
    page = at_work.get(reverse("admin:index"), {"kind": "words_altered"})
    url = reverse("admin:tracker_reviewitem_change", args=[desk.item.pk])
    address = f"{url}?kind=words_altered"
    assert f'href="{address}"' in page.content.decode()

    answer = at_work.post(address, {"decision": "keep", "keep-reason": "So."})

    assert answer.headers["Location"] == f"{reverse('admin:index')}?kind=words_altered"


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("query", ["", "?whose=waiting", "?topic=war"])
def test_the_desk_costs_the_same_with_10_and_100_items(
    at_work: Client, query: str
) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})

    def fill(count: int) -> None:
        for number in range(count):
            item = find(topic=topic, own_claim=bool(number % 2))
            if query == "?whose=waiting":
                put_off(item)

    address = reverse("admin:index") + query
    fill(12)
    cost(at_work, address)
    before = cost(at_work, address)

    fill(88)

    assert cost(at_work, address) == before
    assert before <= 42


def test_a_reload_is_the_same_visit(editor: User) -> None:
    first = visit(editor, day(1))

    assert visit(editor, day(1) + timedelta(minutes=5)) == first


def test_after_a_pause_only_what_came_since_is_new(editor: User) -> None:
    visit(editor, day(1))
    left_at = day(1) + timedelta(minutes=5)
    visit(editor, left_at)

    assert visit(editor, left_at + PAUSE) == left_at


def test_all_is_marked_as_seen(at_work: Client, editor: User, desk: Desk) -> None:
    at_work.get(reverse("admin:index"))
    assert at_work.get(reverse("admin:desk_seen")).status_code == 405

    at_work.post(reverse("admin:desk_seen"))

    page = at_work.get(reverse("admin:index")).content.decode()
    assert "Nothing new since your last visit" in page


def test_the_desk_names_what_came_since(
    at_work: Client, editor: User, desk: Desk
) -> None:
    see_all(editor, timezone.now() - timedelta(hours=1))
    open_item(
        Opening(
            kind=ReviewKind.PAGE_GONE,
            urgency=Urgency.LOW,
            is_confirmed=True,
            source=desk.source,
        ),
        now=timezone.now(),
    )

    page = at_work.get(reverse("admin:index")).content.decode()

    assert "1 item opened, 0 closed" in page
    assert page.count('class="desk-note-inline">new<') == 1
