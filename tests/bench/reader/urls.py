"""The site's addresses, and beside them the limit: a page that costs nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400
from config.urls import urlpatterns as site

__all__ = ["handler400", "urlpatterns"]

PAGE = b"<!doctype html><title>A page</title>" + b"x" * 20_000


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path("bare/", bare), *site]
