"""The admin site whose front page is the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tracker.admin import history, outbox, restoring, told, webhooks
from tracker.admin.badge import badge
from tracker.admin.desk import open_desk
from tracker.admin.engine import engine_page
from tracker.admin.job_pages import under_way
from tracker.admin.login import LoginForm
from tracker.admin.many_urls import bulk_urls
from tracker.admin.outbox import mail_trouble
from tracker.admin.seen import mark_seen
from tracker.admin.shelves import shelves, ways_to_add
from tracker.admin.undoable import undoable
from tracker.admin.waiting import waiting_on_desk
from tracker.review.permissions import may_see_desk


class DeskSite(admin.AdminSite):
    site_header = "On Record"
    site_title = "On Record"
    index_title = "The desk"
    index_template = "admin/desk/front.html"
    login_form = LoginForm
    empty_value_display = "none"
    # Thirty lists beside every page would take the width that the words need.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "engine/": ("engine", engine_page),
            "seen/": ("desk_seen", mark_seen),
            "history/": ("history", history.everything),
            "history/<int:edit>/restore/": ("restore", restoring.restore),
            # Before Django's own history of a record, which knows no values.
            "<slug:app_label>/<slug:model_name>/<path:object_id>/history/": (
                "history_of",
                history.of_record,
            ),
        }
        named = [
            path(route, self.admin_view(view), {"office": self}, name=name)
            for route, (name, view) in pages.items()
        ]
        own = [*told.urls(self), *webhooks.urls(self), *outbox.urls(self)]
        return [*named, *own, *bulk_urls(self), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With what the header says of the person who looks."""
        return super().each_context(request) | {"badge": badge(request.user)}

    def get_app_list(self, request: HttpRequest, app_label: Any = None) -> Any:
        """Found out when it is shown: every page is handed it, for the sidebar that
        the desk has not."""
        return SimpleLazyObject(
            lambda: super(DeskSite, self).get_app_list(request, app_label)
        )

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        apps = self.get_app_list(request)
        found: dict[str, Any] = {
            "shelves": shelves(apps),
            "ways_to_add": ways_to_add(apps),
            "bulk": under_way(request.user),
        }
        if may_see_desk(request.user):
            user, now = request.user, timezone.now()
            found["desk"] = open_desk(request, now)
            found["waiting"] = waiting_on_desk(user, now)
            found["undoable"] = undoable(user, now)
            found["mail"] = mail_trouble(user, now)
        return super().index(request, found | (extra_context or {}))


_desk = DeskSite()


def the_desk() -> DeskSite:
    """The one site, whoever asks: Django's first question loads this package, whose
    registrations ask again before the first question is answered."""
    return _desk
