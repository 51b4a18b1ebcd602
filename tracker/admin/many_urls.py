"""The addresses of what concerns many rows."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from tracker.admin.claimreview import claimreview_page
from tracker.admin.export import export_list
from tracker.admin.imports import import_page, template_file


def bulk_urls(site: AdminSite) -> list[URLPattern]:
    office = {"office": site}
    return [
        path("import/", site.admin_view(import_page), office, name="import"),
        path(
            "import/template/<slug:kind>/",
            site.admin_view(template_file),
            name="import_template",
        ),
        path(
            "import/claimreview/",
            site.admin_view(claimreview_page),
            office,
            name="claimreview",
        ),
        path(
            "export/<slug:app>/<slug:model>/",
            site.admin_view(export_list),
            name="export",
        ),
    ]
