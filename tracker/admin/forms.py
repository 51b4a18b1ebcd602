"""What every form of the desk shares: fields, and how a refusal is shown."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tracker.models.base import WorldFact
from tracker.review.errors import AlreadyClosed, Refused
from tracker.review.when import When, exactly, on_day
from tracker.rules.vocabulary import Precision
from tracker.rules.wording import label_of

Written = TypeVar("Written")
LANGUAGES = tuple(settings.LANGUAGES)
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
        form.add_error(None, str(refusal))
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


class PlainSelect(forms.Select):
    """A select of thousands of rows, written without a template for each of them."""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        chosen = {str(value) for value in self.format_value(value)}
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (value, mark_safe(" selected") if str(value) in chosen else "", label)
                for value, label in self.choices
            ),
        )
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(given), options)


class PlainSelectMultiple(PlainSelect, forms.SelectMultiple):
    """The same for several rows."""


class PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Parties by their names; the queryset is annotated by `names.named`."""

    widget = PlainSelect

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "name", obj))


class PartiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several parties by their names."""

    widget = PlainSelectMultiple

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


def lines(text: str) -> list[str]:
    """A text area's lines, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
