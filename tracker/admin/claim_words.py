"""How a claim is worded here: a new one, and one that is there already."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.admin.claim_forms import MoveForm, WordingForm
from tracker.admin.claim_live import Warned, warned
from tracker.admin.claim_page import open_claim
from tracker.admin.contributing import note_form, record_or_send
from tracker.admin.forms import write
from tracker.admin.merging_page import merging_of
from tracker.admin.pages import person, refuse_unless, show, to_claim
from tracker.admin.recording import RewordForm
from tracker.admin.versions import Conflict, conflict_of, saved
from tracker.admin.waiting import waiting_on_claim
from tracker.models import Claim
from tracker.review import permissions as may
from tracker.review.claims import add_claim
from tracker.review.errors import Invalid
from tracker.review.rows import lock
from tracker.review.slugs import suggest_slug
from tracker.review.subjects import set_places, set_topics
from tracker.rules.vocabulary import ContributionKind

Office = admin.ModelAdmin[Any]


def add_page(request: HttpRequest, office: Office) -> HttpResponse:
    """A new draft; one that says nearly what another says is asked about first."""
    form = WordingForm(request.POST or None, claim=None, now=timezone.now())
    alike: tuple[Warned, ...] = ()
    if request.method == "POST" and form.is_valid():
        alike = warned(request, form.statements)
        claim = None if alike else write(form, lambda: _add(form, request))
        if claim is not None:
            office.log_addition(request, claim, [{"added": {}}])
            messages.success(request, "The draft is on the desk. Give it parties.")
            return to_claim(claim)
    return show(
        request, office, "words.html", title="Add a claim", form=form, alike=alike
    )


def claim_page(request: HttpRequest, claim: Claim, office: Office) -> HttpResponse:
    """Everything about a claim, and the form of its words."""
    alike: tuple[Warned, ...] = ()
    conflict = None
    if request.method == "POST":
        refuse_unless(may.may_write(request.user))
        form, conflict, alike, said = _posted(request, claim)
        if said:
            office.log_change(request, claim, said)
            messages.success(request, said)
            return to_claim(claim)
    else:
        form = RewordForm(None, claim=claim, now=timezone.now())
    now, by = timezone.now(), request.user
    page = open_claim(claim, now, request.GET.dict())
    return show(
        request,
        office,
        "claim.html",
        title=page.statement,
        page=page,
        form=form,
        note_form=note_form(request, claim, now),
        conflict=conflict,
        alike=alike,
        move_form=MoveForm(
            claim=claim, by=by, now=now, stage=page.stage, auto_id="move_%s"
        ),
        may_write=may.may_write(by),
        may_decide=may.may_change_status(by),
        may_move=may.may_write(by),
        merging=merging_of(claim, by, now, stage=page.stage),
        **waiting_on_claim(claim, by, now),
    )


@transaction.atomic
def _posted(
    request: HttpRequest, claim: Claim
) -> tuple[RewordForm, Conflict | None, tuple[Warned, ...], str]:
    """The posted words, what stands against them, and what was done; empty when
    nothing was."""
    lock(claim)
    form = RewordForm(request.POST, claim=claim, now=timezone.now())
    conflict = conflict_of(
        form, saved=saved(claim.wordings.latest("recorded_at", "id"))
    )
    if not form.is_valid() or conflict:
        return form, conflict, (), ""
    changed = {
        code: text
        for code, text in form.statements.items()
        if f"statement_{code}" in form.changed_data
    }
    if alike := warned(request, changed, claim):
        return form, None, alike, ""
    return form, None, (), _reworded(form, claim, request)


@transaction.atomic
def _add(form: WordingForm, request: HttpRequest) -> Claim:
    by, now = person(request), timezone.now()
    slug = form.cleaned_data["slug"] or suggest_slug(form.statements["en"])
    if not slug:
        raise Invalid(
            "Type a slug: the statement has no letters for one.", field="slug"
        )
    claim = add_claim(
        slug=slug,
        statements=form.statements,
        contexts=form.contexts,
        by=by,
        now=now,
    )
    _file(form, claim, request)
    return claim


def _reworded(form: RewordForm, claim: Claim, request: HttpRequest) -> str:
    """What was done with the words; empty when the desk refused them."""
    note, kind = note_form(request, claim, timezone.now()), ContributionKind.WORDING
    said = "Saved. Earlier words are kept."
    return record_or_send(request, form, note, claim, kind, said=said)


def _file(form: WordingForm, claim: Claim, request: HttpRequest) -> None:
    by, now = person(request), timezone.now()
    set_topics(claim, form.cleaned_data["topics"], by=by, now=now)
    set_places(claim, form.cleaned_data["places"], by=by, now=now)
