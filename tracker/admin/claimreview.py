"""Taking in ClaimReview: pasted, or as a file; it becomes suggestions to sort."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tracker.admin.pages import person, refuse_unless, show_in
from tracker.intake.claimreview import LARGEST, NoClaimReview, Review, read, submit
from tracker.review.permissions import may_import


class ClaimReviewForm(forms.Form):
    text = forms.CharField(
        label="JSON-LD or HTML",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="A ClaimReview, a list or feed of them, or a page's source.",
    )
    file = forms.FileField(
        label="Or a file", required=False, help_text="In UTF-8, up to 2 MB."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if bool(file) == bool(text.strip()):
            raise forms.ValidationError("Paste the text or choose a file, one of them.")
        try:
            cleaned["reviews"] = read(_decoded(file) if file else text)
        except NoClaimReview as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return cleaned

    @property
    def reviews(self) -> list[Review]:
        return list(self.cleaned_data["reviews"])


def _decoded(file: Any) -> str:
    if file.size > 4 * LARGEST:
        raise NoClaimReview("The file is larger than fits. Split it.")
    try:
        return str(file.read(), "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoClaimReview("The file is not UTF-8. Save it as UTF-8.") from error


def claimreview_page(request: HttpRequest, office: AdminSite) -> HttpResponse:
    refuse_unless(may_import(request.user))
    form = ClaimReviewForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        by, now = person(request), timezone.now()
        submission, known = submit(form.reviews, by=by, now=now)
        if submission is None:
            messages.info(request, f"The desk has all {known} of them already.")
            return HttpResponseRedirect(request.get_full_path())
        told = f" {known} were there already." if known else ""
        messages.success(request, f"Taken in as suggestions. Sort them.{told}")
        url = reverse("admin:tracker_submission_change", args=[submission.pk])
        return HttpResponseRedirect(url)
    return show_in(
        request, office, "claimreview.html", title="Import ClaimReview", form=form
    )
