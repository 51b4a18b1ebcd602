"""Subscribing: the address itself decides, and nobody else learns anything of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import forget_own_keys
from tests.factories import add_claim, add_party, add_role, move_claim
from tests.reader.reading import read
from tracker.models import Delivery, Subscription, Topic
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db

READER = "reader@example.org"


def ask(client: Client, email: str = READER, **which: str) -> int:
    return client.post("/subscribe/", {"email": email, **which}).status_code


def letter() -> str:
    return str(Delivery.objects.latest("pk").payload["text"])


def link() -> str:
    """The address in the last letter."""
    (found,) = [word for word in letter().split() if word.startswith("http")]
    return found.removeprefix("http://127.0.0.1:8000")


def test_a_link_only_shows_a_button_and_the_button_confirms(client: Client) -> None:
    add_claim("told", statement="It is so.")
    assert ask(client, claim="told") == 202
    row = Subscription.objects.get()

    for _ in range(2):
        assert "<button" in read(client, link())
    row.refresh_from_db()
    assert row.confirmed_at is None

    assert "Confirmed." in client.post(link()).content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert str(row.claim) == "told"


def test_the_answer_is_the_same_for_an_address_that_is_known(client: Client) -> None:
    first = client.post("/subscribe/", {"email": READER}).content
    client.post(link())

    again = client.post("/subscribe/", {"email": READER.upper()}).content

    assert first == again
    assert "already" in letter()
    assert "/unsubscribe/" in letter()
    assert Subscription.objects.count() == 1


def test_a_link_ends_after_two_days_and_with_a_newer_one(client: Client) -> None:
    ask(client)
    old = link()
    ask(client)
    assert client.post(old).status_code == 404

    Subscription.objects.update(asked_at=timezone.now() - timedelta(hours=49))
    assert client.post(link()).status_code == 404
    assert Subscription.objects.get().confirmed_at is None


def test_one_click_of_a_mail_program_ends_all_letters(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    add_claim("told")
    ask(client)
    ask(client, claim="told")
    token = Subscription.objects.latest("pk").token

    answer = strict.post(
        f"/unsubscribe/{token}/",
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 200
    assert not Subscription.objects.filter(ended_at=None).exists()
    assert strict.post(f"/unsubscribe/{token}/").status_code == 200


def test_the_page_ends_one_or_all(client: Client) -> None:
    add_claim("told")
    ask(client)
    ask(client, claim="told")
    row = Subscription.objects.latest("pk")

    page = read(client, f"/unsubscribe/{row.token}/")
    assert "<button" in page
    assert READER not in page
    client.post(f"/unsubscribe/{row.token}/", {"what": "this"})

    assert Subscription.objects.filter(ended_at=None).get().claim is None


def test_who_ended_it_may_begin_anew(client: Client) -> None:
    ask(client)
    client.post(f"/unsubscribe/{Subscription.objects.get().token}/")
    ask(client)

    assert Subscription.objects.filter(ended_at=None).count() == 1


def test_an_unknown_token_says_nothing(client: Client) -> None:
    assert client.get(f"/subscribe/{uuid4()}/").status_code == 404
    assert client.post(f"/unsubscribe/{uuid4()}/").status_code == 200


@pytest.mark.parametrize(
    "which",
    [
        {"claim": "draft"},
        {"claim": "never"},
        {"party": "hidden"},
        {"topic": "empty"},
        {"claim": "told", "party": "moscow"},
        {"claim": "\x00"},
        {"claim": "../admin"},
    ],
)
def test_nobody_subscribes_to_what_is_not_public(
    client: Client, which: dict[str, str]
) -> None:
    draft = add_claim("draft", state=WorkflowState.DRAFT)
    add_role(draft, add_party("hidden"))
    add_role(add_claim("told"), add_party("moscow"))
    Topic.objects.create(slug="empty", names={"en": "Empty"})

    assert client.get("/subscribe/", which).status_code == 404
    assert ask(client, **which) == 404
    assert not Subscription.objects.exists()


def test_a_claim_that_was_taken_back_is_not_named_on_its_pages(client: Client) -> None:
    claim = add_claim("told", statement="A secret.")
    ask(client, claim="told")
    move_claim(claim, WorkflowState.DRAFT, at=timezone.now() - timedelta(seconds=1))

    token = Subscription.objects.get().token
    for address in (f"/subscribe/{token}/", f"/unsubscribe/{token}/"):
        page = read(client, address)
        assert "ecret" not in page
        assert "no longer published" in page


def test_an_address_gets_three_letters_an_hour_and_nobody_sees_the_bound(
    client: Client,
) -> None:
    assert [ask(client) for _ in range(5)] == [202] * 5
    assert Delivery.objects.count() == 3


def test_a_visitor_asks_twenty_times_an_hour(client: Client) -> None:
    answers = [ask(client, f"reader{number}@example.org") for number in range(21)]

    assert answers == [202] * 20 + [429]
    assert ask(Client(REMOTE_ADDR="192.0.2.7"), "other@example.org") == 202


@pytest.mark.parametrize(
    "email",
    [
        "",
        "nobody",
        "a@b",
        "a@example.org\r\nBcc: spy@example.org",
        "a@example.org,spy@example.org",
        "<a@example.org>",
        "a@example.org\x00",
        f"{'a' * 250}@example.org",
    ],
)
def test_what_is_no_address_is_refused(client: Client, email: str) -> None:
    assert ask(client, email) == 400
    assert not Delivery.objects.exists()


def test_the_letter_speaks_the_language_of_the_page(client: Client) -> None:
    client.post("/subscribe/?lang=uk", {"email": READER})

    assert Subscription.objects.get().language == "uk"
    assert "натисніть кнопку" in letter()


def test_a_form_of_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/subscribe/", {"email": READER}).status_code == 403


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    asked=st.dictionaries(
        st.sampled_from(["email", "claim", "party", "topic", "lang"]),
        st.text(max_size=60),
    )
)
def test_no_question_breaks_the_form(client: Client, asked: dict[str, str]) -> None:
    forget_own_keys()
    for method in (client.get, client.post):
        assert method("/subscribe/", asked).status_code in {200, 202, 400, 404}
