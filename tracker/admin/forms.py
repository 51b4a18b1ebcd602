"""What every form of the desk shares: fields, and how a refusal is shown."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar, cast

from django import forms
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.models import Party
from tracker.models.base import WorldFact
from tracker.review.errors import AlreadyClosed, Refused
from tracker.review.when import When, exactly, on_day
from tracker.rules.vocabulary import Precision
from tracker.rules.wording import label_of

Written = TypeVar("Written")
LANGUAGES = tuple(settings.LANGUAGES)
_IN_BRACKETS = re.compile(r"\((?P<slug>[-\w]+)\)$")
IMPRECISE = (Precision.DAY, Precision.APPROXIMATE, Precision.FIRST_REPORTED)


def write(form: forms.Form, act: Callable[[], Written]) -> Written | None:
    """What the desk wrote; None when it refused, with its words on the form.

    That somebody else has closed the item is no matter of the form: the page says it.
    """
    try:
        return act()
    except AlreadyClosed:
        raise
    except Refused as refusal:
        known = refusal.field if refusal.field in form.fields else None
        form.add_error(known, str(refusal))
        return None


def options(words: type[Enum], *, empty: str = "") -> list[tuple[Any, str]]:
    """A closed list of words as the choices of a field."""
    listed = [(word.value, label_of(word)) for word in words]
    return [("", empty), *listed] if empty else listed


def reason_field(help_text: str = "", *, required: bool = True) -> forms.CharField:
    """Why: a few lines."""
    return forms.CharField(
        label="Reason",
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PartyInput(forms.TextInput):
    """A party by typing its name. The list below holds the likely ones; the script
    `suggest.js` asks for more while somebody types."""

    choices: Any = ()
    likely: Sequence[str] = ()

    def format_value(self, value: Any) -> str | None:
        if str(value).isdecimal():
            row = self.choices.queryset.filter(pk=int(value)).first()
            return str(row.name) if row else None
        return None if value in (None, "") else str(value)

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        listed = f"{(attrs or {}).get('id', name)}_names"
        more = {"list": listed, "autocomplete": "off", "data-suggest": self.address}
        typed = super().render(name, value, {**(attrs or {}), **more}, renderer)
        names = ((one,) for one in self.likely)
        options = format_html_join("", '<option value="{}"></option>', names)
        return format_html('{}<datalist id="{}">{}</datalist>', typed, listed, options)

    @property
    def address(self) -> str:
        return reverse("admin:tracker_party_suggest")


class PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A party by its name, its slug or its number; the queryset is annotated by
    `names.named`. Two parties of one name are told apart by "name (slug)"."""

    widget = PartyInput

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "name", obj))

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.strip() or value.strip().isdecimal():
            return super().to_python(value)
        return self._called(value.strip())

    def _called(self, typed: str) -> Party:
        found = _IN_BRACKETS.search(typed)
        slug = found["slug"] if found else typed
        queryset: Any = self.queryset
        rows = list(queryset.filter(Q(name__iexact=typed) | Q(slug__iexact=slug))[:9])
        if len(rows) == 1:
            return cast("Party", rows[0])
        if not rows:
            raise forms.ValidationError(
                "There is no party of this name. Choose one of the list, or add it "
                "under “Parties”."
            )
        named = ", ".join(f"{row.name} ({row.slug})" for row in rows)
        raise forms.ValidationError(f"Several have this name. Write one of: {named}.")


class PartiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several parties by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "name", obj))


class DatedForm(forms.Form):
    """A form about something that was so at a date."""

    date = forms.DateField(
        label="Date (UTC)", widget=forms.DateInput(attrs={"type": "date"})
    )
    time = forms.TimeField(
        label="Time (UTC)",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Without a time, it counts from the end of that day.",
    )
    precision = forms.ChoiceField(
        label="How well the date is known",
        choices=[(word.value, label_of(word)) for word in IMPRECISE],
        required=False,
        help_text="Not needed with a time.",
    )

    @property
    def when(self) -> When:
        day, time = self.cleaned_data["date"], self.cleaned_data.get("time")
        if time is not None:
            return exactly(datetime.combine(day, time, tzinfo=UTC))
        return on_day(day, Precision(self.cleaned_data["precision"] or Precision.DAY))


def date_of(row: WorldFact) -> dict[str, Any]:
    """The date of a row as a form's initial values."""
    moment = row.effective_at.astimezone(UTC)
    if row.precision == Precision.EXACT:
        return {"date": moment.date(), "time": moment.time()}
    return {"date": moment.date(), "precision": row.precision}


def by_language(cleaned: dict[str, Any], stem: str) -> dict[str, str]:
    """The fields "stem_en", "stem_uk", ... as a map by language."""
    return {code: cleaned.get(f"{stem}_{code}", "") for code, _ in LANGUAGES}


def number(typed: object) -> int | None:
    """A number as an address or a form says it; None for what can number no row."""
    said = str(typed)
    return int(said) if said.isdecimal() and len(said) < 19 else None


def lines(text: str) -> list[str]:
    """A text area's lines, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
