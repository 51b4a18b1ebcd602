"""The forms of a claim: its words, its work, and what is recorded about it.

Each records one fact through one function of `review`; with `corrects` it replaces the
row that it begins from.
"""

from datetime import datetime
from typing import Any

from django import forms

from tracker.admin.forms import (
    LANGUAGES,
    PartyField,
    by_language,
    options,
    reason_field,
)
from tracker.admin.names import likely_parties, named
from tracker.admin.versions import keep_version
from tracker.models import Claim, Party, Place, Topic
from tracker.review.claims import relate, set_role, unrelate, wordings_of
from tracker.review.errors import Invalid
from tracker.review.permissions import Someone, may_move
from tracker.review.subjects import places_of, topics_of
from tracker.review.texts import KINDS, fit
from tracker.review.workflow import steps_of
from tracker.rules.vocabulary import RelationKind, Role, WorkflowState
from tracker.rules.wording import label_of

FEW_LINES = {"size": 5}
STEMS = ("statement", "context")


class WordingForm(forms.Form):
    """How the desk words a claim, and what it is filed under."""

    slug = forms.SlugField(
        max_length=120,
        required=False,
        help_text="The claim's address; it is cited for ever. "
        "Left empty, it is made of the English statement.",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), required=False, widget=forms.SelectMultiple(FEW_LINES)
    )
    places = forms.ModelMultipleChoiceField(
        Place.objects.all(), required=False, widget=forms.SelectMultiple(FEW_LINES)
    )
    reason = reason_field(
        "Needed to change words that readers have seen.", required=False
    )

    def __init__(
        self, *args: Any, claim: Claim | None, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if claim is not None:
            del self.fields["slug"]
            self.fields["topics"].initial = topics_of(claim, now)
            self.fields["places"].initial = places_of(claim, now)
        words = wordings_of(claim, now) if claim else {}
        for code, language in LANGUAGES:
            row = words.get(code)
            self._add("statement", code, language, row.statement if row else "")
            self._add("context", code, language, row.context if row else "")
        worded = [f"{stem}_{code}" for code, _ in LANGUAGES for stem in STEMS]
        self.order_fields([*worded, "slug"])
        if claim is None:
            del self.fields["reason"]
        else:
            keep_version(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, text in list(cleaned.items()):
            kind = name.rpartition("_")[0]
            if kind in STEMS:
                self._hold_to_limits(name, text, kind)
        return self.cleaned_data

    @property
    def statements(self) -> dict[str, str]:
        return by_language(self.cleaned_data, "statement")

    @property
    def contexts(self) -> dict[str, str]:
        return by_language(self.cleaned_data, "context")

    def _hold_to_limits(self, name: str, text: str, kind: str) -> None:
        try:
            self.cleaned_data[name] = fit(text, kind)
        except Invalid as refusal:
            self.add_error(name, str(refusal))

    def _add(self, stem: str, code: str, language: str, initial: str) -> None:
        rows = 2 if stem == "statement" else 3
        self.fields[f"{stem}_{code}"] = forms.CharField(
            label=f"{stem.capitalize()}, {language}",
            initial=initial,
            required=stem == "statement" and code == "en",
            widget=forms.Textarea(attrs={"rows": rows, "lang": code}),
            help_text=f"At most {KINDS[stem].most:,} characters."
            if code == "en"
            else "",
        )


class MoveForm(forms.Form):
    """One step of the work, of those that the person may take."""

    state = forms.ChoiceField(label="Move to")
    reason = forms.CharField(label="Reason", required=False, max_length=500)

    def __init__(
        self,
        *args: Any,
        claim: Claim,
        by: Someone,
        now: datetime,
        stage: WorkflowState | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        if isinstance(state, forms.ChoiceField):
            state.choices = [
                (step.value, label_of(step))
                for step in steps_of(claim, now, stage)
                if may_move(by, step)
            ]


class RoleForm(forms.Form):
    title = "Give a party its part"
    note = "A party has one part in a claim; a new row ends the one before."

    party = PartyField(queryset=Party.objects.none())
    role = forms.ChoiceField(
        choices=options(Role, empty="No part any more"), required=False
    )
    is_burdened = forms.BooleanField(
        label="The claim burdens it",
        required=False,
        help_text="Acknowledging the claim would go against its interest.",
    )
    is_expected = forms.BooleanField(label="Its answer is expected", required=False)
    reason = reason_field(required=False)

    def __init__(self, *args: Any, claim: Claim, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        offer_parties(self, now)

    def record(self, by: Any, now: datetime) -> object:
        cleaned = self.cleaned_data
        return set_role(
            self.claim,
            cleaned["party"],
            role=Role(cleaned["role"]) if cleaned["role"] else None,
            is_burdened=cleaned["is_burdened"],
            is_expected=cleaned["is_expected"],
            reason=cleaned["reason"],
            by=by,
            now=now,
        )


class RelationForm(forms.Form):
    title = "Relate this claim to another"
    note = "This claim … the other. Ending a relation needs a reason."

    kind = forms.ChoiceField(label="This claim", choices=options(RelationKind))
    other = forms.SlugField(label="The other claim's slug", max_length=120)
    is_ended = forms.BooleanField(label="No longer so", required=False)
    reason = reason_field(required=False)

    def __init__(self, *args: Any, claim: Claim, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim

    def clean_other(self) -> Claim:
        other = Claim.objects.filter(slug=self.cleaned_data["other"]).first()
        if other is None:
            raise forms.ValidationError("There is no claim with this slug.")
        return other

    def record(self, by: Any, now: datetime) -> object:
        cleaned = self.cleaned_data
        act = unrelate if cleaned["is_ended"] else relate
        return act(
            self.claim,
            RelationKind(cleaned["kind"]),
            cleaned["other"],
            reason=cleaned["reason"],
            by=by,
            now=now,
        )


def offer_parties(form: forms.Form, now: datetime) -> None:
    """Any party by name in the form's field "party"; those of its claim are offered."""
    field = form.fields["party"]
    if isinstance(field, PartyField):
        field.queryset = named(now)
        claim = getattr(form, "claim", None)
        field.widget.likely = likely_parties(now, claim)
        field.help_text = field.help_text or "Type its name and choose."
