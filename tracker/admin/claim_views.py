"""The pages below a claim's page: decide, undo, add a fact, correct one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tracker.admin.claim_live import preview_of
from tracker.admin.contributing import NoteForm, note_form, record_or_send
from tracker.admin.fact_forms import CitationForm
from tracker.admin.facts import correct_url
from tracker.admin.forms import number, reason_field, write
from tracker.admin.names import statements_of
from tracker.admin.pages import person, refuse_unless, to_claim
from tracker.admin.picker import begun, cite_url
from tracker.admin.picker_page import show_form
from tracker.admin.recording import ADDED, CORRECTABLE, TakeBackForm
from tracker.admin.said import say_who_has_no_part
from tracker.admin.status_form import StatusForm, ask_why_it_differs, conclude
from tracker.models import Claim, StatusChange
from tracker.review import permissions as may
from tracker.review.approvals import Decided
from tracker.review.approvals import decide as take_decision
from tracker.review.rows import lock
from tracker.review.status import undo_status
from tracker.review.undo import AT_ONCE, may_undo_at_once
from tracker.rules.vocabulary import ContributionDeed, ContributionKind, Status
from tracker.rules.wording import label_of

Office = admin.ModelAdmin[Any]
WAITS = (
    "Decided, and not yet public: a decision of this weight waits until a second "
    "person approves it. The claim's page shows it until then."
)

# The forms that begin with an address and quote its page.
QUOTING = ("position", "citation")


class ReasonForm(forms.Form):
    """Takes a decision back: all it needs is why."""

    reason = reason_field("Why it is taken back. It is kept with the decision.")


@transaction.atomic
def decide(request: HttpRequest, claim: int, office: Office) -> HttpResponse:
    """The status form of a claim. Under the claim's lock: what it is decided on is what
    the person saw, or the form says what changed."""
    refuse_unless(may.may_change_status(request.user))
    row = get_object_or_404(Claim, pk=claim)
    if request.method == "POST":
        lock(row)
    now = timezone.now()
    conclusion = conclude(row, now)
    form = StatusForm(request.POST or None, claim=row, conclusion=conclusion, now=now)
    is_looking = "preview" in request.POST
    if request.method == "POST" and not is_looking and form.is_valid():
        by = person(request)
        decided = write(
            form, lambda: take_decision(row, **form.decision, by=by, now=timezone.now())
        )
        if decided is not None:
            return _done(request, office, row, said_of(decided))
    preview = preview_of(form, conclusion) if form.is_bound else None
    if preview is not None and preview.is_against:
        ask_why_it_differs(form)
    if is_looking:
        form.errors.pop("reason", None)
    return _page(
        request,
        office,
        row,
        "status.html",
        "Change the status",
        form=form,
        conclusion=conclusion,
        preview=preview,
    )


def undo(request: HttpRequest, claim: int, change: int, office: Office) -> HttpResponse:
    """Take a decision back."""
    refuse_unless(may.may_change_status(request.user))
    row = get_object_or_404(Claim, pk=claim)
    decision = get_object_or_404(StatusChange, pk=change, claim=row)
    by = person(request)
    form = ReasonForm(_reason_of(request, decision, by))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
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


def said_of(decided: Decided) -> str:
    """What became of a decision, and what to do next."""
    if decided.change is not None:
        return f"Decided: {label_of(Status(decided.change.status)).lower()}."
    return WAITS


def _reason_of(request: HttpRequest, decision: StatusChange, by: User) -> Any:
    """What was posted; with one click within the undo window the reason is known."""
    if "at_once" in request.POST and may_undo_at_once(decision, by, timezone.now()):
        return {"reason": AT_ONCE}
    return request.POST or None


def add_fact(
    request: HttpRequest, claim: int, kind: str, office: Office
) -> HttpResponse:
    """Add a row to the record of a claim, or contribute it."""
    refuse_unless(may.may_write(request.user))
    row, now = get_object_or_404(Claim, pk=claim), timezone.now()
    if kind not in ADDED:
        raise Http404(kind)
    wrong = number(request.GET.get("corrects"))
    if kind == "citation" and wrong is not None:
        url = request.GET.get("url", "")
        return HttpResponseRedirect(cite_url(claim, url=url, corrects=wrong))
    initial = {"initial": begun(request.GET, now)} if kind in QUOTING else {}
    form = ADDED[kind](request.POST or None, claim=row, now=now, **initial)
    note = note_form(request, row, now)
    if _is_valid(request, form):
        what, said = ContributionKind(kind), f"{kind.capitalize()} recorded."
        if said := record_or_send(request, form, note, row, what, said=said):
            if note is None and kind != "role":
                say_who_has_no_part(request, form, row)
            return _done(request, office, row, said)
    return _page(
        request,
        office,
        row,
        "form.html",
        form.title,
        form=form,
        note=form.note,
        note_form=note,
    )


def correct(
    request: HttpRequest, claim: int, kind: str, row: int, office: Office
) -> HttpResponse:
    """Replace a row of the record, or take it back; the row itself is kept."""
    refuse_unless(may.may_write(request.user))
    if kind not in CORRECTABLE:
        raise Http404(kind)
    make, table = CORRECTABLE[kind]
    owner, now = get_object_or_404(Claim, pk=claim), timezone.now()
    wrong = get_object_or_404(table, pk=row, claim=owner, is_void=False)
    takes_back = "take_back" in request.POST
    posted = request.POST or None
    form = make(
        None if takes_back else posted,
        claim=owner,
        now=now,
        corrects=wrong,
        initial=begun(request.GET, now) if make is CitationForm else {},
    )
    void_form = TakeBackForm(
        posted if takes_back else None, prefix="void", corrects=wrong
    )
    note = note_form(request, owner, now)
    chosen = void_form if takes_back else form
    if _is_valid(request, chosen):
        said = _corrected(request, chosen, note, wrong)
        if said:
            return _done(request, office, owner, said)
    later = getattr(wrong, "corrected_by", None)
    return _page(
        request,
        office,
        owner,
        "form.html",
        f"Correct this {kind}",
        form=form,
        note="The row stays on record; the new one takes its place and says why.",
        void_form=void_form,
        note_form=note,
        replaced_url=correct_url(later) if later else "",
    )


def _corrected(
    request: HttpRequest, form: Any, note: NoteForm | None, wrong: Any
) -> str:
    """What was done about a wrong row; empty when the desk refused it."""
    kind, takes_back = wrong._meta.model_name, isinstance(form, TakeBackForm)
    done = "taken back" if takes_back else "corrected"
    return record_or_send(
        request,
        form,
        note,
        wrong.claim,
        ContributionKind(kind),
        said=f"{kind.capitalize()} {done}.",
        deed=ContributionDeed.TAKE_BACK if takes_back else ContributionDeed.CORRECT,
        row=wrong.pk,
    )


def _is_valid(request: HttpRequest, form: forms.BaseForm) -> bool:
    return request.method == "POST" and form.is_valid()


def _done(
    request: HttpRequest, office: Office, claim: Claim, said: str
) -> HttpResponse:
    office.log_change(request, claim, said)
    messages.success(request, said)
    return to_claim(claim)


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
