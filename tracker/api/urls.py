"""The addresses of the API, below its version."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from tracker.api.views import Claims, Parties, Sources

app_name = "api"

router = DefaultRouter()
# One address for one thing; a format is asked for with ?format=json or a header.
router.include_format_suffixes = False
router.register("claims", Claims, basename="claim")
router.register("parties", Parties, basename="party")
router.register("sources", Sources, basename="source")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    *router.urls,
]
