"""A reader reports an error: it reaches the desk, and nothing of it a page."""

import pytest
from django.test import Client

from tests.factories import add_claim
from tests.reader.cases import founding_case
from tests.reader.reading import read
from tracker.models import Submission
from tracker.reader import reporting
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db

REPORT = "/claims/belgorod-positions/report/"
WRONG = "The date is wrong: see https://news.example/dates"


def test_a_report_comes_to_the_desk_with_its_claim(client: Client) -> None:
    case = founding_case()

    client.post(REPORT, {"words": WRONG, "contact": "reader@example.org"})

    submission = Submission.objects.get()
    suggestion = submission.suggestions.get()
    assert submission.url == case.claim.get_absolute_url()
    assert submission.text == f"{WRONG}\n\nAnswer to: reader@example.org"
    assert suggestion.quotation == WRONG
    assert "belgorod-positions" in suggestion.note


def test_the_reader_is_told_what_happens_next(client: Client) -> None:
    founding_case()

    response = client.post(REPORT, {"words": WRONG}, follow=True)

    assert response.redirect_chain == [(f"{REPORT}?sent=1", 302)]
    page = response.content.decode()
    assert "What happens next" in page
    assert WRONG not in page


def test_nothing_of_a_report_is_on_a_public_page(client: Client) -> None:
    founding_case()
    client.post(REPORT, {"words": WRONG, "contact": "reader@example.org"})

    for address in (
        "/",
        "/claims/",
        "/claims/belgorod-positions/",
        "/claims/belgorod-positions/history/",
        "/claims/?q=date",
        REPORT,
    ):
        page = read(client, address)
        assert "The date is wrong" not in page, address
        assert "reader@example.org" not in page, address


def test_what_fills_in_the_hidden_field_is_thanked_and_forgotten(
    client: Client,
) -> None:
    founding_case()

    response = client.post(REPORT, {"words": WRONG, "website": "https://spam.example"})

    assert response.status_code == 302
    assert not Submission.objects.exists()


def test_too_many_reports_from_one_place_are_refused(client: Client) -> None:
    founding_case()
    for _ in range(reporting.MOST):
        assert client.post(REPORT, {"words": WRONG}).status_code == 302

    response = client.post(REPORT, {"words": WRONG})

    assert response.status_code == 429
    assert "Wait an hour" in response.content.decode()
    assert WRONG in response.content.decode()
    assert Submission.objects.count() == reporting.MOST


def test_another_place_is_not_refused_for_it(client: Client) -> None:
    founding_case()
    for _ in range(reporting.MOST + 1):
        client.post(REPORT, {"words": WRONG})

    response = client.post(REPORT, {"words": WRONG}, REMOTE_ADDR="203.0.113.9")

    assert response.status_code == 302


def test_who_is_refused_uses_up_nothing_of_others(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    founding_case()
    monkeypatch.setattr(reporting, "MOST_OF_ALL", reporting.MOST + 1)
    for _ in range(reporting.MOST + 3):
        client.post(REPORT, {"words": WRONG})

    answers = [
        client.post(REPORT, {"words": WRONG}, REMOTE_ADDR=place).status_code
        for place in ("203.0.113.9", "203.0.113.10")
    ]

    assert answers == [302, 429]


@pytest.mark.parametrize(
    "words", ["", "   ", "a" * 4001, "a\x00b", "so \u202e so", "<script>" * 900]
)
def test_what_cannot_be_kept_is_refused_with_a_reason(
    client: Client, words: str
) -> None:
    founding_case()

    response = client.post(REPORT, {"words": words})

    assert response.status_code == 400
    assert 'id="words-fault"' in response.content.decode()
    assert "<script>" not in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "body", [b"words=%ED%A0%80", b"words=%FF&contact=%00", b"words[]=1", b"%", b""]
)
def test_a_body_of_noise_is_answered_cleanly(client: Client, body: bytes) -> None:
    founding_case()
    form = "application/x-www-form-urlencoded"

    response = client.post(REPORT, body, content_type=form)

    assert response.status_code in (302, 400)


def test_markup_is_kept_as_words_and_shown_as_words(client: Client) -> None:
    founding_case()
    client.post(REPORT, {"words": "<img src=x onerror=alert(1)>"})

    assert Submission.objects.get().text.startswith("<img src=x onerror=alert(1)>")


def test_a_draft_has_no_form(client: Client) -> None:
    add_claim("secret", state=WorkflowState.DRAFT)

    assert client.get("/claims/secret/report/").status_code == 404
    assert client.post("/claims/secret/report/", {"words": WRONG}).status_code == 404
    assert not Submission.objects.exists()


def test_a_stranger_cannot_send_a_form_for_a_reader() -> None:
    founding_case()

    client = Client(enforce_csrf_checks=True)

    assert client.post(REPORT, {"words": WRONG}).status_code == 403


def test_nobody_keeps_a_copy_of_the_form(client: Client) -> None:
    founding_case()

    assert "no-store" in client.get(REPORT)["Cache-Control"]
