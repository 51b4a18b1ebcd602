"""Sitemaps: what readers may see now, for those who index it.

A page holds the rows of 50,000 numbers in a row, so it costs the same however many
there are before it, and a claim never moves to another page.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.exports import sitemap
from tracker.models import (
    Claim,
    ClaimWorkflow,
    Place,
    Position,
    Source,
    StatusChange,
    Topic,
)
from tracker.reader import access
from tracker.reader.fresh import fresh
from tracker.reader.past import Past, present

FIXED = (
    "home",
    "claims",
    "parties",
    "sources",
    "topics",
    "places",
    "changes",
    "figures",
    "corrections",
    "methodology",
)
LAST_PAGE = 100_000
Located = Iterator[tuple[str, datetime | None]]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    past = present()
    names = [
        reverse("reader:sitemap-pages"),
        reverse("reader:sitemap-parties"),
        reverse("reader:sitemap-topics"),
        reverse("reader:sitemap-places"),
        *_pages("claims", Claim, access.listed(past)),
        *_pages("sources", Source, access.sources(past)),
    ]
    return _answer(request, sitemap.index(settings.SITE_URL + one for one in names))


@require_safe
def fixed(request: HttpRequest) -> HttpResponse:
    """The pages that are there on any desk."""
    rows = ((_full(reverse(f"reader:{name}")), None) for name in FIXED)
    return _answer(request, sitemap.page(rows))


@require_safe
def parties(request: HttpRequest) -> HttpResponse:
    return _named(request, "party", access.parties(present()))


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    return _named(request, "topic", access.subjects(Topic, present()))


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    return _named(request, "place", access.subjects(Place, present()))


@require_safe
def claims(request: HttpRequest, number: int) -> HttpResponse:
    past = present()
    rows = _part(access.listed(past), number)
    slugs = list(rows.order_by("pk").values_list("pk", "slug"))
    return _page(request, _claims(slugs, _changed(number, past)))


@require_safe
def sources(request: HttpRequest, number: int) -> HttpResponse:
    rows = _part(access.sources(present()), number).order_by("pk")
    ids = rows.values_list("pk", flat=True)
    return _page(request, ((_full(f"/sources/{one}/"), None) for one in ids))


def _named(request: HttpRequest, name: str, seen: QuerySet[Any]) -> HttpResponse:
    slugs = seen.order_by("pk").values_list("slug", flat=True)[: sitemap.MOST]
    rows = ((_full(reverse(f"reader:{name}", args=[slug])), None) for slug in slugs)
    return _answer(request, sitemap.page(rows))


def _claims(slugs: list[tuple[int, str]], changed: dict[int, datetime]) -> Located:
    for pk, slug in slugs:
        yield _full(f"/claims/{slug}/"), changed.get(pk)


def _changed(number: int, past: Past) -> dict[int, datetime]:
    """When the claims of a page last changed, by id."""
    found: dict[int, datetime] = {}
    for model in (ClaimWorkflow, StatusChange, Position):
        known = model._default_manager.filter(recorded_at__lte=past.now)
        rows = _part(known, number, "claim").order_by().values_list("claim")
        for claim, at in rows.annotate(Max("recorded_at")):
            found[claim] = max(at, found.get(claim, at))
    return found


def _pages(name: str, model: type[Model], seen: QuerySet[Any]) -> Iterator[str]:
    """The addresses of the pages on which something can be seen."""
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    for number in range(1, -(-last // sitemap.MOST) + 1):
        if _part(seen, number).exists():
            yield reverse(f"reader:sitemap-{name}", args=[number])


def _part(rows: QuerySet[Any], number: int, column: str = "pk") -> QuerySet[Any]:
    if not 1 <= number <= LAST_PAGE:
        raise Http404
    first = (number - 1) * sitemap.MOST
    return rows.filter(
        **{f"{column}__gt": first, f"{column}__lte": first + sitemap.MOST}
    )


def _page(request: HttpRequest, rows: Located) -> HttpResponse:
    found = list(rows)
    if not found:
        raise Http404
    return _answer(request, sitemap.page(found))


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    return fresh(request, HttpResponse(text, content_type=sitemap.CONTENT_TYPE))


def _full(path: str) -> str:
    return settings.SITE_URL + path
