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
from tracker.models import Claim, ClaimWorkflow, Position, Source, StatusChange
from tracker.reader import access
from tracker.reader.fresh import fresh
from tracker.reader.past import Past, present

FIXED = ("home", "claims", "parties", "sources", "methodology")
LAST_PAGE = 100_000
Located = Iterator[tuple[str, datetime | None]]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    past = present()
    names = [
        reverse("reader:sitemap-pages"),
        reverse("reader:sitemap-parties"),
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
    slugs = access.parties(present()).order_by("pk").values_list("slug", flat=True)
    found = slugs[: sitemap.MOST]
    rows = ((_full(reverse("reader:party", args=[slug])), None) for slug in found)
    return _answer(request, sitemap.page(rows))


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
