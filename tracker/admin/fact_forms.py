"""Forms of dated facts: positions, silences, inquiries, citations.

With `corrects` a form begins from that row and writes the one that replaces it.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction

from tracker.admin.claim_forms import offer_parties
from tracker.admin.forms import (
    LANGUAGES,
    DatedForm,
    PartyField,
    by_language,
    date_of,
    options,
    reason_field,
)
from tracker.admin.names import names_of
from tracker.admin.quoting import HIDDEN, Words, quote_fields
from tracker.models import Citation, Claim, Inquiry, Party, Position, Silence
from tracker.models.base import WorldFact
from tracker.review.evidence import assessment_of, cite
from tracker.review.positions import ask, record_position, record_silence
from tracker.review.quoted import Said
from tracker.review.rows import at
from tracker.rules.vocabulary import (
    Bearing,
    Credibility,
    InquiryChannel,
    SilenceKind,
    Stance,
    Voice,
)


class FactForm(DatedForm):
    """What the forms of dated facts share: the claim, the row they correct, the why."""

    title = ""
    note = ""
    template = "form.html"
    reason = reason_field(required=False)

    def __init__(
        self,
        *args: Any,
        claim: Claim,
        now: datetime,
        corrects: Any = None,
        **kwargs: Any,
    ) -> None:
        self.claim, self.corrects, self.now = claim, corrects, now
        if corrects is not None:
            begun = self.begin(corrects) | date_of(corrects)
            kwargs["initial"] = begun | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])
        if corrects is None:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
            self.fields["reason"].help_text = "Why the row is corrected. It is kept."
        if "party" in self.fields:
            offer_parties(self, now)
        self.offer()

    def begin(self, row: Any) -> dict[str, Any]:
        """The initial values of a correction."""
        names = {*self.base_fields} - {"date", "time", "precision", "reason"}
        return {name: getattr(row, name, None) for name in names}

    def offer(self) -> None:
        """Fills in the choices that depend on the claim."""

    def why(self) -> dict[str, Any]:
        return {
            "corrects": self.corrects,
            "reason": self.cleaned_data.get("reason", ""),
            "when": self.when,
        }

    def choose(self, name: str, rows: list[Any], now: datetime) -> None:
        """Offers rows of this claim, each by its party and date."""
        field = self.fields[name]
        names = names_of((row.party_id for row in rows), now)
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", "None")] + [
                (row.pk, f"{names[row.party_id]}, {_told(row)}") for row in rows
            ]


class PositionForm(FactForm):
    title = "Record a position"
    note = "What a party said about the claim, on a date, by whose mouth."

    party = PartyField(queryset=Party.objects.none())
    stance = forms.ChoiceField(choices=options(Stance, empty="Choose what was said"))
    speaker = forms.CharField(
        max_length=200, required=False, help_text="The person who said it."
    )
    voice = forms.ChoiceField(choices=options(Voice))
    answers = forms.TypedChoiceField(
        label="Answers the inquiry", coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in LANGUAGES:
            self.fields[f"gist_{code}"] = forms.CharField(
                label=f"Gist, {language}",
                required=False,
                help_text="Follows the name: “says that it is verifying”."
                if code == "en"
                else "",
            )
        if "reason" in self.fields:
            self.order_fields([name for name in self.fields if name != "reason"])

    def begin(self, row: Position) -> dict[str, Any]:
        gists = {f"gist_{code}": text for code, text in row.gist.items()}
        return super().begin(row) | gists | {"answers": row.answers_id}

    def offer(self) -> None:
        asked = Inquiry.objects.counting(at(self.now)).filter(claim=self.claim)
        self.choose("answers", list(asked), self.now)

    @property
    def said(self) -> Said:
        cleaned = self.cleaned_data
        return {
            "stance": Stance(cleaned["stance"]),
            "when": self.when,
            "speaker": cleaned["speaker"],
            "voice": Voice(cleaned["voice"]),
            "gist": by_language(cleaned, "gist"),
            "answers": Inquiry.objects.filter(pk=cleaned["answers"]).first(),
        }

    def record(self, by: Any, now: datetime) -> Position:
        party, why = self.cleaned_data["party"], self.cleaned_data.get("reason", "")
        return record_position(
            self.claim,
            party,
            corrects=self.corrects,
            reason=why,
            by=by,
            now=now,
            **self.said,
        )


class SilenceForm(FactForm):
    title = "Record a silence"
    note = "Why there is no position. The date is when the desk looked."

    party = PartyField(queryset=Party.objects.none())
    kind = forms.ChoiceField(choices=options(SilenceKind))
    inquiry = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Only for “Asked, no response”.",
    )

    def begin(self, row: Silence) -> dict[str, Any]:
        return super().begin(row) | {"inquiry": row.inquiry_id}

    def offer(self) -> None:
        asked = Inquiry.objects.counting(at(self.now)).filter(claim=self.claim)
        self.choose("inquiry", list(asked), self.now)

    def record(self, by: Any, now: datetime) -> Silence:
        cleaned = self.cleaned_data
        return record_silence(
            self.claim,
            cleaned["party"],
            kind=SilenceKind(cleaned["kind"]),
            inquiry=Inquiry.objects.filter(pk=cleaned["inquiry"]).first(),
            by=by,
            now=now,
            **self.why(),
        )


class InquiryForm(FactForm):
    title = "Record an inquiry"
    note = "A request for comment. The date is when it was asked."

    party = PartyField(queryset=Party.objects.none())
    channel = forms.ChoiceField(choices=options(InquiryChannel))
    asked_by = forms.CharField(max_length=200, required=False)
    question = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    deadline = forms.DateTimeField(
        label="Deadline (UTC)",
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def record(self, by: Any, now: datetime) -> Inquiry:
        cleaned = self.cleaned_data
        return ask(
            self.claim,
            cleaned["party"],
            channel=InquiryChannel(cleaned["channel"]),
            asked_by=cleaned["asked_by"],
            question=cleaned["question"],
            deadline=cleaned["deadline"],
            by=by,
            now=now,
            **self.why(),
        )


class CitationForm(FactForm):
    title = "Cite a source"
    note = "The exact words in the exact source. The date is when the source said so."
    template = "quoting.html"
    more = ("precision",)

    position = forms.TypedChoiceField(
        label="Carries the position", coerce=int, empty_value=None, required=False
    )
    bearing = forms.ChoiceField(choices=options(Bearing))
    credibility = forms.TypedChoiceField(
        coerce=int, choices=options(Credibility), initial=6
    )
    is_verified = forms.BooleanField(
        label="A person of the desk verified it", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.words = Words(self)
        super().__init__(*args, **kwargs)
        self.fields |= quote_fields(required=True)
        first = ("exact", "place", "is_unread", "bearing", "credibility", "position")
        last = ("reason",) if "reason" in self.fields else ()
        rest = [name for name in self.fields if name not in (*HIDDEN, *last)]
        self.order_fields([*first, *rest, *last, *HIDDEN])

    def begin(self, row: Citation) -> dict[str, Any]:
        grade = assessment_of(row, self.now)
        names = ("exact", "language", "translation", "translator", "start", "end")
        kept = {name: getattr(row, name) for name in names} | {
            "url": row.source.url,
            "snapshot": row.snapshot_id,
            "position": row.position_id,
        }
        if grade is not None:
            kept |= {
                "bearing": grade.bearing,
                "credibility": grade.credibility,
                "is_verified": grade.is_verified,
            }
        return kept

    def offer(self) -> None:
        said = Position.objects.counting(at(self.now)).filter(claim=self.claim)
        self.choose("position", list(said), self.now)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.words.clean(cleaned)
        return cleaned

    @transaction.atomic
    def record(self, by: Any, now: datetime) -> Citation:
        cleaned = self.cleaned_data
        return cite(
            self.claim,
            position=Position.objects.filter(pk=cleaned["position"]).first(),
            bearing=Bearing(cleaned["bearing"]),
            credibility=Credibility(cleaned["credibility"]),
            is_verified=cleaned["is_verified"],
            by=by,
            now=now,
            **vars(self.words.quotation(by, now)),
            **self.why(),
        )


def _told(row: WorldFact) -> str:
    return f"{row.effective_at:%d %B %Y}"
