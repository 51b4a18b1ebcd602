"""Edits as lines that a person can read: who did what when, old and new values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from tracker.admin.names import names_of, statements_of, titles_of
from tracker.models import Claim, Edit, Party, Source
from tracker.models.base import DeskFact, by_key
from tracker.models.versions import KEYS, earlier_of
from tracker.review.restore import VERSIONS, columns_of, table_of
from tracker.rules.vocabulary import EditVerb
from tracker.rules.wording import label_of

# What a line says by itself, or what says nothing to a person.
UNTOLD = {
    "id",
    "is_news",
    "recorded_at",
    "recorded_by",
    "corrects",
    "effective_from",
    "precision",
    "proposal",
    "prefix",
    "suffix",
    "start",
    "end",
    "snapshot",
}
LONGEST = 400


@dataclass(frozen=True, kw_only=True)
class Change:
    """A field with its values in words; empty where there was, or is, none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    id: int
    at: datetime
    who: str
    verb: str
    record: str
    about: str
    url: str
    changes: tuple[Change, ...]
    reason: str
    can_restore: bool


@dataclass(frozen=True, kw_only=True)
class _Named:
    """What rows that other rows point to are called, by model and id."""

    names: dict[type[models.Model], dict[int, str]]

    def of(self, model: type[models.Model], pk: Any) -> str:
        known = self.names.get(model, {}).get(pk, "")
        return known or f"{model._meta.verbose_name} {pk}"


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """The rows that edits tell of, and those whose place they took, by table."""

    rows: dict[str, dict[int, DeskFact]]
    earlier: dict[str, dict[int, DeskFact]]


def history_lines(edits: list[Edit], now: datetime) -> tuple[HistoryLine, ...]:
    """Lines in the same order; the queries depend on the number of tables alone.

    The edits come with their person.
    """
    facts = _facts(edits)
    named = _named(edits, facts, now)
    return tuple(_line(edit, facts, named) for edit in edits)


def _line(edit: Edit, facts: _Facts, named: _Named) -> HistoryLine:
    model = table_of(edit)
    row = facts.rows.get(edit.table, {}).get(edit.row)
    earlier = facts.earlier.get(edit.table, {}).get(edit.row)
    verb = EditVerb.CHANGE if earlier else EditVerb(edit.verb)
    is_version = isinstance(row, VERSIONS)
    return HistoryLine(
        id=edit.pk,
        at=edit.at,
        who=str(edit.person or ""),
        verb=label_of(verb),
        record=capfirst(str(model._meta.verbose_name)),
        about=_about(edit, named),
        url=_url(edit, model),
        changes=tuple(_changes(edit, model, row, earlier, named)),
        reason=row.reason if row else "",
        can_restore=is_version or bool(columns_of(edit)),
    )


def _changes(
    edit: Edit,
    model: type[models.Model],
    row: DeskFact | None,
    earlier: DeskFact | None,
    named: _Named,
) -> Iterator[Change]:
    if row is not None:
        yield from _told(row, earlier, named)
        return
    fields = _by_column(model)
    for column in {**(edit.before or {}), **(edit.after or {})}:
        field = fields.get(column)
        if field is None:
            continue
        before = _words(field, (edit.before or {}).get(column), named)
        after = _words(field, (edit.after or {}).get(column), named)
        if before or after:
            name = capfirst(str(field.verbose_name))
            yield Change(field=name, before=before, after=after)


def _told(row: DeskFact, earlier: DeskFact | None, named: _Named) -> Iterator[Change]:
    """The fields of a fact that say something, or something new."""
    keys = KEYS.get(type(row), ())
    for field in row._meta.concrete_fields:
        if field.name in UNTOLD or field.name == "reason":
            continue
        after = _words(field, getattr(row, field.attname), named)
        before = (
            _words(field, getattr(earlier, field.attname), named) if earlier else ""
        )
        is_news = after != before and (field.name not in keys or earlier is None)
        if is_news and field.name != "claim":
            yield Change(
                field=capfirst(str(field.verbose_name)), before=before, after=after
            )


