"""Claims: the list, and the page on which everything about one is done."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.admin import claim_views
from tracker.admin.claim_forms import MoveForm, WordingForm
from tracker.admin.claim_page import open_claim
from tracker.admin.forms import write
from tracker.admin.lists import QuickAdmin
from tracker.admin.pages import person, refuse_unless, show
from tracker.models import Claim
from tracker.review import permissions as may
from tracker.review.claims import add_claim, move, reword
from tracker.review.errors import Refused
from tracker.review.subjects import set_places, set_topics
from tracker.rules.vocabulary import Status, WorkflowState
from tracker.rules.wording import label_of


class StateFilter(admin.SimpleListFilter):
    title = "work"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, label_of(state)) for state in WorkflowState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        none = [("none", "Not yet assessed")]
        return none + [(status.value, label_of(status)) for status in Status]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "none":
            return queryset.filter(status="")
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(Claim)
class ClaimAdmin(QuickAdmin[Claim]):
    list_display = ("statement", "work", "public_status", "slug", "added_at")
    list_filter = (StateFilter, StatusFilter)
    search_fields = ("slug__startswith", "wordings__statement__words")
    date_hierarchy = "added_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """With the line of each claim, by which the list is filtered and sorted."""
        return Claim.objects.annotate(
            name=F("line__statement"), state=F("line__state"), status=F("line__status")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="claim", ordering="name")
    def statement(self, claim: Any) -> str:
        return str(claim.name)

    @admin.display(description="work", ordering="state")
    def work(self, claim: Any) -> str:
        return label_of(WorkflowState(claim.state)) if claim.state else "Draft"

    @admin.display(description="public status", ordering="status")
    def public_status(self, claim: Any) -> str:
        return label_of(Status(claim.status)) if claim.status else "Not yet assessed"

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "<int:claim>/status/": ("status", claim_views.decide),
            "<int:claim>/undo/<int:change>/": ("undo", claim_views.undo),
            "<int:claim>/add/<slug:kind>/": ("add_fact", claim_views.add_fact),
            "<int:claim>/correct/<slug:kind>/<int:row>/": (
                "correct",
                claim_views.correct,
            ),
            "<int:claim>/move/": ("move", _move),
        }
        return [
            *(
                path(
                    route,
                    self.admin_site.admin_view(view),
                    {"office": self},
                    name=f"tracker_claim_{name}",
                )
                for route, (name, view) in views.items()
            ),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        refuse_unless(self.has_add_permission(request) and may.may_write(request.user))
        now = timezone.now()
        form = WordingForm(request.POST or None, claim=None, now=now)
        if request.method == "POST" and form.is_valid():
            claim = write(form, lambda: _add(form, request))
            if claim is not None:
                self.log_addition(request, claim, [{"added": {}}])
                messages.success(request, "The draft is on the desk. Give it parties.")
                return _to(claim)
        return show(request, self, "form.html", title="Add a claim", form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        claim = get_object_or_404(Claim, pk=int(object_id))
        now = timezone.now()
        form = WordingForm(request.POST or None, claim=claim, now=now)
        if request.method == "POST":
            refuse_unless(may.may_write(request.user))
            if form.is_valid() and write(form, lambda: _reword(form, claim, request)):
                self.log_change(request, claim, "Changed the wording or the subjects.")
                messages.success(request, "Saved. Earlier words are kept.")
                return _to(claim)
        page = open_claim(claim, now)
        return show(
            request,
            self,
            "claim.html",
            title=page.statement,
            page=page,
            form=form,
            move_form=MoveForm(claim=claim, by=request.user, now=now),
            may_write=may.may_write(request.user),
            may_decide=may.may_change_status(request.user),
            may_move=may.may_write(request.user),
        )


@transaction.atomic
def _add(form: WordingForm, request: HttpRequest) -> Claim:
    by, now = person(request), timezone.now()
    claim = add_claim(
        slug=form.cleaned_data["slug"],
        statements=form.statements,
        contexts=form.contexts,
        by=by,
        now=now,
    )
    _file(form, claim, request)
    return claim


@transaction.atomic
def _reword(form: WordingForm, claim: Claim, request: HttpRequest) -> bool:
    reword(
        claim,
        statements=form.statements,
        contexts=form.contexts,
        reason=form.cleaned_data["reason"],
        by=person(request),
        now=timezone.now(),
    )
    _file(form, claim, request)
    return True


def _file(form: forms.Form, claim: Claim, request: HttpRequest) -> None:
    by, now = person(request), timezone.now()
    set_topics(claim, form.cleaned_data["topics"], by=by, now=now)
    set_places(claim, form.cleaned_data["places"], by=by, now=now)


@require_POST
def _move(request: HttpRequest, claim: int, office: ClaimAdmin) -> HttpResponse:
    """One step of the work, from the buttons of the claim's page."""
    row, now, by = get_object_or_404(Claim, pk=claim), timezone.now(), person(request)
    refuse_unless(may.may_write(by))
    form = MoveForm(request.POST, claim=row, by=by, now=now)
    if not form.is_valid():
        messages.error(request, "That step is not open now. Choose one of those below.")
        return _to(row)
    state = WorkflowState(form.cleaned_data["state"])
    try:
        move(row, state, reason=form.cleaned_data["reason"], by=by, now=now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _to(row)
    office.log_change(request, row, f"Moved to “{label_of(state)}”.")
    messages.success(request, f"The claim is now “{label_of(state)}”.")
    return _to(row)


def _to(claim: Claim) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:tracker_claim_change", args=[claim.pk]))
