"""The forms that record something about a claim, by what they record.

Each has `record(by, now)`. A door that may not record at once keeps what was filled in
as a contribution, and the same form reads it again when an editor answers.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.datastructures import MultiValueDict

from tracker.admin.claim_forms import RelationForm, RoleForm, WordingForm
from tracker.admin.fact_forms import (
    CitationForm,
    FactForm,
    InquiryForm,
    PositionForm,
    SilenceForm,
)
from tracker.admin.forms import PartyField, reason_field
from tracker.admin.quoted_form import QuotedPositionForm
from tracker.admin.versions import VERSION
from tracker.models import Citation, Claim, Inquiry, Position, Silence
from tracker.review.claims import reword
from tracker.review.positions import void
from tracker.review.subjects import set_places, set_topics
from tracker.rules.vocabulary import ContributionDeed, ContributionKind

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


class TakeBackForm(forms.Form):
    """Takes a row back: all it needs is why."""

    reason = reason_field("Why it never was so. It is kept with the row.")

    def __init__(self, *args: Any, corrects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.corrects = corrects

    def record(self, by: Any, now: datetime) -> Any:
        reason = self.cleaned_data["reason"]
        return void(self.corrects, reason=reason, by=by, now=now)


class RewordForm(WordingForm):
    """The words and subjects of a claim that there is."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.claim = claim

    @transaction.atomic
    def record(self, by: Any, now: datetime) -> Any:
        """The first of the new wordings; None when only the subjects changed."""
        words = reword(
            self.claim,
            statements=self.statements,
            contexts=self.contexts,
            reason=self.cleaned_data["reason"],
            by=by,
            now=now,
        )
        set_topics(self.claim, self.cleaned_data["topics"], by=by, now=now)
        set_places(self.claim, self.cleaned_data["places"], by=by, now=now)
        return words[0] if words else None


def form_for(
    kind: ContributionKind,
    deed: ContributionDeed,
    claim: Claim,
    *,
    data: MultiValueDict[str, str],
    now: datetime,
    corrects: Any = None,
    item: Any = None,
) -> Any:
    """The form that records this, filled in."""
    if deed is ContributionDeed.TAKE_BACK:
        return TakeBackForm(data, corrects=corrects)
    if deed is ContributionDeed.CORRECT:
        make, _ = CORRECTABLE[kind.value]
        return make(data, claim=claim, now=now, corrects=corrects)
    if kind is ContributionKind.WORDING:
        return RewordForm(_over_today(claim, data, now), claim=claim, now=now)
    more = {"item": item} if kind is ContributionKind.POSITION else {}
    return ADDED[kind.value](data, claim=claim, now=now, **more)


def filled_in(form: forms.BaseForm) -> dict[str, list[str]]:
    """What was filled in, by field. Of words only those that differ from today's, so
    that they take back nothing that a colleague changes meanwhile."""
    names = [name for name in form.fields if name != VERSION]
    if isinstance(form, RewordForm):
        names = [name for name in names if name in form.changed_data]
    return {name: _kept(form, name) for name in names}


def _kept(form: forms.BaseForm, name: str) -> list[str]:
    """What stands in a field. A party that was typed by its name is kept by its number:
    the name may be another's by the time that an editor answers."""
    party = form.cleaned_data.get(name)
    if isinstance(form.fields[name], PartyField) and party is not None:
        return [str(party.pk)]
    data: Any = form.data
    return list(data.getlist(form.add_prefix(name)))


def _over_today(
    claim: Claim, data: MultiValueDict[str, str], now: datetime
) -> MultiValueDict[str, str]:
    """Today's words and subjects with these in their place."""
    today = RewordForm(claim=claim, now=now)
    whole: MultiValueDict[str, str] = MultiValueDict()
    for name in today.fields:
        value = today[name].value()
        many = value if isinstance(value, list) else [value]
        whole.setlist(name, [str(one) for one in many if one not in ("", None)])
    for name, values in data.lists():
        whole.setlist(name, values)
    return whole
