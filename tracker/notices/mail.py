"""A letter of the outbox as a message, and the one connection that sends it."""

import hashlib
from contextlib import suppress
from email.utils import format_datetime
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from tracker.models import Delivery
from tracker.notices.answers import Answered, Later, Never, Sent, Trouble
from tracker.notices.plain import one_line
from tracker.notices.reader_letters import end_address

_NOT_SET_UP = "django.core.mail.backends.console.EmailBackend"
_PASSING = range(400, 500)
_GOING_AWAY = 421


def is_set_up() -> bool:
    """Whether letters go to a mail server; else they are only printed."""
    return bool(settings.EMAIL_BACKEND != _NOT_SET_UP)


def message(row: Delivery) -> EmailMultiAlternatives:
    """The same message for the same row, byte for byte in what names it."""
    said = row.payload
    reply_to = [settings.EMAIL_REPLY_TO] if settings.EMAIL_REPLY_TO else None
    letter = EmailMultiAlternatives(
        subject=one_line(said.get("subject", ""), most=200),
        body=said.get("text", ""),
        to=[row.recipient],
        reply_to=reply_to,
        headers={
            "Message-ID": message_id(row.key),
            "Date": format_datetime(row.made_at),
            "Auto-Submitted": "auto-generated",
            **_ending(row),
        },
    )
    if said.get("html"):
        letter.attach_alternative(said["html"], "text/html")
    return letter


def _ending(row: Delivery) -> dict[str, str]:
    """How a reader's mail program ends such letters with one click (RFC 8058)."""
    if row.subscription is None or row.subscription.confirmed_at is None:
        return {}
    return {
        "List-Unsubscribe": f"<{end_address(str(row.subscription.token))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def message_id(key: str) -> str:
    """One name for one message: a mail server or reader that gets it twice can see
    that it is the same."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{name}@{host}>"


class Post:
    """A connection to the mail server, opened with the first letter and kept."""

    def __init__(self) -> None:
        self._line = get_connection()
        self._is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def send(self, row: Delivery) -> Answered:
        """Hand a letter over; what went wrong is an answer, too."""
        try:
            if not self._is_open:
                self._line.open()
                self._is_open = True
            self._line.send_messages([message(row)])
        except SMTPRecipientsRefused as error:
            self._close()
            return _refused(*next(iter(error.recipients.values())))
        except SMTPDataError as error:
            self._close()
            return _refused(error.smtp_code, error.smtp_error)
        except ValueError as error:
            # A header that cannot be: it would be refused again and again.
            return Never(f"The letter cannot be written: {error}")
        except (SMTPException, OSError) as error:
            self._close()
            return Trouble(_in_words(error))
        return Sent()

    def _close(self) -> None:
        self._is_open = False
        with suppress(SMTPException, OSError):
            self._line.close()


def _refused(code: int, words: bytes | str) -> Answered:
    """About this one letter, unless the server says that it goes away."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    problem = f"The mail server said {code}: {one_line(said)}"
    if code == _GOING_AWAY:
        return Trouble(problem)
    return Later(problem) if code in _PASSING else Never(problem)


def _in_words(error: SMTPException | OSError) -> str:
    return one_line(f"{type(error).__name__}: {error}")
