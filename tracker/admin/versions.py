"""Two people on one form at once: the second save is refused, and nothing is lost.

A form carries, signed, what each of its fields began from. Where the record says
something else by the time of saving, somebody has saved meanwhile: the page shows both
versions side by side, each field can be picked, and saving again works.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.forms import BaseForm
from django.forms.models import ModelChoiceField
from django.http import QueryDict
from django.utils.safestring import SafeString

from tracker.engine.changed_words import mark_change
from tracker.models.base import DeskFact

VERSION, PICK, THEIRS = "version", "pick_", "theirs"
SALT = "tracker.admin.versions"


@dataclass(frozen=True, kw_only=True)
class Differing:
    """One field that says something else than it began from, in both versions."""

    name: str
    label: str
    theirs: SafeString
    yours: SafeString
    takes_theirs: bool  # what is picked at first: theirs where you changed nothing


@dataclass(frozen=True, kw_only=True)
class Conflict:
    saved: str  # by whom and when, as far as it is known
    fields: tuple[Differing, ...]


def version_field() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


def keep_version(form: BaseForm) -> None:
    """Called when a form has all its fields: it says from then on what it began from.

    A posted form takes over what was picked of the other version.
    """
    form.fields.setdefault(VERSION, version_field())
    form.fields[VERSION].initial = signing.dumps(_digests(form), salt=SALT)
    if form.is_bound and isinstance(form.data, QueryDict):
        form.data = _picked(form, form.data)


def conflict_of(form: BaseForm, *, saved: str = "") -> Conflict | None:
    """What somebody else changed since a posted form was opened; None when nothing.

    To be asked under the lock of what the form is about. The form then begins from
    what is there now, so that saving again is a decision.
    """
    began, is_now = _began(form), _digests(form)
    moved = [name for name in is_now if began.get(name) != is_now[name]]
    differing = [name for name in moved if _posted(form, name) != _current(form, name)]
    if not differing:
        return None
    found = tuple(_differing(form, name, began) for name in differing)
    renew(form, VERSION, form.fields[VERSION].initial)
    return Conflict(saved=saved, fields=found)


def renew(form: BaseForm, name: str, value: str) -> None:
    """Gives a posted form another value in a field, for the next time it is sent."""
    if isinstance(form.data, QueryDict):
        data = form.data.copy()
        data[form.add_prefix(name)] = value
        form.data = data


def saved(row: DeskFact | None) -> str:
    """By whom and when a row was saved."""
    if row is None:
        return ""
    by = f"by {row.recorded_by}, " if row.recorded_by else ""
    return f"{by}{row.recorded_at:%d %B %Y, %H:%M} UTC"


def _differing(form: BaseForm, name: str, began: Mapping[str, str]) -> Differing:
    theirs, yours = _current(form, name), _posted(form, name)
    field = form.fields[name]
    marked = mark_change(_said(field, theirs), _said(field, yours), tags=("mark",) * 2)
    return Differing(
        name=form.add_prefix(PICK + name),
        label=str(form[name].label),
        theirs=marked.before,
        yours=marked.after,
        takes_theirs=_digest(yours) == began.get(name),
    )


def _picked(form: BaseForm, posted: QueryDict) -> QueryDict:
    data = posted.copy()
    for name in form.fields:
        if posted.get(form.add_prefix(PICK + name)) == THEIRS:
            values = _current(form, name)
            data.setlist(form.add_prefix(name), [value for value in values if value])
    return data


def _began(form: BaseForm) -> Mapping[str, str]:
    """What each field began from; nothing where the form does not say it truly."""
    try:
        began = signing.loads(form.data.get(form.add_prefix(VERSION), ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return began if isinstance(began, dict) else {}


def _digests(form: BaseForm) -> dict[str, str]:
    names = (name for name in form.fields if name != VERSION)
    return {name: _digest(_current(form, name)) for name in names}


def _digest(values: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(values).encode()).hexdigest()[:16]


def _current(form: BaseForm, name: str) -> tuple[str, ...]:
    field = form.fields[name]
    return _plain(field, form.get_initial_for_field(field, name))


def _posted(form: BaseForm, name: str) -> tuple[str, ...]:
    field, key = form.fields[name], form.add_prefix(name)
    return _plain(field, field.widget.value_from_datadict(form.data, form.files, key))


def _plain(field: forms.Field, value: Any) -> tuple[str, ...]:
    """A value as a browser sends it, so that what is shown and what is sent compare."""
    if isinstance(field, forms.BooleanField):
        return ("on" if value else "",)
    shown = field.widget.format_value(field.prepare_value(value))
    parts = shown if isinstance(shown, list | tuple) else [shown]
    plain = ("" if part is None else str(part) for part in parts)
    return tuple(sorted(part.replace("\r\n", "\n").strip() for part in plain)) or ("",)


def _said(field: forms.Field, values: tuple[str, ...]) -> str:
    """A value in words."""
    if isinstance(field, forms.BooleanField):
        return "Yes" if values[0] else "No"
    if not isinstance(field, forms.ChoiceField | ModelChoiceField):
        return values[0]
    chosen = [value for value in values if value]
    if isinstance(field, ModelChoiceField) and all(one.isdecimal() for one in chosen):
        rows = field.queryset.filter(pk__in=chosen) if field.queryset else ()
        return ", ".join(field.label_from_instance(row) for row in rows)
    if isinstance(field, ModelChoiceField):
        # What is typed rather than chosen is in words already.
        return ", ".join(chosen)
    spoken = {str(value): str(label) for value, label in field.widget.choices}
    return ", ".join(spoken.get(value, value) for value in chosen)
