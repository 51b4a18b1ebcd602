"""What a form was filled in with, in words: for lists and for those who only read."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from tracker.admin.forms import PartyField
from tracker.admin.names import names_of
from tracker.models import Claim
from tracker.review.ties import roles_of

# What tells most of a contribution, in the order in which it is read.
TELLING = (
    "party",
    "stance",
    "kind",
    "channel",
    "role",
    "other",
    "gist_en",
    "exact",
    "statement_en",
    "statement_uk",
    "statement_ru",
    "reason",
)
ENOUGH = 3


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A field and what stands in it."""

    label: str
    words: str


def answered(form: forms.BaseForm) -> tuple[Answered, ...]:
    """Every field that something stands in."""
    found = ((str(field.label), words_in(field)) for field in form)
    return tuple(Answered(label=label, words=words) for label, words in found if words)


def summary_of(form: forms.BaseForm, *, only: list[str] | None = None) -> str:
    """The telling fields in a line; `only` some fields of the form."""
    names = [one for one in TELLING if one in form.fields]
    words = [words_in(form[name]) for name in names if only is None or name in only]
    told = ", ".join([one for one in words if one][:ENOUGH])
    return told or "Topics and places"


def words_in(field: forms.BoundField) -> str:
    """The value of a field as its own choices call it."""
    value: Any = field.value()
    if isinstance(field.field, forms.BooleanField):
        return "yes" if value else ""
    choices = getattr(field.field, "choices", None)
    is_typed = isinstance(field.field, PartyField) and not str(value).isdecimal()
    if choices is None or is_typed:
        return str(value or "")
    chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
    chosen -= {"", "None"}
    # A field of rows asks the database for all of them: its lists are short.
    named = (str(label) for key, label in choices if str(key) in chosen)
    return ", ".join(named)


def say_who_has_no_part(request: HttpRequest, form: Any, claim: Claim) -> None:
    """A party that spoke is no claimant and answers nothing until it has a part."""
    party, now = form.cleaned_data.get("party"), timezone.now()
    if party is None or party.pk in roles_of(claim, now):
        return
    name = names_of([party.pk], now)[party.pk]
    messages.warning(
        request,
        f"{name} has no part in this claim yet, so what it says has no bearing on the "
        "status. Give it its part below.",
    )
