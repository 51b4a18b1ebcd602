"""The front page: what waits is told in words, and every list has its shelf."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk
from tests.admin.test_budgets import cost
from tests.factories import add_citation, add_claim, add_source, day
from tracker.admin.shelves import SHELVES
from tracker.models import ReviewItem, Source
from tracker.review.items import Opening, open_item
from tracker.review.positions import void
from tracker.rules.vocabulary import ReviewKind, Urgency


def front(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def test_every_list_of_the_office_has_one_shelf() -> None:
    shelved = [name for _, names in SHELVES for name in names]

    assert sorted(shelved) == sorted(model.__name__ for model in admin.site._registry)


def test_what_editors_keep_is_open_and_the_rest_is_folded(
    at_work: Client, desk: Desk
) -> None:
    _, _, page = front(at_work).partition("All records")

    assert page.count("<details") == 2
    assert page.index("What editors keep") < page.index("<details")
    assert page.index("The rows of the record") > page.index("<details")


@pytest.mark.parametrize("name", ["index", "login", "tracker_claim_changelist"])
def test_every_page_has_the_mark_and_no_sidebar(
    name: str, client: Client, editor: User
) -> None:
    if name != "login":
        client.force_login(editor)
    page = client.get(reverse(f"admin:{name}")).content.decode()

    assert 'rel="icon"' in page
    assert "tracker/mark.svg" in page
    assert 'id="nav-sidebar"' not in page


def find(source: Source, *, kind: ReviewKind = ReviewKind.PAGE_GONE) -> ReviewItem:
    return open_item(
        Opening(kind=kind, urgency=Urgency.LOW, is_confirmed=True, source=source),
        now=day(14),
    )


def test_an_item_about_a_page_names_the_claims_on_it(
    at_work: Client, desk: Desk
) -> None:
    source = add_source()
    for statement in ("First.", "Second.", "Third.", "Fourth."):
        add_citation(add_claim(statement=statement), source, at=day(9))
    find(source)

    page = front(at_work)

    assert "<div>First.</div><div>Second.</div><div>and 2 more claims</div>" in page
    assert "<div>Third." not in page


def test_words_that_were_taken_back_bind_no_claim(at_work: Client, desk: Desk) -> None:
    source = add_source()
    citation = add_citation(add_claim(statement="Taken back."), source, at=day(9))
    void(citation, reason="Misread.", by=None, now=day(10))
    find(source)

    assert "<div>Taken back.</div>" not in front(at_work)


def test_an_overdue_answer_names_who_owes_it_since_when(
    at_work: Client, desk: Desk
) -> None:
    said = "Moscow has owed an answer since 10 April 2025, 12:00 UTC"

    assert said in front(at_work)


def test_the_list_of_items_names_the_claims_on_a_page(
    at_work: Client, desk: Desk
) -> None:
    find(desk.source)

    page = at_work.get(reverse("admin:tracker_reviewitem_changelist"), {"q": "news"})

    assert "It is so: captured." in page.content.decode()


def test_items_about_pages_cost_the_same_however_many(
    at_work: Client, desk: Desk
) -> None:
    def add_five() -> None:
        for _ in range(5):
            source = add_source()
            add_citation(add_claim(), source, at=day(9))
            find(source)

    address = reverse("admin:index")
    add_five()
    cost(at_work, address)
    before = cost(at_work, address)

    add_five()

    assert cost(at_work, address) <= before
