"""Pages that need not be made anew: answered by their version, or from the shelf.

Only for who is not logged in, and only for pages of the present. Each request reads the
version of the claim from the database, so a change is on the page at the next one.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language, get_language_from_request

from tracker.models.version import PageVersion, clock, holds_until, page_version
from tracker.reader import shelf
from tracker.reader.shelf import Kept
from tracker.rules.wording import LANGUAGES

View = Callable[..., HttpResponseBase]
Answer = Callable[[HttpRequest], HttpResponseBase]
SAFE = ("GET", "HEAD")
# What a page is made of beside the record; as it was when this process began.
MADE_OF = ("tracker", "templates", "locale", "docs/rules.md")


def kept(view: View) -> View:
    """For a claim's page by its slug: below `page`, whose `now` it gives."""

    @wraps(view)
    def opened(request: HttpRequest, *, slug: str) -> HttpResponseBase:
        if _is_own(request):
            return _never_shared(view(request, slug=slug))
        version = page_version(slug) if _is_plain(request) else None
        if version is None:
            return view(request, slug=slug)
        return _answer(request, view, version, slug=slug, now=clock([version]))

    opened.is_kept = True  # type: ignore[attr-defined]
    return opened


def ask_first(get_response: Answer) -> Answer:
    """Middleware: who only asks whether a page that they hold still holds is answered
    before anything is prepared for a page that nobody will make."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return _still_holds(request) or get_response(request)

    return middleware


def _still_holds(request: HttpRequest) -> HttpResponseBase | None:
    if (
        "HTTP_IF_NONE_MATCH" not in request.META
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or not _is_plain(request)
    ):
        return None
    try:
        place = resolve(request.path_info)
    except Resolver404:
        return None
    if not getattr(place.func, "is_kept", False):
        return None
    version = page_version(place.kwargs["slug"])
    if version is None:
        return None
    language = request.GET.get("lang") or get_language_from_request(request)
    held = _held(request, _name(request, version, language), clock([version]))
    return _marked(HttpResponseNotModified(), held) if held else None


def _answer(
    request: HttpRequest, view: View, version: PageVersion, *, slug: str, now: datetime
) -> HttpResponseBase:
    name = _name(request, version, get_language())
    if held := _held(request, name, now):
        return _marked(HttpResponseNotModified(), held)
    page = shelf.find(name)
    if page is None or page.until <= now:
        response = view(request, slug=slug, now=now)
        if not isinstance(response, HttpResponse) or not _may_keep(request, response):
            return response
        until = holds_until([version], now)
        page = Kept(until, dict(response.items()), response.content)
        shelf.put(name, page, now=now)
    return _marked(
        HttpResponse(page.body, headers=page.headers), _tag(name, page.until)
    )


def _is_own(request: HttpRequest) -> bool:
    """Who sends no cookie of a session is nobody: that costs no query."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.user.is_authenticated


def _is_plain(request: HttpRequest) -> bool:
    """A page of the present, in a language of ours, read outside a transaction: inside
    one, what was written may still be taken back."""
    asked = request.GET
    is_present = not asked or (set(asked) == {"lang"} and asked["lang"] in LANGUAGES)
    return (
        is_present
        and request.method in SAFE
        and "messages" not in request.COOKIES
        and not connection.in_atomic_block
        and not settings.DEBUG
    )


def _may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Nothing in it is one reader's own."""
    return (
        response.status_code == 200
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or not request.session.accessed
        )
    )


def _name(request: HttpRequest, version: PageVersion, language: str | None) -> str:
    changed = ":".join(str(at.timestamp()) if at else "" for at in version.changed)
    number, site = version.numbers
    asked = f"{request.path_info}:{request.GET.get('lang', '')}:{language}"
    return f"page:{release()}:{asked}:{version.claim}:{number}:{site}:{changed}"


def _held(request: HttpRequest, name: str, now: datetime) -> str:
    """The mark of this very page, where the reader holds it. It says until when the
    page holds, and nobody but us can have made it."""
    for tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        mark = tag.removeprefix("W/")
        until = mark.strip('"').partition("-")[0]
        if not (mark.isascii() and until.isdecimal() and len(until) < 20):
            continue
        holds = int(until) > now.timestamp() * 1e6
        if holds and hmac.compare_digest(mark, _tag_at(name, until)):
            return mark
    return ""


def _tag(name: str, until: datetime) -> str:
    return _tag_at(name, str(round(until.timestamp() * 1e6)))


def _tag_at(name: str, until: str) -> str:
    key = settings.SECRET_KEY.encode()
    mark = hmac.new(key, f"{until}:{name}".encode(), hashlib.sha256).hexdigest()
    return f'"{until}-{mark[:32]}"'


def _marked(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    # Kept by whoever likes, and asked about each time.
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def _never_shared(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Cookie",))
    return response


@lru_cache(maxsize=1)
def release() -> str:
    """A mark of the programs and words that pages are made with."""
    seen = hashlib.sha256(settings.SITE_URL.encode())
    root = Path(settings.BASE_DIR)
    for part in MADE_OF:
        inside = sorted((root / part).rglob("*")) or [root / part]
        for path in inside:
            if path.is_file() and "__pycache__" not in path.parts:
                seen.update(path.read_bytes())
    return seen.hexdigest()[:16]
