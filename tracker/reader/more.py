"""The pages beside the claims: what changed, where, by whom, and in figures."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tracker.models import Place, Topic
from tracker.reader.doors import page, show
from tracker.reader.pages.changes import changes as changes_page
from tracker.reader.pages.comparison import comparison
from tracker.reader.pages.corrections import corrections as corrections_page
from tracker.reader.pages.figures import figures as figures_page
from tracker.reader.pages.subjects import subject_list, subject_page
from tracker.reader.past import Past


@page
def changes(request: HttpRequest, past: Past) -> HttpResponse:
    found = changes_page(past, request.GET.dict())
    return show(request, "changes", past, page=found)


@page
def corrections(request: HttpRequest, past: Past) -> HttpResponse:
    found = corrections_page(past, request.GET.dict())
    return show(request, "corrections", past, page=found)


@page
def topics(request: HttpRequest, past: Past) -> HttpResponse:
    return show(request, "topics", past, page=subject_list(Topic, past))


@page
def topic(request: HttpRequest, past: Past, *, slug: str) -> HttpResponse:
    found = subject_page(Topic, slug, request.GET.dict(), past)
    return show(request, "subject", past, page=found)


@page
def places(request: HttpRequest, past: Past) -> HttpResponse:
    return show(request, "places", past, page=subject_list(Place, past))


@page
def place(request: HttpRequest, past: Past, *, slug: str) -> HttpResponse:
    found = subject_page(Place, slug, request.GET.dict(), past)
    return show(request, "subject", past, page=found)


@page
def figures(request: HttpRequest, past: Past) -> HttpResponse:
    return show(request, "figures", past, page=figures_page(past))


@page
def compare(request: HttpRequest, past: Past, *, number: int) -> HttpResponse:
    found = comparison(number, request.GET.dict(), past)
    return show(request, "compare", past, page=found)


urlpatterns = [
    path("sources/<int:number>/compare/", compare, name="compare"),
    path("figures/", figures, name="figures"),
    path("changes/", changes, name="changes"),
    path("corrections/", corrections, name="corrections"),
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
    path("places/", places, name="places"),
    path("places/<slug:slug>/", place, name="place"),
]
