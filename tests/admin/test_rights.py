"""Everybody at every door of every list: who sees, who adds, and that forms take no
more than they ask for."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import Model, Q
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.admin import office
from tests.admin.conftest import Desk, person
from tracker.models import ReviewItem, StatusChange
from tracker.review.roles import AUDITOR, CHIEF, EDITOR, REPORTER, ROLES

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)
# What each role may add from its list; what is not named here nobody adds there.
DRAFTS = {"claim", "source", "submission"}
ADDS = {
    REPORTER: DRAFTS,
    EDITOR: DRAFTS | {"party", "place", "topic"},
    CHIEF: DRAFTS | {"party", "place", "topic", "watch"},
    AUDITOR: set[str](),
}
OUTSIDE = ("anonymous", "reader")
# Lists that other work adds are held to the rules for all of them, not to this table.
KNOWN = frozenset().union(*ADDS.values())


def browser_of(who: str) -> Client:
    client = Client()
    if who == "reader":
        client.force_login(person("outsider", EDITOR, is_staff=False))
    elif who == "nobody":
        client.force_login(person("somebody"))
    elif who in ROLES:
        client.force_login(person(f"a-{who}", who))
    return client


def doors(model: type[Model]) -> dict[str, str]:
    """The five doors that each registered model has."""
    named = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").first()
    args = [row.pk if row else 1]
    return {"list": reverse(f"{named}_changelist"), "add": reverse(f"{named}_add")} | {
        page: reverse(f"{named}_{page}", args=args)
        for page in ("change", "history", "delete")
    }


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_does_not_work_here_is_asked_to_log_in(who: str, desk: Desk) -> None:
    client = browser_of(who)
    for address in office.every_address():
        if address in ("/admin/login/", "/admin/logout/", "/admin/jsi18n/"):
            continue
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 405), address
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/admin/login/"), address


def test_staff_without_a_role_pass_no_door(desk: Desk) -> None:
    client = browser_of("nobody")
    for model in MODELS:
        if not model._default_manager.exists():
            continue
        for name, address in doors(model).items():
            answers = {
                client.get(address).status_code,
                client.post(address).status_code,
            }
            assert answers <= {403, 405}, (name, address)


@pytest.mark.parametrize("who", ROLES)
def test_each_role_passes_its_own_doors(who: str, desk: Desk) -> None:
    client = browser_of(who)
    for model in MODELS:
        at, name = doors(model), str(model._meta.model_name)
        assert client.get(at["list"]).status_code == 200, at["list"]
        assert client.get(at["delete"]).status_code == 403, at["delete"]
        assert client.post(at["delete"], {"post": "yes"}).status_code == 403
        may_add = client.get(at["add"]).status_code == 200
        if name in KNOWN or who == AUDITOR:
            assert may_add == (name in ADDS[who]), at["add"]
        if model._default_manager.exists():
            assert client.get(at["change"]).status_code == 200, at["change"]
            assert client.get(at["history"]).status_code == 200, at["history"]


def test_no_role_changes_accounts_or_roles(desk: Desk) -> None:
    for who in ROLES:
        client = browser_of(who)
        for model in (User, Group, LogEntry):
            at = doors(model)
            assert client.get(at["add"]).status_code == 403, at["add"]
            assert client.post(at["change"], {"username": "x"}).status_code == 403


def test_no_action_deletes_for_anybody_of_the_desk(desk: Desk) -> None:
    client = browser_of(CHIEF)
    for model in MODELS:
        row = model._default_manager.order_by("pk").first()
        if row is None:
            continue
        told = {"action": "delete_selected", "_selected_action": [row.pk], "post": "1"}
        client.post(doors(model)["list"], told)
        assert model._default_manager.filter(pk=row.pk).exists(), model


def fingerprint() -> dict[str, str]:
    """What the record, the queue and the accounts hold."""
    found = {}
    for name in connection.introspection.table_names():
        if name.startswith(("tracker_", "auth_")):
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT md5(string_agg(row::text, '|' ORDER BY row::text))"  # noqa: S608
                    f' FROM "{name}" row'
                )
                found[name] = str(cursor.fetchone())
    return found


def filled(page: bytes, **others: str) -> Iterator[dict[str, object]]:
    """Every form of a page that would be sent, as it stands, with more beside it."""
    if not page.strip():
        return
    for form in html.fromstring(page).forms:
        if form.method == "POST" and not (form.action or "").endswith("/logout/"):
            values: dict[str, object] = {}
            for name, value in form.form_values():
                values.setdefault(name, value)
            values |= {name: "Because." for name in ("reason",) if not values.get(name)}
            yield values | others


def test_an_auditor_writes_nothing_whatever_is_sent(desk: Desk) -> None:
    chief, auditor = browser_of(CHIEF), browser_of(AUDITOR)
    opened = {at: chief.get(at).content for at in office.pages(chief)}
    before = fingerprint()

    for address in office.every_address():
        auditor.post(address, {"reason": "Because."})
        for values in filled(opened.get(address, b"")):
            auditor.post(address, values)

    # That somebody came is remembered of everybody.
    changed = {t for t, now in fingerprint().items() if now != before[t]}
    assert changed <= {"auth_user", "tracker_deskvisit"}
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_form_takes_nothing_that_it_does_not_ask_for(desk: Desk) -> None:
    client, stranger = browser_of(REPORTER), person("stranger")
    extra = dict.fromkeys(
        ("is_superuser", "is_staff", "is_void", "is_verified_by", "approved"), "1"
    ) | dict.fromkeys(
        (
            *("recorded_by", "assignee", "approved_by", "added_by", "submitted_by"),
            *("decided_by", "resolved_by", "user", "groups", "asked_by_id"),
        ),
        str(stranger.pk),
    )
    extra |= {
        "status": "confirmed",
        "author": "A stranger",
        "recorded_at": "1999-01-01",
    }
    statuses, items = StatusChange.objects.count(), ReviewItem.objects.open().count()

    for address in office.pages(client):
        for values in filled(client.get(address).content, **extra):
            client.post(address, values)

    assert not User.objects.filter(is_superuser=True).exists()
    assert not stranger.groups.exists()
    assert (StatusChange.objects.count(), ReviewItem.objects.open().count()) == (
        statuses,
        items,
    )
    assert named_in_rows(stranger) == []


def named_in_rows(user: User) -> list[str]:
    """Every column of the record that names this person."""
    found = []
    for model in admin.site._registry:
        for field in model._meta.concrete_fields:
            if field.related_model is User and model._meta.app_label == "tracker":
                rows = model._default_manager.filter(Q(**{field.name: user}))
                found += [f"{model.__name__}.{field.name}"] if rows.exists() else []
    return found
