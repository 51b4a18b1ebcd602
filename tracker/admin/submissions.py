"""Submissions: articles that came in, and what becomes of the claims in them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from tracker.admin.forms import number, write
from tracker.admin.lists import QuickAdmin
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.worded import Values, choice, column
from tracker.models import Claim, Submission, Suggestion
from tracker.review import suggestions
from tracker.review.permissions import may_write
from tracker.rules.vocabulary import SuggestionState
from tracker.rules.wording import label_of

DECISIONS = (
    ("accept", "A new claim"),
    ("merge", "The same as a claim that the desk has"),
    ("decline", "Nothing for this desk"),
)


class SortForm(forms.Form):
    """What becomes of a suggestion."""

    decision = forms.ChoiceField(choices=DECISIONS, widget=forms.RadioSelect)
    slug = forms.SlugField(
        label="The claim's slug",
        required=False,
        max_length=120,
        help_text="A new one for a new claim; else the slug of the claim.",
    )
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed to decline.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision, slug = cleaned.get("decision"), cleaned.get("slug")
        if decision in ("accept", "merge") and not slug:
            self.add_error("slug", "Give the slug of the claim.")
        claim = Claim.objects.filter(slug=slug).first()
        if decision == "merge" and slug and claim is None:
            self.add_error("slug", "There is no claim with this slug.")
        return cleaned | {"claim": claim}

    def record(self, suggestion: Suggestion, by: Any) -> Claim | Suggestion:
        cleaned, now = self.cleaned_data, timezone.now()
        if cleaned["decision"] == "accept":
            slug = cleaned["slug"]
            return suggestions.accept(suggestion, slug=slug, by=by, now=now)
        if cleaned["decision"] == "merge":
            return suggestions.merge(suggestion, cleaned["claim"], by=by, now=now)
        reason = cleaned["reason"]
        return suggestions.decline(suggestion, reason=reason, by=by, now=now)


@admin.register(Submission)
class SubmissionAdmin(QuickAdmin[Submission]):
    list_display = ("title", "url", "language", "published_at", "received_at")
    list_filter = (("language", Values),)
    search_fields = ("title__words", "text__words")
    date_hierarchy = "received_at"
    ordering = ("-received_at", "-id")
    fields = ("title", "url", "text", "language", "published_at")
    change_form_template = "admin/desk/submission.html"

    def save_model(
        self, request: HttpRequest, obj: Submission, form: Any, change: bool
    ) -> None:
        if not change:
            obj.submitted_by = person(request)
        super().save_model(request, obj, form, change)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        rows = Suggestion.objects.filter(
            submission=number(object_id) or 0
        ).select_related("claim")
        found = [(row, label_of(SuggestionState(row.state))) for row in rows]
        context = {"suggestions": found} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)


@admin.register(Suggestion)
class SuggestionAdmin(QuickAdmin[Suggestion]):
    list_display = (
        "__str__",
        column("state", SuggestionState),
        "submission",
        "claim",
        "decided_at",
    )
    list_filter = (choice("state", SuggestionState),)
    list_select_related = ("submission", "claim")
    search_fields = ("statement__words", "submission__title__words")
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        row = get_object_or_404(Suggestion, pk=number(object_id))
        form = SortForm(request.POST or None)
        if request.method == "POST":
            refuse_unless(may_write(request.user))
            by = person(request)
            is_valid = form.is_valid()
            if is_valid and write(form, lambda: form.record(row, by)) is not None:
                self.log_change(request, row, "Sorted the suggestion.")
                messages.success(request, "Sorted.")
                url = reverse(
                    "admin:tracker_submission_change", args=[row.submission_id]
                )
                return HttpResponseRedirect(url)
        is_new = row.state == SuggestionState.NEW and may_write(request.user)
        return show(
            request,
            self,
            "suggestion.html",
            title=row.statement,
            suggestion=row,
            state=label_of(SuggestionState(row.state)),
            form=form if is_new else None,
        )
