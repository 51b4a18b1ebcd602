"""Where somebody may not record at once: what they filled in goes to the editors."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from tracker.admin.forms import write
from tracker.admin.pages import person
from tracker.admin.recording import RewordForm, filled_in
from tracker.admin.said import summary_of
from tracker.models import Claim, Contribution, ReviewItem
from tracker.review.contributions import contribute
from tracker.review.permissions import may_record
from tracker.review.workflow import is_public
from tracker.rules.vocabulary import ContributionDeed, ContributionKind

SENT = (
    "Sent to the editors. Until one accepts it, it waits on this page and can be "
    "changed there; readers see nothing of it."
)


class NoteForm(forms.Form):
    """What the editors should know beside the form itself."""

    note = forms.CharField(
        label="Note to the editors",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Readers can open this claim, so what you add waits until an editor "
        "accepts it.",
    )


def note_form(
    request: HttpRequest, claim: Claim, now: datetime, *, may_close: bool = True
) -> NoteForm | None:
    """None for who may record about this claim at once; `may_close` says whether they
    may also close the review item that the form would close."""
    # Who may do so about a public claim may about any: then nothing is looked up.
    at_once = may_record(request.user, is_public=True) or may_record(
        request.user, is_public=is_public(claim, now)
    )
    if at_once and may_close:
        return None
    return NoteForm(request.POST or None, prefix="to_editors")


def record_or_send(
    request: HttpRequest,
    form: Any,
    note: NoteForm | None,
    claim: Claim,
    kind: ContributionKind,
    *,
    said: str,
    **about: Any,
) -> str:
    """Does with a valid form what this person may: records it, and `said` says so, or
    sends it to the editors. Empty when the desk refused it."""
    now = timezone.now()
    if note is None:
        # A form may have nothing to return; only a refusal returns nothing here.
        done = write(form, lambda: (form.record(person(request), now), said))
        return done[1] if done else ""
    sent = send(request, form, note, claim, kind, now=now, **about)
    return SENT if sent is not None else ""


def send(
    request: HttpRequest,
    form: Any,
    note: NoteForm,
    claim: Claim,
    kind: ContributionKind,
    *,
    now: datetime,
    deed: ContributionDeed = ContributionDeed.ADD,
    row: int | None = None,
    item: ReviewItem | None = None,
) -> Contribution | None:
    """A contribution of a valid form; None when the desk refused it."""
    fields = filled_in(form)
    if isinstance(form, RewordForm) and not {*fields} - {"reason"}:
        form.add_error(None, "Nothing is changed. Change some words, or go back.")
        return None
    words = note.cleaned_data["note"] if note.is_valid() else ""
    return write(
        form,
        lambda: contribute(
            claim,
            kind,
            deed=deed,
            row=row,
            item=item,
            fields=fields,
            summary=summary_of(form, only=list(fields)),
            note=words,
            by=person(request),
            now=now,
        ),
    )
