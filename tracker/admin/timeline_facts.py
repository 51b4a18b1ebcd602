"""The rows of one page of a timeline, read in as many queries as there are tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any

from tracker.models import (
    Citation,
    Claim,
    ClaimParty,
    ClaimPlace,
    ClaimRelation,
    ClaimTopic,
    ClaimWording,
    ClaimWorkflow,
    Inquiry,
    Position,
    Silence,
    StatusChange,
)
from tracker.models.base import WorldFact
from tracker.models.on_record import Mark, quoted_for, with_earlier

# Of quotations under one position so many are shown; the kind's own page has all.
MOST_UNDER = 3
WHO = ("recorded_by", "corrected_by")
WORLD: tuple[tuple[type[WorldFact], tuple[str, ...]], ...] = (
    (Position, WHO),
    (Silence, WHO),
    (Inquiry, WHO),
    (Citation, (*WHO, "source")),
    (StatusChange, (*WHO, "approved_by")),
)
DESK: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (ClaimParty, ("recorded_by",)),
    (ClaimWorkflow, ("recorded_by", "merged_into")),
    (ClaimWording, ("recorded_by",)),
    (ClaimRelation, ("recorded_by",)),
    (ClaimTopic, ("recorded_by", "topic")),
    (ClaimPlace, ("recorded_by", "place")),
)
Rows = Mapping[int, Any]
NOTHING: Rows = MappingProxyType({})


@dataclass(frozen=True)
class Under:
    """The quotations under a position, and how many more there are."""

    citations: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Facts:
    """Rows by the name of their model and their id, with those that they replaced;
    `under` are the quotations under each position that is shown."""

    rows: Mapping[str, Rows]
    under: Mapping[int, Under]

    def of(self, model: str) -> Rows:
        return self.rows.get(model, NOTHING)

    def everyone(self, *models: str) -> Iterator[Any]:
        return chain.from_iterable(self.of(model).values() for model in models)

    def replaced(self, model: str, row: Any) -> list[Any]:
        """The rows that a row replaced, one after the other, the latest first."""
        found = []
        while (row := self.of(model).get(row.corrects_id)) is not None:
            found.append(row)
        return found


def facts_of(claim: Claim, marks: list[Mark], *, is_nested: bool) -> Facts:
    """The rows that a page shows; with quotations under their positions if asked."""
    ids: dict[str, list[int]] = {}
    for mark in marks:
        ids.setdefault(mark.model, []).append(mark.row)
    under: Mapping[int, Under] = {}
    rows: dict[str, Rows] = {}
    for model, needs in WORLD:
        name = str(model._meta.model_name)
        if wanted := ids.get(name):
            found = with_earlier(model, claim, wanted).select_related(*needs)
            rows[name] = {row.pk: row for row in _with_parties(found)}
        if model is Position and is_nested:
            under = _under(ids.get(name, []), rows.get(name, NOTHING))
            quoted = chain.from_iterable(one.citations for one in under.values())
            ids.setdefault("citation", []).extend(quoted)
    for model, needs in DESK:
        name = str(model._meta.model_name)
        if wanted := ids.get(name):
            rows[name] = model.objects.select_related(*needs).in_bulk(wanted)
    return Facts(rows, under)


def _with_parties(rows: Any) -> Any:
    return rows.prefetch_related("parties") if rows.model is StatusChange else rows


def _under(shown: list[int], rows: Rows) -> dict[int, Under]:
    """The quotations of each position, and of those that it replaced."""
    lines = {pk: _line(rows[pk], rows) for pk in shown}
    quoted = quoted_for(chain.from_iterable(lines.values()), MOST_UNDER)
    found = {}
    for pk, line in lines.items():
        carried = [quoted[one] for one in line if one in quoted]
        shown_of = tuple(chain.from_iterable(rows for rows, _ in carried))[:MOST_UNDER]
        more = sum(number for _, number in carried) - len(shown_of)
        found[pk] = Under(shown_of, more)
    return found


def _line(row: Any, rows: Rows) -> list[int]:
    """A position and those that it replaced, back to one that was taken back."""
    line = [row.pk]
    while not row.is_void and (row := rows.get(row.corrects_id)) is not None:
        line.append(row.pk)
    return line
