"""The pages beside the claims: what changed, where, by whom, and in figures."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tracker.reader.doors import page, show
from tracker.reader.pages.changes import changes as changes_page
from tracker.reader.pages.corrections import corrections as corrections_page
from tracker.reader.past import Past


@page
def changes(request: HttpRequest, past: Past) -> HttpResponse:
    found = changes_page(past, request.GET.dict())
    return show(request, "changes", past, page=found)


@page
def corrections(request: HttpRequest, past: Past) -> HttpResponse:
    found = corrections_page(past, request.GET.dict())
    return show(request, "corrections", past, page=found)


urlpatterns = [
    path("changes/", changes, name="changes"),
    path("corrections/", corrections, name="corrections"),
]
