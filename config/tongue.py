"""The language that an address asks for, before that of the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]


def speak_what_is_asked(get_response: Answer) -> Answer:
    """Lets `?lang=uk` decide, so that a page in a language has an address of its own;
    one that we do not have is as none. Django's LocaleMiddleware, which comes before,
    reads the browser's wishes and says by which of them an answer varies."""
    known = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "")
        if asked in known:
            translation.activate(asked)
            request.LANGUAGE_CODE = asked
        return get_response(request)

    return middleware
