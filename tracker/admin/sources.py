"""Sources: their grade, their checks and snapshots, and "check now"."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.admin.check_words import tell_reason
from tracker.admin.forms import write
from tracker.admin.ignored import ignored_of, tell_of_it_again
from tracker.admin.item_lines import LINE_NEEDS, item_lines
from tracker.admin.lists import QuickAdmin
from tracker.admin.names import statements_of, titles_of
from tracker.admin.outside import outside_copies
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.source_forms import SourceForm
from tracker.admin.worded import choice
from tracker.engine.errors import EngineError
from tracker.intake.sources import add_source
from tracker.models import Citation, Source, SourceProfile
from tracker.review.errors import Invalid
from tracker.review.evidence import grade
from tracker.review.permissions import may_ask_for_check, may_teach, may_write
from tracker.rules.vocabulary import CheckOutcome, SourceState
from tracker.rules.wording import label_of
from tracker.tasks import ask

MOST = 20


@admin.register(Source)
class SourceAdmin(QuickAdmin[Source]):
    list_display = ("called", "graded", "found", "last_checked_at", "due_at", "url")
    list_filter = (choice("state", SourceState), "is_live")
    search_fields = (
        "url__words",
        "profiles__title__words",
        "profiles__publisher__words",
    )
    date_hierarchy = "added_at"

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
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="source", ordering="title")
    def called(self, source: Any) -> str:
        parts = (source.publisher, source.title)
        return ": ".join(part for part in parts if part) or "Untitled"

    @admin.display(description="grade", ordering="reliability")
    def graded(self, source: Any) -> str:
        return str(source.reliability or "F")

    @admin.display(description="state", ordering="state")
    def found(self, source: Source) -> str:
        return label_of(SourceState(source.state))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(_check_now)
        named = path(
            "<int:source>/check/",
            view,
            {"office": self},
            name="tracker_source_check",
        )
        again = path(
            "<int:source>/clutter/<int:row>/",
            self.admin_site.admin_view(tell_of_it_again),
            {"office": self},
            name="tracker_source_clutter",
        )
        return [named, again, *super().get_urls()]

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
        source = get_object_or_404(Source.objects.select_related("host"), pk=object_id)
        form = SourceForm(request.POST or None, source=source, now=now)
        if request.method == "POST":
            refuse_unless(may_write(request.user))
            if form.is_valid() and self._saved(request, form, source):
                return _to(source)
        items = source.review_items.select_related(*LINE_NEEDS)
        checks = source.checks.select_related("snapshot")[:MOST]
        return show(
            request,
            self,
            "source.html",
            title=titles_of([source.pk], now).get(source.pk) or "Untitled source",
            source=source,
            state=label_of(SourceState(source.state)),
            due_reason=tell_reason(source, now),
            form=form,
            checks=[(check, label_of(CheckOutcome(check.outcome))) for check in checks],
            snapshots=source.snapshots.select_related("body")[:MOST],
            copies=outside_copies(source.pk),
            citations=_quoted(source, now),
            ignored=ignored_of(source),
            may_teach=may_teach(request.user),
            items=item_lines(list(items.order_by("-opened_at")[:MOST]), now),
            may_write=may_write(request.user),
            may_check=may_ask_for_check(request.user),
        )

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


def _quoted(source: Source, now: datetime) -> list[tuple[Citation, str]]:
    """What is quoted from a source, each with the claim that it is quoted for."""
    rows = list(source.citations.filter(is_void=False, corrected_by=None)[:MOST])
    statements = statements_of((row.claim_id for row in rows), now)
    return [(row, statements[row.claim_id]) for row in rows]


def _add(form: SourceForm, request: HttpRequest) -> Source:
    by, now = person(request), timezone.now()
    try:
        return add_source(form.cleaned_data["url"], by=by, now=now, **form.profile)
    except EngineError as error:
        raise Invalid(f"This address cannot be looked at: {error}") from error


@require_POST
def _check_now(request: HttpRequest, source: int, office: SourceAdmin) -> HttpResponse:
    """Puts a source at the head of its site's line; the site's turn still holds."""
    refuse_unless(may_ask_for_check(request.user))
    row = get_object_or_404(Source, pk=source)
    wait = ask(row.pk, timezone.now())
    office.log_change(request, row, "Asked for a check.")
    if wait is None:
        messages.success(request, "It is being looked at. Reload in a few seconds.")
    else:
        messages.info(
            request,
            f"It is next in line, but the site has to be left alone until "
            f"{wait.until:%d %B %Y, %H:%M:%S} UTC: {wait.reason}.",
        )
    return _to(row)


def _to(source: Source) -> HttpResponseRedirect:
    url = reverse("admin:tracker_source_change", args=[source.pk])
    return HttpResponseRedirect(url)
