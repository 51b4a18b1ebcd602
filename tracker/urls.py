"""The addresses of the tracker: the API, and the public pages at the root."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("tracker.api.urls")),
    path("", include("tracker.reader.urls")),
]
