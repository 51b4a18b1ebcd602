"""The language of an answer: `?lang=` in the address, else what the browser wants."""

from django.http import HttpRequest
from django.utils.translation import get_language

from tracker.rules.wording import LANGUAGES

ENGLISH = LANGUAGES[0]


def tongue(request: HttpRequest) -> str:
    """A language of the interface, whatever the address or the browser says."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGES:
        return asked
    wanted = (get_language() or ENGLISH).partition("-")[0]
    return wanted if wanted in LANGUAGES else ENGLISH


def chosen(request: HttpRequest) -> str:
    """The language that the address itself names, or nothing."""
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else ""
