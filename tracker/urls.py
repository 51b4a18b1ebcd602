"""The addresses of the tracker."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("On Record", content_type="text/plain")


urlpatterns = [path("", home, name="home")]
