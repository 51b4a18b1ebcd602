"""Registers: topics, places, hosts and watches, which are kept as they are now."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from tracker.admin.lists import QuickAdmin
from tracker.admin.versions import (
    Conflict,
    conflict_of,
    keep_version,
    version_field,
)
from tracker.admin.worded import choice, column
from tracker.models import Host, Place, Topic, Watch
from tracker.rules.vocabulary import WatchKind

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


class KeptForm(forms.ModelForm[Any]):
    """A row of a register, which somebody else may be changing, too."""

    conflict: Conflict | None = None
    version = version_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begin()
        keep_version(self)

    def begin(self) -> None:
        """Fills in what the row itself does not hold field by field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk:
            self.conflict = conflict_of(self)
        if self.conflict:
            self.add_error(None, "Somebody saved meanwhile. Nothing of yours is lost.")
        return cleaned


class NamesForm(KeptForm):
    """One field for the name in each language of the interface."""

    name_en = forms.CharField(label="Name in English", max_length=200)
    name_uk = forms.CharField(label="Name in Ukrainian", max_length=200, required=False)
    name_ru = forms.CharField(label="Name in Russian", max_length=200, required=False)

    def begin(self) -> None:
        for language in LANGUAGES:
            name = (self.instance.names or {}).get(language, "")
            self.fields[f"name_{language}"].initial = name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = {code: cleaned.get(f"name_{code}", "") for code in LANGUAGES}
        self.instance.names = {code: name for code, name in named.items() if name}
        return cleaned


class TopicForm(NamesForm):
    class Meta:
        model = Topic
        fields = ("slug",)


class PlaceForm(NamesForm):
    class Meta:
        model = Place
        fields = ("slug", "latitude", "longitude", "precision_km")
        labels = {"precision_km": "Lies within (km)"}  # noqa: RUF012


class KeptAdmin(QuickAdmin[Any]):
    """A register: rows come and change; none is deleted."""

    form = KeptForm
    change_form_template = "admin/desk/kept.html"

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The row; locked where it is about to be saved, so that two saves meet."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST":
            return row
        return self.model._default_manager.select_for_update().get(pk=row.pk)


@admin.register(Topic)
class TopicAdmin(KeptAdmin):
    form = TopicForm
    list_display = ("__str__", "slug")
    search_fields = ("slug", "names")


@admin.register(Place)
class PlaceAdmin(KeptAdmin):
    form = PlaceForm
    list_display = ("__str__", "slug", "latitude", "longitude", "precision_km")
    search_fields = ("slug", "names")


@admin.register(Host)
class HostAdmin(KeptAdmin):
    """How politely a site is asked; the turn and the leases are the engine's."""

    list_display = ("name", "next_allowed_at", "backoff_until", "gap", "ignores_robots")
    list_filter = ("ignores_robots",)
    search_fields = ("name",)
    fields = (
        "version",
        "name",
        "gap",
        "ignores_robots",
        "ignores_robots_reason",
        "next_allowed_at",
        "backoff_until",
        "robots_status",
        "robots_fetched_at",
        "robots_body",
    )
    readonly_fields = (
        "name",
        "next_allowed_at",
        "backoff_until",
        "robots_status",
        "robots_fetched_at",
        "robots_body",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A site comes with its first source."""
        return False


@admin.register(Watch)
class WatchAdmin(KeptAdmin):
    list_display = (
        "party",
        "source",
        column("kind", WatchKind),
        "is_active",
        "added_at",
    )
    list_filter = (choice("kind", WatchKind), "is_active")
    list_select_related = ("party", "source")
    search_fields = ("party__slug__startswith", "source__url__words")
    autocomplete_fields = ("party", "source")
