"""The form of a source: what the desk holds of it."""

from datetime import datetime
from typing import Any

from django import forms

from tracker.admin.forms import PartyField, options, reason_field
from tracker.admin.names import likely_parties, named
from tracker.admin.versions import keep_version
from tracker.engine.errors import EngineError
from tracker.intake.sources import find_source
from tracker.models import Party, Source, SourceProfile
from tracker.review.evidence import SourceFields, source_profile_of
from tracker.rules.vocabulary import Reliability, SourceKind
from tracker.rules.wording import definition_of, label_of


def grades() -> list[tuple[str, str]]:
    """The Admiralty letters with what they mean."""
    return [
        (grade.value, f"{grade.value}: {label_of(grade)}. {definition_of(grade)}")
        for grade in Reliability
    ]


class SourceForm(forms.Form):
    url = forms.CharField(
        label="Address", max_length=2000, help_text="It is looked at soon after."
    )
    title = forms.CharField(max_length=500, required=False)
    publisher = forms.CharField(max_length=200, required=False)
    kind = forms.ChoiceField(choices=options(SourceKind))
    language = forms.CharField(max_length=12, required=False, help_text="Such as uk.")
    published_at = forms.DateTimeField(
        label="Published (UTC)",
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    reliability = forms.ChoiceField(
        choices=grades, initial=Reliability.F.value, help_text="Admiralty code."
    )
    origin_party = PartyField(
        queryset=Party.objects.none(),
        label="Carries the word of a party",
        required=False,
        empty_label="None",
    )
    origin_source = forms.CharField(
        label="Carries the word of another source",
        required=False,
        max_length=2000,
        help_text="The address of a source that the desk has.",
    )
    reason = reason_field("Why the grade or the origin changes.", required=False)

    def __init__(
        self, *args: Any, source: Source | None, now: datetime, **kwargs: Any
    ) -> None:
        row = source_profile_of(source, now) if source else None
        kwargs["initial"] = _initial(row) if row else {}
        super().__init__(*args, **kwargs)
        party = self.fields["origin_party"]
        if isinstance(party, PartyField):
            party.queryset = named(now)
            party.widget.likely = likely_parties(now)
        del self.fields["url" if source else "reason"]
        if source is not None:
            keep_version(self)

    def clean_origin_source(self) -> Source | None:
        url = self.cleaned_data["origin_source"]
        if not url:
            return None
        try:
            found = find_source(url)
        except EngineError:
            found = None
        if found is None:
            raise forms.ValidationError("The desk has no source at this address.")
        return found

    @property
    def profile(self) -> SourceFields:
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "publisher": cleaned["publisher"],
            "kind": SourceKind(cleaned["kind"]),
            "language": cleaned["language"],
            "published_at": cleaned["published_at"],
            "reliability": Reliability(cleaned["reliability"]),
            "origin_party": cleaned["origin_party"],
            "origin_source": cleaned["origin_source"],
        }


def _initial(row: SourceProfile) -> dict[str, Any]:
    plain = ("title", "publisher", "kind", "language", "published_at", "reliability")
    origin = row.origin_source.url if row.origin_source else ""
    return {name: getattr(row, name) for name in plain} | {
        "origin_party": row.origin_party_id,
        "origin_source": origin,
    }
