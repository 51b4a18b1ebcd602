"""What an attacker would try at the doors of the office."""

import html

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin import office
from tests.admin.conftest import Desk
from tracker.admin.login import TRIES, WAIT

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
PASSWORD = "opens-nothing-else"


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root", password=PASSWORD)


def log_in(client: Client, **others: str) -> str:
    """Where the login leads."""
    told = {"username": "root", "password": PASSWORD} | others
    answer = client.post(LOGIN, told)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_session_from_before_the_login_is_worth_nothing(
    client: Client, root: User
) -> None:
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""

    log_in(client)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    assert stranger.get("/admin/").status_code == 302


def test_a_session_ends_with_the_logout_and_with_a_new_password(
    client: Client, root: User
) -> None:
    log_in(client)
    other = Client()
    log_in(other)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post("/admin/logout/")
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    root.set_password("another-one-altogether")
    root.save()

    assert client.get("/admin/").status_code == 302
    assert other.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "next_page",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
    ],
)
def test_a_login_leads_to_no_other_site(
    client: Client, root: User, next_page: str
) -> None:
    assert log_in(client, next=next_page) == "/admin/"


def test_a_login_leads_back_to_the_page_that_asked_for_it(
    client: Client, root: User
) -> None:
    assert log_in(client, next="/admin/engine/") == "/admin/engine/"


def test_no_door_takes_a_form_from_elsewhere(root: User, desk: Desk) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(root)

    answers = {at: browser.post(at).status_code for at in office.every_address()}

    assert {at: code for at, code in answers.items() if code != 403} == {}


def test_the_login_takes_no_form_from_elsewhere(root: User) -> None:
    told = {"username": "root", "password": PASSWORD}

    assert Client(enforce_csrf_checks=True).post(LOGIN, told).status_code == 403


@pytest.mark.parametrize("password", ["password", "12345678", "short", "root"])
def test_a_weak_password_is_refused(client: Client, root: User, password: str) -> None:
    client.force_login(root)
    address = reverse("admin:auth_user_password_change", args=[root.pk])

    told = {"password1": password, "password2": password, "usable_password": "true"}
    answer = client.post(address, told)

    assert answer.status_code == 200
    root.refresh_from_db()
    assert root.check_password(PASSWORD)


def test_no_page_of_the_office_can_be_framed_or_cached_by_others(
    client: Client, root: User, desk: Desk
) -> None:
    client.force_login(root)

    for address in office.pages(client):
        headers = client.get(address).headers
        assert headers["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], address
        # Django's forms for a new password hold nothing, so it lets them be kept.
        if not address.startswith("/admin/password_change/"):
            assert "private" in headers["Cache-Control"], address


def test_who_guesses_passwords_has_to_wait(client: Client, root: User) -> None:
    for _ in range(TRIES):
        answer = client.post(LOGIN, {"username": "root", "password": "guessed"})
        assert "Please enter the correct username" in answer.content.decode()

    answer = client.post(LOGIN, {"username": "Root", "password": PASSWORD})

    assert WAIT in html.unescape(answer.content.decode())


def test_nobody_is_locked_out_from_elsewhere(client: Client, root: User) -> None:
    for _ in range(TRIES):
        told = {"username": "root", "password": "guessed"}
        client.post(LOGIN, told, REMOTE_ADDR="192.0.2.1")

    assert log_in(client) == "/admin/"


def test_no_script_can_read_the_session() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"
