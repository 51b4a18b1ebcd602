"""The pages below a claim's page: decide, undo, add a fact, correct one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from tracker.admin.claim_forms import RelationForm, RoleForm
from tracker.admin.fact_forms import (
    CitationForm,
    FactForm,
    InquiryForm,
    PositionForm,
    SilenceForm,
)
from tracker.admin.forms import reason_field, write
from tracker.admin.names import statements_of
from tracker.admin.pages import person, refuse_unless
from tracker.admin.picker import begun, cite_url
from tracker.admin.picker_page import show_form
from tracker.admin.quoted_form import QuotedPositionForm
from tracker.admin.status_form import StatusForm, conclude
from tracker.models import Citation, Claim, Inquiry, Position, Silence, StatusChange
from tracker.review import permissions as may
from tracker.review.positions import void
from tracker.review.status import change_status, undo_status
from tracker.rules.vocabulary import Status
from tracker.rules.wording import label_of

Office = admin.ModelAdmin[Any]
CORRECTABLE: Mapping[str, tuple[type[FactForm], Any]] = {
    "position": (PositionForm, Position),
    "silence": (SilenceForm, Silence),
    "inquiry": (InquiryForm, Inquiry),
    "citation": (CitationForm, Citation),
}
ADDED: Mapping[str, Any] = {kind: form for kind, (form, _) in CORRECTABLE.items()} | {
    "position": QuotedPositionForm,
    "role": RoleForm,
    "relation": RelationForm,
}

# The forms that begin with an address and quote its page.
QUOTING = ("position", "citation")


class ReasonForm(forms.Form):
    """Takes something back: all it needs is why."""

    reason = reason_field("Why it never was so. It is kept with the row.")


def decide(request: HttpRequest, claim: int, office: Office) -> HttpResponse:
    """The status form of a claim."""
    refuse_unless(may.may_change_status(request.user))
    row, now = get_object_or_404(Claim, pk=claim), timezone.now()
    conclusion = conclude(row, now)
    form = StatusForm(request.POST or None, claim=row, conclusion=conclusion, now=now)
    if request.method == "POST" and form.is_valid():
        by = person(request)
        change = write(
            form, lambda: change_status(row, **form.decision, by=by, now=timezone.now())
        )
        if change is not None:
            said = f"Decided: {label_of(Status(change.status)).lower()}."
            return _done(request, office, row, said)
    title = "Change the status"
    return _page(
        request, office, row, "status.html", title, form=form, conclusion=conclusion
    )


def undo(request: HttpRequest, claim: int, change: int, office: Office) -> HttpResponse:
    """Take a decision back."""
    refuse_unless(may.may_change_status(request.user))
    row = get_object_or_404(Claim, pk=claim)
    decision = get_object_or_404(StatusChange, pk=change, claim=row)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, reason = person(request), form.cleaned_data["reason"]
        undone = write(
            form,
            lambda: undo_status(decision, reason=reason, by=by, now=timezone.now()),
        )
        if undone is not None:
            return _done(request, office, row, "The decision is taken back.")
    note = "The decision before it becomes the public status again."
    decided = label_of(Status(decision.status)) if decision.status else "Taken back"
    title = f"Undo the decision “{decided}”"
    return _page(request, office, row, "form.html", title, form=form, note=note)


def add_fact(
    request: HttpRequest, claim: int, kind: str, office: Office
) -> HttpResponse:
    """Add a row to the record of a claim."""
    refuse_unless(may.may_write(request.user))
    row = get_object_or_404(Claim, pk=claim)
    if kind not in ADDED:
        raise Http404(kind)
    if kind == "citation" and request.GET.get("corrects", "").isdecimal():
        number, url = int(request.GET["corrects"]), request.GET.get("url", "")
        return HttpResponseRedirect(cite_url(claim, url=url, corrects=number))
    now = timezone.now()
    initial = {"initial": begun(request.GET, now)} if kind in QUOTING else {}
    form = ADDED[kind](request.POST or None, claim=row, now=now, **initial)
    if _recorded(request, form, person(request)):
        return _done(request, office, row, f"{kind.capitalize()} recorded.")
    return _page(
        request, office, row, "form.html", form.title, form=form, note=form.note
    )


def correct(
    request: HttpRequest, claim: int, kind: str, row: int, office: Office
) -> HttpResponse:
    """Replace a row of the record, or take it back; the row itself is kept."""
    refuse_unless(may.may_write(request.user))
    if kind not in CORRECTABLE:
        raise Http404(kind)
    make, table = CORRECTABLE[kind]
    owner = get_object_or_404(Claim, pk=claim)
    wrong = get_object_or_404(table, pk=row, claim=owner, is_void=False)
    takes_back = "take_back" in request.POST
    posted = request.POST or None
    now = timezone.now()
    form = make(
        None if takes_back else posted,
        claim=owner,
        now=now,
        corrects=wrong,
        initial=begun(request.GET, now) if make is CitationForm else {},
    )
    void_form = ReasonForm(posted if takes_back else None, prefix="void")
    by = person(request)
    if takes_back and void_form.is_valid():
        reason = void_form.cleaned_data["reason"]
        if write(
            void_form, lambda: void(wrong, reason=reason, by=by, now=timezone.now())
        ):
            return _done(request, office, owner, f"{kind.capitalize()} taken back.")
    if not takes_back and _recorded(request, form, by):
        return _done(request, office, owner, f"{kind.capitalize()} corrected.")
    note = "The row stays on record; the new one takes its place and says why."
    return _page(
        request,
        office,
        owner,
        "form.html",
        f"Correct this {kind}",
        form=form,
        note=note,
        void_form=void_form,
    )


def _recorded(request: HttpRequest, form: Any, by: User) -> bool:
    """Whether a valid form was posted and the desk wrote it down."""
    if request.method != "POST" or not form.is_valid():
        return False
    return write(form, lambda: form.record(by, timezone.now())) is not None


def _done(
    request: HttpRequest, office: Office, claim: Claim, said: str
) -> HttpResponse:
    office.log_change(request, claim, said)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:tracker_claim_change", args=[claim.pk]))


def _page(
    request: HttpRequest,
    office: Office,
    claim: Claim,
    template: str,
    title: str,
    **context: Any,
) -> HttpResponse:
    now = timezone.now()
    statement = statements_of([claim.pk], now)[claim.pk]
    context |= {"title": title, "claim": claim, "statement": statement}
    return show_form(request, office, template, now=now, **context)
