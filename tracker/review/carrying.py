"""Rows that stand in one claim, written anew in another: what merge and split share.

A row keeps its own dates and corrects the one that it comes from; `recorded_at` is the
moment of the move. So both claims show at every moment what was known of them then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import connection

from tracker.models import (
    Citation,
    CitationAssessment,
    CitationCheck,
    Claim,
    Inquiry,
    Position,
    Silence,
)
from tracker.models.lineage import successors
from tracker.review.load import Load, left_behind

World = TypeVar("World", Inquiry, Position, Silence, Citation)

# What a row does not take along.
_ITS_OWN = {"id", "claim_id", "corrects_id", "reason", "recorded_at", "recorded_by_id"}
_SEEN = [
    connection.ops.quote_name(str(field.column))
    for field in CitationCheck._meta.concrete_fields
    if field.column not in ("id", "citation_id")
]
_COPY_CHECKS = f"""
INSERT INTO tracker_citationcheck (citation_id, {", ".join(_SEEN)})
SELECT moved.later, {", ".join(f"seen.{column}" for column in _SEEN)}
FROM tracker_citationcheck seen
JOIN unnest(%s::bigint[], %s::bigint[]) AS moved(earlier, later)
    ON seen.citation_id = moved.earlier
ORDER BY seen.id
"""  # noqa: S608 - columns of our own table


@dataclass(frozen=True, kw_only=True)
class Move:
    """Where rows go, and who says so, when and why."""

    target: Claim
    why: str
    by: User | None
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Carried:
    """The new rows by the id of the row that each comes from."""

    inquiries: Mapping[int, Inquiry]
    positions: Mapping[int, Position]
    silences: Mapping[int, Silence]
    citations: Mapping[int, Citation]


def carry(load: Load, move: Move) -> Carried:
    """Write the rows anew in the other claim, in a number of statements that does not
    grow with them. The claims are locked by the caller."""
    inquiries = _inquiries(load, move)
    moved = {row.pk for row in load.inquiries}
    asked = _ends(load.asked, inquiries, move)
    positions = _write(load.positions, move, link=("answers_id", asked))
    silences = _write(load.silences, move, link=("inquiry_id", asked))
    said = _positions_of(load, positions, move)
    citations = _write(
        [row for row in load.citations if not left_behind(row, said)],
        move,
        link=("position_id", said),
    )
    _assess(citations, move)
    _copy_checks(citations)
    return Carried(
        inquiries={pk: row for pk, row in inquiries.items() if pk in moved},
        positions=positions,
        silences=silences,
        citations=citations,
    )


def _inquiries(load: Load, move: Move) -> dict[int, Inquiry]:
    """The inquiries that go; and those that rows which go refer to and that stay, once
    more: they were asked about both claims."""
    moved = _write(load.inquiries, move)
    named = successors(Inquiry, load.asked, move.now).values()
    others = Inquiry.objects.in_bulk({end for end in named if end not in moved})
    strange = [row for row in others.values() if row.claim_id != move.target.pk]
    return moved | _write(strange, move, is_copy=True)


def _ends(
    asked: Iterable[int], new: Mapping[int, Inquiry], move: Move
) -> dict[int, int | None]:
    """For each inquiry that is referred to, the one of the other claim that stands for
    it: the new one, or its correction that stands there already."""
    ends = successors(Inquiry, asked, move.now)
    return {first: new[end].pk if end in new else end for first, end in ends.items()}


def _positions_of(
    load: Load, positions: Mapping[int, Position], move: Move
) -> dict[int, int | None]:
    """The position that carried words stand with in the other claim; None where it
    stands in a third one.

    Words whose position is void stay with a void one: read as the publisher's own they
    would gain an independence that nobody gave them.
    """
    ids = {row.position_id for row in load.citations if row.position_id}
    ends = successors(Position, ids, move.now)
    others = Position.objects.in_bulk(set(ends.values()) - {*positions})
    strange = {pk: row for pk, row in others.items() if row.claim_id != move.target.pk}
    voids = _write([row for row in strange.values() if row.is_void], move)
    new = {pk: row.pk for pk, row in {**positions, **voids}.items()}
    return {
        first: new.get(end) if end in new or end in strange else end
        for first, end in ends.items()
    }


def _write(
    rows: Iterable[World],
    move: Move,
    *,
    link: tuple[str, Mapping[int, int | None]] | None = None,
    is_copy: bool = False,
) -> dict[int, World]:
    """The rows anew, by the ids of the old ones; `link` is a reference to follow."""
    old = list(rows)
    if not old:
        return {}
    new = [_anew(row, move, is_copy=is_copy) for row in old]
    if link is not None:
        column, ends = link
        for row in new:
            setattr(row, column, ends.get(getattr(row, column) or 0))
    made: list[World] = type(old[0])._default_manager.bulk_create(new)
    return {before.pk: after for before, after in zip(old, made, strict=True)}


def _anew(row: World, move: Move, *, is_copy: bool) -> World:
    """The same fact in the other claim. A copy corrects nothing, unless it is void:
    then there is nothing else that it could be."""
    kept: dict[str, Any] = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in _ITS_OWN
    }
    return type(row)(
        **kept,
        claim=move.target,
        corrects_id=row.pk if row.is_void or not is_copy else None,
        reason=move.why,
        recorded_by=move.by,
        recorded_at=move.now,
    )


def _assess(citations: Mapping[int, Citation], move: Move) -> None:
    """The grade of each citation goes along, and says who gave it."""
    rows = CitationAssessment.objects.known(move.now).filter(citation__in=citations)
    CitationAssessment.objects.bulk_create(
        CitationAssessment(
            citation=citations[row.citation_id],
            bearing=row.bearing,
            credibility=row.credibility,
            is_verified=row.is_verified,
            is_withdrawn=row.is_withdrawn,
            reason=_graded(row),
            recorded_by=move.by,
            recorded_at=move.now,
        )
        for row in rows.select_related("recorded_by").latest_per("citation")
    )


def _graded(row: CitationAssessment) -> str:
    who = f" by {row.recorded_by}" if row.recorded_by else ""
    why = f": {row.reason}" if row.reason else ""
    return f"Graded{who} on {row.recorded_at:%d %B %Y}{why}"


def _copy_checks(citations: Mapping[int, Citation]) -> None:
    """What the checks saw of the words they saw of the same words of the same source:
    nobody shall take them for unchecked, at no moment."""
    if not citations:
        return
    with connection.cursor() as cursor:
        ids = [row.pk for row in citations.values()]
        cursor.execute(_COPY_CHECKS, [list(citations), ids])