def _words(field: models.Field[Any, Any], value: Any, named: _Named) -> str:
    """A value as a person reads it; what is empty, or a mark not set, is empty."""
    if value in (None, "", False, [], {}):
        return ""
    if value is True:
        return "yes"
    if isinstance(field, models.ForeignKey):
        return named.of(field.related_model, value)
    if isinstance(value, dict):
        pairs = ((key, _listed(text)) for key, text in value.items())
        return "; ".join(
            f"{key.replace('_', ' ')}: {text}" for key, text in pairs if text
        )
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, datetime):
        return f"{value:%d %B %Y, %H:%M} UTC"
    spoken = dict(field.flatchoices).get(value, value)
    return str(spoken)[:LONGEST]


def _listed(value: Any) -> str:
    """The parts of a list that hold something; anything else as it is."""
    parts = value if isinstance(value, list) else [value]
    return "; ".join(str(one) for one in parts if one not in (None, ""))


def _facts(edits: list[Edit]) -> _Facts:
    rows: dict[str, dict[int, DeskFact]] = {}
    earlier: dict[str, dict[int, DeskFact]] = {}
    for table, found in _by_table(edits).items():
        model = table_of(found[0])
        if issubclass(model, DeskFact):
            rows[table] = model._default_manager.in_bulk([one.row for one in found])
            earlier[table] = earlier_of(model, rows[table].values())
    return _Facts(rows=rows, earlier=earlier)


def _named(edits: list[Edit], facts: _Facts, now: datetime) -> _Named:
    """What everything that the edits point to is called."""
    wanted: dict[type[models.Model], set[int]] = {}
    for model, pk in _pointers(edits, facts):
        wanted.setdefault(model, set()).add(pk)
    names: dict[type[models.Model], dict[int, str]] = {
        Claim: statements_of(wanted.pop(Claim, ()), now),
        Party: names_of(wanted.pop(Party, ()), now),
        Source: titles_of(wanted.pop(Source, ()), now),
    }
    for model, ids in wanted.items():
        found = model._default_manager.in_bulk(list(ids))
        names[model] = {pk: str(row) for pk, row in found.items()}
    return _Named(names=names)


def _pointers(
    edits: list[Edit], facts: _Facts
) -> Iterator[tuple[type[models.Model], int]]:
    for edit in edits:
        yield from _ends(edit)
        model = table_of(edit)
        for column, field in _by_column(model).items():
            if isinstance(field, models.ForeignKey):
                for values in (edit.before or {}, edit.after or {}):
                    if values.get(column):
                        yield field.related_model, values[column]
    for known in (facts.rows, facts.earlier):
        for rows in known.values():
            for row in rows.values():
                yield from _ends_of(row)


def _ends_of(row: DeskFact) -> Iterator[tuple[type[models.Model], int]]:
    for field in row._meta.concrete_fields:
        pk = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey) and field.name not in UNTOLD and pk:
            yield field.related_model, pk


def _ends(edit: Edit) -> Iterator[tuple[type[models.Model], int]]:
    ends = ((Claim, edit.claim), (Party, edit.party), (Source, edit.source))
    yield from ((model, pk) for model, pk in ends if pk)
    if edit.table.startswith("auth_user"):
        yield User, edit.row
    if edit.table == "auth_user_user_permissions":
        for values in (edit.before or {}, edit.after or {}):
            if values:
                yield Permission, values["permission_id"]


def _about(edit: Edit, named: _Named) -> str:
    if edit.claim:
        return named.of(Claim, edit.claim)
    if edit.source:
        return named.of(Source, edit.source)
    if edit.party:
        return named.of(Party, edit.party)
    return named.of(User, edit.row) if edit.table.startswith("auth_user") else ""


def _url(edit: Edit, model: type[models.Model]) -> str:
    """The record's page in this office; empty where it has none."""
    about = model._meta
    if edit.verb == EditVerb.REMOVE or about.auto_created:
        return ""
    name = f"admin:{about.app_label}_{about.model_name}_change"
    try:
        return reverse(name, args=[edit.row])
    except NoReverseMatch:
        return ""


def _by_table(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    return by_key(edits, "table")  # type: ignore[return-value]


def _by_column(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    return {field.attname: field for field in model._meta.concrete_fields}
