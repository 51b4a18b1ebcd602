"""What a letter to a reader says: subject, plain text and simple HTML.

Every word of the record goes in as one line without anything unseen, so that none can
make a header or a link of its own.
"""

from collections.abc import Sequence
from typing import TypedDict

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.notices.letters import Letter
from tracker.notices.news import in_language
from tracker.notices.plain import one_line
from tracker.notices.reader_phrases import phrase

MOST = 50
_SUBJECT = 150


class Part(TypedDict):
    """One change in a letter, in the letter's language; `by` is the subscription that
    asked for it."""

    claim: int
    by: int
    title: str
    statement: str
    headline: str
    path: str


def asking(token: str, names: dict[str, str], language: str) -> Letter:
    """The letter that asks an address whether it wants letters."""
    what = one_line(in_language(names, language))
    return _plain(
        phrase("confirm", language, what=what),
        phrase("confirm_text", language, what=what),
        f"{settings.SITE_URL}/subscribe/{token}/",
        phrase("ignore", language),
        language,
    )


def known_already(token: str, names: dict[str, str], language: str) -> Letter:
    what = one_line(in_language(names, language))
    return _plain(
        phrase("known", language, what=what),
        phrase("known_text", language, what=what),
        end_address(token),
        "",
        language,
    )


def changes_letter(parts: Sequence[Part], token: str, language: str) -> Letter:
    """The letter about changes; many are folded."""
    shown, more = parts[:MOST], len(parts) - MOST
    return {
        "subject": _subject(parts, language),
        "text": _text(shown, more, token, language),
        "html": _html(shown, more, token, language),
    }


def end_address(token: str) -> str:
    return f"{settings.SITE_URL}/unsubscribe/{token}/"


def _subject(parts: Sequence[Part], language: str) -> str:
    words = phrase("many", language, count=len(parts))
    if len(parts) == 1:
        words = f"{one_line(parts[0]['title'])} – {one_line(parts[0]['statement'])}"
    return one_line(f"[On Record] {words}", most=_SUBJECT)


def _text(parts: Sequence[Part], more: int, token: str, language: str) -> str:
    found = ["\n".join(_lines(part)) for part in parts]
    if more > 0:
        words = phrase("more", language, count=more)
        found.append(f"{words}\n{_rest()}")
    found.append(f"-- \n{phrase('because', language)}\n{end_address(token)}")
    return "\n\n".join(found) + "\n"


def _lines(part: Part) -> list[str]:
    said = (part["title"], part["statement"], part["headline"])
    return [one_line(line) for line in said if line] + [_url(part)]


def _html(parts: Sequence[Part], more: int, token: str, language: str) -> str:
    rows = format_html_join(
        "\n",
        '<li><a href="{}">{}</a><br>{}<br>{}</li>',
        (
            (
                _url(part),
                one_line(part["title"]),
                one_line(part["statement"]),
                one_line(part["headline"]),
            )
            for part in parts
        ),
    )
    rest = SafeString()
    if more > 0:
        words = phrase("more", language, count=more)
        rest = format_html('{} <a href="{}">{}</a>', words, _rest(), _rest())
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
        "<title>On Record</title></head><body><ul>{}</ul><p>{}</p>"
        '<hr><p>{} <a href="{}">{}</a></p></body></html>\n',
        language,
        rows,
        rest,
        phrase("because", language),
        end_address(token),
        end_address(token),
    )


def _plain(subject: str, text: str, url: str, after: str, language: str) -> Letter:
    parts = [part for part in (f"{text}\n{url}", after) if part]
    return {
        "subject": one_line(f"[On Record] {subject}", most=_SUBJECT),
        "text": "\n\n".join(parts) + "\n",
        "html": format_html(
            '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
            '<title>On Record</title></head><body><p>{}<br><a href="{}">{}</a></p>'
            "<p>{}</p></body></html>\n",
            language,
            text,
            url,
            url,
            after,
        ),
    }


def _rest() -> str:
    return f"{settings.SITE_URL}/changes/"


def _url(part: Part) -> str:
    return f"{settings.SITE_URL}{part['path']}"
