"""Every page of the office opens, with rows in it, for those who work there."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk

pytestmark = pytest.mark.django_db
MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "tracker"),
    key=lambda model: model._meta.model_name or "",
)
ADDED = ("claim", "party", "source", "topic", "place", "submission")


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:tracker_{model._meta.model_name}_{page}", args=args)


@pytest.fixture(params=["superuser", "editor"])
def inside(request: pytest.FixtureRequest, client: Client, editor: User) -> Client:
    chosen = editor
    if request.param == "superuser":
        chosen = User.objects.create_superuser("root")
    client.force_login(chosen)
    return client


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_every_list_and_every_row_opens(
    model: type[Model], inside: Client, desk: Desk
) -> None:
    listed = inside.get(address(model, "changelist"))
    searched = inside.get(address(model, "changelist"), {"q": "nothing at all"})
    row = model._default_manager.first()

    assert (listed.status_code, searched.status_code) == (200, 200)
    assert row is not None
    assert inside.get(address(model, "change", row.pk)).status_code == 200
    assert inside.get(address(model, "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_an_address_that_names_no_row_is_no_fault(
    model: type[Model], at_work: Client, desk: Desk
) -> None:
    answer = at_work.get(address(model, "change", "no-such-row"))

    assert answer.status_code in (302, 404)


@pytest.mark.parametrize("name", ADDED)
def test_every_form_to_add_a_row_opens(name: str, inside: Client) -> None:
    assert inside.get(reverse(f"admin:tracker_{name}_add")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_nothing_is_deleted_here(
    model: type[Model], inside: Client, desk: Desk
) -> None:
    row = model._default_manager.first()
    assert row is not None

    answer = inside.post(address(model, "delete", row.pk), {"post": "yes"})

    assert answer.status_code == 403
    assert model._default_manager.filter(pk=row.pk).exists()


def test_the_front_page_shows_what_waits(inside: Client, desk: Desk) -> None:
    page = inside.get(reverse("admin:index")).content.decode()

    for words in ("Words altered", "Overdue", "1 to sort", "Status: unconfirmed"):
        assert words in page


def test_a_staff_member_without_a_role_sees_no_desk(client: Client, desk: Desk) -> None:
    client.force_login(User.objects.create_user("nobody", is_staff=True))

    assert b"To decide" not in client.get(reverse("admin:index")).content


def test_no_page_has_inline_script_or_style(at_work: Client, desk: Desk) -> None:
    for name, pk in (("claim", desk.claim.pk), ("reviewitem", desk.item.pk)):
        page = at_work.get(reverse(f"admin:tracker_{name}_change", args=[pk]))

        assert b"<script>" not in page.content
        assert b" style=" not in page.content
