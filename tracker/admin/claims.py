"""Claims: the list, and the page on which everything about one is done."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.admin import bulk, claim_live, claim_views, merging
from tracker.admin.claim_filters import (
    PartyFilter,
    StateFilter,
    StatusFilter,
    TopicFilter,
    find,
)
from tracker.admin.claim_forms import MoveForm
from tracker.admin.claim_words import add_page, claim_page
from tracker.admin.forms import number
from tracker.admin.lists import QuickAdmin
from tracker.admin.pages import person, refuse_unless, to_claim
from tracker.models import Claim
from tracker.review import permissions as may
from tracker.review.claims import move
from tracker.review.errors import Refused
from tracker.rules.vocabulary import Status, WorkflowState
from tracker.rules.wording import label_of


@admin.register(Claim)
class ClaimAdmin(QuickAdmin[Claim]):
    list_display = ("statement", "work", "public_status", "slug", "added_at")
    list_filter = (StateFilter, StatusFilter, TopicFilter, PartyFilter)
    search_fields = ("slug__startswith", "wordings__statement__words")
    search_help_text = "Words of the statement in any language, or of the slug."
    date_hierarchy = "added_at"

    def get_actions(self, request: HttpRequest) -> Any:
        return bulk.actions(self, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """With the line of each claim, by which the list is filtered and sorted."""
        return Claim.objects.annotate(
            name=F("line__statement"), state=F("line__state"), status=F("line__status")
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return find(queryset, search_term), False

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
            "<int:claim>/preview/": ("preview", claim_live.preview),
            "alike/": ("alike", claim_live.alike),
            **merging.ADDRESSES,
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
        return add_page(request, self)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        claim = get_object_or_404(Claim, pk=number(object_id))
        return claim_page(request, claim, self)


@require_POST
def _move(request: HttpRequest, claim: int, office: ClaimAdmin) -> HttpResponse:
    """One step of the work, from the buttons of the claim's page."""
    row, now, by = get_object_or_404(Claim, pk=claim), timezone.now(), person(request)
    refuse_unless(may.may_write(by))
    form = MoveForm(request.POST, claim=row, by=by, now=now)
    if not form.is_valid():
        messages.error(request, "That step is not open now. Choose one of those below.")
        return to_claim(row)
    state = WorkflowState(form.cleaned_data["state"])
    try:
        move(row, state, reason=form.cleaned_data["reason"], by=by, now=now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_claim(row)
    office.log_change(request, row, f"Moved to “{label_of(state)}”.")
    messages.success(request, f"The claim is now “{label_of(state)}”.")
    return to_claim(row)
