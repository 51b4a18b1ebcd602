"""The addresses of feeds: each answers with what changed, and with 304 while nothing
did."""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from tracker.exports.feeds import FORMS, Feed
from tracker.reader.doors import page
from tracker.reader.fresh import fresh
from tracker.reader.pages import feed as feeds
from tracker.reader.past import Past

Make = Callable[..., Feed]
Answer = Callable[..., HttpResponseBase]


def everything(request: HttpRequest, past: Past) -> Feed:
    return feeds.of_everything(past)


def claims(request: HttpRequest, past: Past) -> Feed:
    return feeds.of_list(request.GET, past)


def claim(request: HttpRequest, past: Past, *, slug: str) -> Feed:
    return feeds.of_claim(slug, past)


def party(request: HttpRequest, past: Past, *, slug: str) -> Feed:
    return feeds.of_a_party(slug, past)


def topic(request: HttpRequest, past: Past, *, slug: str) -> Feed:
    return feeds.of_a_topic(slug, past)


def _view(make: Make, form: str) -> Answer:
    @page
    def answer(request: HttpRequest, past: Past, **words: str) -> HttpResponse:
        feed = make(request, past, **words)
        own = replace(feed, address=settings.SITE_URL + request.get_full_path())
        body = FORMS[form].write(own)
        response = HttpResponse(body, content_type=FORMS[form].content_type)
        # Readers in a browser, too, may ask for it from another site.
        response["Access-Control-Allow-Origin"] = "*"
        return fresh(request, response, changed=feed.changed)

    return answer


def paths() -> list[URLPattern]:
    """Two addresses for each feed, by how they end."""
    makers: tuple[tuple[str, str, Make], ...] = (
        ("changes/feed", "changes-feed", everything),
        ("claims/feed", "claims-feed", claims),
        ("claims/<slug:slug>/feed", "claim-feed", claim),
        ("parties/<slug:slug>/feed", "party-feed", party),
        ("topics/<slug:slug>/feed", "topic-feed", topic),
    )
    return [
        path(f"{stem}.{form}", _view(make, form), name=f"{name}-{form}")
        for stem, name, make in makers
        for form in FORMS
    ]
