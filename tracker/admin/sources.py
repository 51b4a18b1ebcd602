"""Sources: their grade, their checks and snapshots, and "check now"."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from tracker.admin import bulk
from tracker.admin.compare_page import compare_snapshots
from tracker.admin.forms import number, write
from tracker.admin.ignored import tell_of_it_again
from tracker.admin.lists import QuickAdmin
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.reading import asked, check_now, read
from tracker.admin.source_forms import SourceForm
from tracker.admin.source_list import (
    HostFilter,
    KindFilter,
    QuotedFilter,
    ReliabilityFilter,
)
from tracker.admin.source_page import open_source
from tracker.admin.versions import Conflict, conflict_of, saved
from tracker.admin.worded import choice
from tracker.engine.errors import EngineError
from tracker.intake.sources import add_source
from tracker.models import Source, SourceProfile
from tracker.review.errors import Invalid
from tracker.review.evidence import grade, source_profile_of
from tracker.review.permissions import may_ask_for_check, may_teach, may_write
from tracker.rules.vocabulary import Reliability, SourceState
from tracker.rules.wording import label_of


@admin.register(Source)
class SourceAdmin(QuickAdmin[Source]):
    list_display = ("called", "graded", "found", "last_checked_at", "due_at", "url")
    list_filter = (
        ReliabilityFilter,
        choice("state", SourceState),
        KindFilter,
        QuotedFilter,
        HostFilter,
        "is_live",
    )
    search_fields = (
        "url__words",
        "profiles__title__words",
        "profiles__publisher__words",
    )
    ordering = ("-pk",)

    def get_actions(self, request: HttpRequest) -> Any:
        return bulk.actions(self, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        last = (
            SourceProfile.objects.known(timezone.now())
            .filter(source=OuterRef("pk"))
            .order_by("-recorded_at", "-id")
        )
        return Source.objects.annotate(
            title=Subquery(last.values("title")[:1]),
            publisher=Subquery(last.values("publisher")[:1]),
            reliability=Subquery(last.values("reliability")[:1]),
            kind=Subquery(last.values("kind")[:1]),
        )

    @admin.display(description="source", ordering="title")
    def called(self, source: Any) -> str:
        parts = (source.publisher, source.title)
        return ": ".join(part for part in parts if part) or "Untitled"

    @admin.display(description="grade", ordering="reliability")
    def graded(self, source: Any) -> str:
        grade = Reliability(source.reliability or "F")
        return f"{grade.value} {label_of(grade)}"

    @admin.display(description="state", ordering="state")
    def found(self, source: Source) -> str:
        return label_of(SourceState(source.state))

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        doors = [
            path("read/", guarded(read), {"office": self}, name="tracker_source_read"),
            path("<int:source>/asked/", guarded(asked), name="tracker_source_asked"),
            path(
                "<int:source>/check/",
                guarded(check_now),
                {"office": self},
                name="tracker_source_check",
            ),
            path(
                "<int:source>/compare/",
                guarded(compare_snapshots),
                {"office": self},
                name="tracker_source_compare",
            ),
        ]
        again = path(
            "<int:source>/clutter/<int:row>/",
            guarded(tell_of_it_again),
            {"office": self},
            name="tracker_source_clutter",
        )
        return [*doors, again, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        refuse_unless(self.has_add_permission(request) and may_write(request.user))
        form = SourceForm(request.POST or None, source=None, now=timezone.now())
        if request.method == "POST" and form.is_valid():
            source = write(form, lambda: _add(form, request))
            if source is not None:
                self.log_addition(request, source, [{"added": {}}])
                messages.success(request, "The source is looked at soon.")
                return _to(source)
        return show(request, self, "form.html", title="Add a source", form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        now = timezone.now()
        source = get_object_or_404(
            Source.objects.select_related("host"), pk=number(object_id)
        )
        form, conflict = SourceForm(None, source=source, now=now), None
        if request.method == "POST":
            refuse_unless(may_write(request.user))
            form, conflict, is_done = self._posted(request, source)
            if is_done:
                return _to(source)
        page = open_source(source, request.GET, now)
        return show(
            request,
            self,
            "source.html",
            title=page.title,
            page=page,
            source=source,
            copies=page.copies,
            form=form,
            conflict=conflict,
            may_teach=may_teach(request.user),
            may_write=may_write(request.user),
            may_check=may_ask_for_check(request.user),
        )

    @transaction.atomic
    def _posted(
        self, request: HttpRequest, source: Source
    ) -> tuple[SourceForm, Conflict | None, bool]:
        """The posted form, what stands against it, and whether it was acted on."""
        Source.objects.select_for_update().get(pk=source.pk)
        now = timezone.now()
        form = SourceForm(request.POST, source=source, now=now)
        conflict = conflict_of(form, saved=saved(source_profile_of(source, now)))
        if not form.is_valid() or conflict:
            return form, conflict, False
        return form, None, self._saved(request, form, source)

    def _saved(self, request: HttpRequest, form: SourceForm, source: Source) -> bool:
        by, now, reason = person(request), timezone.now(), form.cleaned_data["reason"]
        row = write(
            form, lambda: grade(source, reason=reason, by=by, now=now, **form.profile)
        )
        if row is None:
            return False
        if row.recorded_at == now:
            self.log_change(request, source, "Changed the grade or the profile.")
            messages.success(request, "Saved. The earlier grade is kept.")
        else:
            messages.info(request, "Nothing was changed.")
        return True


def _add(form: SourceForm, request: HttpRequest) -> Source:
    by, now = person(request), timezone.now()
    try:
        return add_source(form.cleaned_data["url"], by=by, now=now, **form.profile)
    except EngineError as error:
        raise Invalid(f"This address cannot be looked at: {error}") from error


def _to(source: Source) -> HttpResponseRedirect:
    url = reverse("admin:tracker_source_change", args=[source.pk])
    return HttpResponseRedirect(url)
