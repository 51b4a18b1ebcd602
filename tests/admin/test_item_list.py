"""The list of review items: searched in any language, filtered, in constant queries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk
from tests.admin.test_desk_queue import cost, find
from tests.factories import add_citation, day
from tracker.models import Citation, ClaimTopic, ClaimWording, ReviewItem, Topic

LIST = reverse("admin:tracker_reviewitem_changelist")


def listed(client: Client, **query: str) -> set[int]:
    rows = client.get(LIST, query).context["cl"].result_list
    return {row.pk for row in rows}


def word(item: ReviewItem, statement: str, language: str = "uk") -> None:
    assert item.claim is not None
    ClaimWording.objects.create(
        claim=item.claim, language=language, statement=statement, recorded_at=day(8)
    )


def test_a_claim_is_found_by_its_words_in_any_language(
    at_work: Client, desk: Desk
) -> None:
    item = find()
    word(item, "Двоє громадян Китаю потрапили в полон")

    assert listed(at_work, q="громадян полон") == {item.pk}
    assert listed(at_work, q="громадян Індії") == set()


def test_a_page_is_found_by_the_words_of_the_claims_on_it(
    at_work: Client, desk: Desk
) -> None:
    other, item = find(), find(own_claim=False)
    word(other, "Заява")
    assert other.claim is not None
    add_citation(other.claim, item.source, at=day(9))

    assert listed(at_work, q="заява") == {other.pk, item.pk}


def test_a_finding_is_found_by_its_words_its_address_and_its_reason(
    at_work: Client, desk: Desk
) -> None:
    closed = find()
    ReviewItem.objects.filter(pk=closed.pk).update(
        state="resolved", resolved_at=day(9), resolution="A typing error was mended."
    )

    assert listed(at_work, q="DETAINED men") == {desk.item.pk}
    assert desk.item.pk in listed(at_work, q="news.example/captured")
    assert listed(at_work, q="mended", work="all") == {closed.pk}
    assert listed(at_work, q="unheard") == set()
    assert listed(at_work, q="%&|") == set()


def test_words_of_a_claim_and_of_its_finding_are_found_together(
    at_work: Client, desk: Desk
) -> None:
    word(desk.item, "Заява про полон")

    assert listed(at_work, q="полон detained") == {desk.item.pk}
    assert listed(at_work, q="полон unheard") == set()


def test_words_that_were_corrected_away_find_no_page(
    at_work: Client, desk: Desk
) -> None:
    other, item = find(), find(own_claim=False)
    word(other, "Заява")
    assert other.claim is not None
    quoted = add_citation(other.claim, item.source, at=day(9))
    assert item.pk in listed(at_work, q="заява")

    Citation.objects.create(
        claim=other.claim,
        source=desk.source,
        exact="Elsewhere",
        effective_at=day(9),
        recorded_at=timezone.now(),
        corrects=quoted,
        reason="It stands elsewhere.",
    )

    assert listed(at_work, q="заява") == {other.pk}


def test_what_waits_is_under_its_own_filter(at_work: Client, desk: Desk) -> None:
    until = timezone.now() + timedelta(days=2)
    ReviewItem.objects.filter(pk=desk.item.pk).update(wait_until=until)

    assert desk.item.pk not in listed(at_work)
    assert listed(at_work, work="waiting") == {desk.item.pk}
    assert desk.item.pk in listed(at_work, work="open")


def test_mine_nobodys_and_by_site(at_work: Client, desk: Desk, editor: User) -> None:
    ReviewItem.objects.filter(pk=desk.item.pk).update(assignee=editor)

    assert listed(at_work, work="mine") == {desk.item.pk}
    assert desk.item.pk not in listed(at_work, work="nobody")
    assert listed(at_work, site=str(desk.source.host_id)) == {desk.item.pk}
    assert desk.item.pk in listed(at_work, site="none")


@pytest.mark.parametrize("query", ["", "?q=captured", "?topic=war", "?work=mine"])
def test_the_list_costs_the_same_with_10_and_50_rows(
    at_work: Client, editor: User, query: str
) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})

    def fill(count: int) -> None:
        for number in range(count):
            item = find(topic=topic, own_claim=bool(number % 2))
            item.assignee = editor
            item.save()
        assert ClaimTopic.objects.exists()

    fill(10)
    cost(at_work, LIST + query)
    before = cost(at_work, LIST + query)

    fill(40)

    assert cost(at_work, LIST + query) <= before
