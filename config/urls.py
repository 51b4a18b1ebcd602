"""The addresses of the site. The tracker names its own."""

from django.contrib import admin
from django.urls import include, path

handler400 = "config.sizes.bad_request"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("tracker.urls")),
]
