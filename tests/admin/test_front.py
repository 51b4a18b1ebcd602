"""The front page: what waits is told in words, and every list has its shelf."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk
from tracker.admin.shelves import SHELVES


def front(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def test_every_list_of_the_office_has_one_shelf() -> None:
    shelved = [name for _, names in SHELVES for name in names]

    assert sorted(shelved) == sorted(model.__name__ for model in admin.site._registry)


def test_what_editors_keep_is_open_and_the_rest_is_folded(
    at_work: Client, desk: Desk
) -> None:
    page = front(at_work)

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
