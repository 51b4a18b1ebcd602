"""What a letter to a person of the desk says: subject, plain text and simple HTML."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypedDict

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import validate_email
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.models import LetterSettings, Notice
from tracker.notices.news import in_language
from tracker.notices.phrases import phrase
from tracker.notices.plain import one_line
from tracker.rules.vocabulary import NoticeKind
from tracker.rules.wording import definition_of

MOST = 50
_SUBJECT = 150
WISHES = "/admin/told/how/"
DESK = "/admin/told/"


class Letter(TypedDict):
    subject: str
    text: str
    html: str


def letter_settings(person: User) -> LetterSettings:
    """A person's own settings, or what holds without any."""
    try:
        return person.letter_settings
    except ObjectDoesNotExist:
        return LetterSettings(person=person)


def may_be_written_to(person: User) -> bool:
    """Whether there is an address that a letter could go to."""
    try:
        validate_email(person.email)
    except ValidationError:
        return False
    return person.is_active


def letter(
    person: User, notices: Sequence[Notice], *, is_digest: bool = False
) -> Letter:
    """One letter with all of these notices, grouped by what they are."""
    language = letter_settings(person).language
    groups = _grouped(notices[:MOST])
    more = len(notices) - MOST
    return {
        "subject": _subject(notices, language, is_digest=is_digest),
        "text": _text(groups, more, language),
        "html": _html(groups, more, language),
    }


def title(notice: Notice, language: str) -> str:
    """What happened, as it is told to the person who is meant."""
    kind = definition_of(NoticeKind(notice.kind), language)
    return f"{kind}: {one_line(in_language(notice.what, language))}"


def about(notice: Notice, language: str) -> str:
    return one_line(in_language(notice.about, language))


def _subject(notices: Sequence[Notice], language: str, *, is_digest: bool) -> str:
    if len(notices) == 1:
        first = notices[0]
        parts = [title(first, language), about(first, language)]
        words = " – ".join(part for part in parts if part)
    elif is_digest:
        words = f"{phrase('today', language)} ({len(notices)})"
    else:
        words = phrase("many", language, count=len(notices))
    return one_line(f"[On Record] {words}", most=_SUBJECT)


def _grouped(notices: Sequence[Notice]) -> dict[str, list[Notice]]:
    found: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        found[notice.kind].append(notice)
    order = [kind.value for kind in NoticeKind]
    return {kind: found[kind] for kind in sorted(found, key=order.index)}


def _text(groups: dict[str, list[Notice]], more: int, language: str) -> str:
    parts: list[str] = []
    for notices in groups.values():
        for notice in notices:
            said = (title(notice, language), about(notice, language), _url(notice.path))
            parts.append("\n".join(line for line in said if line))
    if more > 0:
        parts.append(f"{phrase('more', language, count=more)}\n{_url(DESK)}")
    parts.append(f"-- \n{phrase('wishes', language)}\n{_url(WISHES)}")
    return "\n\n".join(parts) + "\n"


def _html(groups: dict[str, list[Notice]], more: int, language: str) -> str:
    lists = format_html_join(
        "", "<ul>{}</ul>", ((_lines(notices, language),) for notices in groups.values())
    )
    rest = SafeString("")
    if more > 0:
        words = phrase("more", language, count=more)
        rest = format_html('<p><a href="{}">{}</a></p>', _url(DESK), words)
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
        "<title>On Record</title></head><body>{}{}"
        '<hr><p>{} <a href="{}">{}</a></p></body></html>\n',
        language,
        lists,
        rest,
        phrase("wishes", language),
        _url(WISHES),
        _url(WISHES),
    )


def _lines(notices: list[Notice], language: str) -> SafeString:
    return format_html_join(
        "\n",
        '<li><a href="{}">{}</a><br>{}</li>',
        (
            (_url(notice.path), title(notice, language), about(notice, language))
            for notice in notices
        ),
    )


def _url(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
