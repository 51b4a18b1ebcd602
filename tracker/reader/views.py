"""The public pages: each reads its address and shows one prepared object."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.reader.doors import page, show
from tracker.reader.kept import kept
from tracker.reader.pages.claim import claim_page
from tracker.reader.pages.claim import record_text as text_of_record
from tracker.reader.pages.head import head
from tracker.reader.pages.history import history_page
from tracker.reader.pages.home import home as home_page
from tracker.reader.pages.listing import claim_list
from tracker.reader.pages.methodology import methodology as rules_page
from tracker.reader.pages.parties import party_list
from tracker.reader.pages.party import party_page
from tracker.reader.pages.since import since_listed, since_party
from tracker.reader.pages.snapshot import snapshot_page
from tracker.reader.pages.sources import source_list, source_page
from tracker.reader.past import Past

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /api/\n"


@page
def home(request: HttpRequest, past: Past) -> HttpResponse:
    since = since_listed(past)
    return show(request, "home", past, page=home_page(past), since=since)


@page
def claims(request: HttpRequest, past: Past) -> HttpResponse:
    found = claim_list(request.GET, past)
    return show(request, "claims", past, page=found, since=since_listed(past))


@kept
@page
def claim(request: HttpRequest, past: Past, *, slug: str) -> HttpResponse:
    found = claim_page(slug, past)
    out = head(found, past)
    return show(request, "claim", past, page=found, since=found.since, out=out)


@page
def claim_history(request: HttpRequest, past: Past, *, slug: str) -> HttpResponse:
    return show(request, "claim_history", past, page=history_page(slug, past))


@page
def record_text(request: HttpRequest, past: Past, *, slug: str) -> HttpResponse:
    """What the content hash of a claim is made of, byte for byte."""
    text = text_of_record(slug, past)
    return HttpResponse(
        text.encode("utf-8", "surrogatepass"), content_type="text/plain; charset=utf-8"
    )


@page
def parties(request: HttpRequest, past: Past) -> HttpResponse:
    return show(
        request, "parties", past, parties=party_list(past), since=since_listed(past)
    )


@page
def party(request: HttpRequest, past: Past, *, slug: str) -> HttpResponse:
    found = party_page(slug, request.GET.dict(), past)
    since = since_party(found.profile.slug, past)
    return show(request, "party", past, page=found, since=since)


@page
def sources(request: HttpRequest, past: Past) -> HttpResponse:
    found = source_list(request.GET.dict(), past)
    return show(request, "sources", past, page=found, since=since_listed(past))


@page
def source(request: HttpRequest, past: Past, *, number: int) -> HttpResponse:
    return show(request, "source", past, page=source_page(number, past))


@page
def snapshot(request: HttpRequest, past: Past, *, digest: str) -> HttpResponse:
    return show(request, "snapshot", past, page=snapshot_page(digest, past))


@page
def methodology(request: HttpRequest, past: Past) -> HttpResponse:
    return show(request, "methodology", past, page=rules_page())


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    text = f"{ROBOTS}\nSitemap: {settings.SITE_URL}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the site can answer from its database, 503 when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
