"""What the pages of waiting things share: the forms of an answer, and what was said."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tracker.admin.forms import reason_field
from tracker.models import Claim, Contribution, PendingDecision
from tracker.review.merging import merged_since
from tracker.review.waiting import say_answered
from tracker.rules.vocabulary import WaitingState
from tracker.rules.wording import label_of


class DeclineForm(forms.Form):
    """A no, and why."""

    reason = reason_field("Why not. Its author reads it.")


def decline_form(request: HttpRequest) -> DeclineForm:
    posted = request.POST if "decline" in request.POST else None
    return DeclineForm(posted, prefix="decline")


def withdraw_form(request: HttpRequest) -> forms.Form:
    """Nothing to fill in: it shows why the desk refused."""
    return forms.Form(request.POST if "withdraw" in request.POST else None)


def answered_words(row: Any) -> str:
    """Who answered when and why; empty while it waits."""
    return "" if row.state == WaitingState.WAITING else say_answered(row)


def came_from(row: Contribution | PendingDecision, written: datetime) -> str:
    """That another claim has gone into its claim since it was written: it may have been
    about that one."""
    return " ".join(
        f"“{step.claim.slug}” was merged into this claim on "
        f"{step.recorded_at:%d %B %Y, %H:%M}, after this was written: it may have been "
        "about that one."
        for step in merged_since(row.claim, written)
    )


def state_in_words(row: Any) -> str:
    return label_of(WaitingState(row.state))


def done(
    request: HttpRequest, office: admin.ModelAdmin[Any], row: Any, said: str
) -> HttpResponse:
    """Back to the claim, with what was done."""
    office.log_change(request, row, said)
    messages.success(request, said)
    return to_claim(row.claim)


def to_claim(claim: Claim) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:tracker_claim_change", args=[claim.pk]))
