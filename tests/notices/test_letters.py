"""No word of a stranger gets into a letter's head, or runs in its body."""

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import day
from tracker.models import Delivery, LetterSettings, Notice
from tracker.notices import mail
from tracker.notices.letters import Letter, letter, may_be_written_to
from tracker.rules.vocabulary import NoticeKind

HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Message-ID",
    "Date",
    "Auto-Submitted",
}


def written(about: str, what: str = "Words altered") -> Letter:
    person = User(username="anna", email="anna@example.org", is_active=True)
    person.letter_settings = LetterSettings()
    notice = Notice(
        kind=NoticeKind.ASSIGNED,
        what={"en": what},
        about={"en": about},
        path="/admin/tracker/reviewitem/1/change/",
        at=day(8),
    )
    return letter(person, [notice])


def row(said: Letter) -> Delivery:
    return Delivery(
        key="letter:1", recipient="anna@example.org", payload=said, made_at=day(8)
    )


def test_a_subject_says_the_claim_and_what_happened() -> None:
    said = written("Two men were captured.")

    assert said["subject"] == (
        "[On Record] Assigned to you: Words altered – Two men were captured."
    )
    assert "http://127.0.0.1:8000/admin/tracker/reviewitem/1/change/" in said["text"]
    assert "http://127.0.0.1:8000/admin/told/how/" in said["text"]


@given(st.text(), st.text(max_size=30))
def test_no_text_adds_a_header(about: str, what: str) -> None:
    message = mail.message(row(written(about, what))).message()

    assert set(message.keys()) == HEADERS
    assert message["To"] == "anna@example.org"


@pytest.mark.parametrize(
    "about", ["x\r\nBcc: all@example.org", "x\nBcc: y", "x\u2028Bcc: y", "\x00"]
)
def test_a_line_end_in_a_statement_is_a_space(about: str) -> None:
    message = mail.message(row(written(about))).message()

    assert message["Bcc"] is None
    assert "\n" not in str(message["Subject"]).replace("\n ", " ")


def test_tags_of_a_statement_are_shown_and_do_nothing() -> None:
    said = written("<script>alert(1)</script>")

    assert "<script>" not in said["html"]
    assert "&lt;script&gt;" in said["html"]


@pytest.mark.parametrize(
    "email", ["", "anna", "anna@example.org\r\nBcc: x@y.example", "a@b.c, d@e.example"]
)
def test_nobody_is_written_to_at_what_is_no_address(email: str) -> None:
    assert not may_be_written_to(User(email=email))


def test_the_same_row_is_the_same_message() -> None:
    one, two = (mail.message(row(written("So."))).message() for _ in range(2))

    assert one["Message-ID"] == two["Message-ID"] == mail.message_id("letter:1")
    assert one["Date"] == two["Date"]
