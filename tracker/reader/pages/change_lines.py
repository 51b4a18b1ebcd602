"""A change in words: what happened to which claim, and which way it moved it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.models import ClaimWorkflow, EvidenceTurn, Position, StatusChange
from tracker.models.base import WorldFact, by_key
from tracker.models.changes import Key
from tracker.models.streams import claim_of
from tracker.reader import words
from tracker.reader.dates import When, dated, exactly, iso
from tracker.reader.pages.change_words import (
    as_published,
    value,
    way_label,
    what_was_corrected,
)
from tracker.reader.pages.parts import PartyLink, Statement, named, party_link
from tracker.reader.pages.timeline import TURNED, label_then, turned_words
from tracker.reader.pages.turns import turned
from tracker.rules import facts
from tracker.rules.facts import Moment, Record
from tracker.rules.reversals import reversals
from tracker.rules.strength import Direction, step_of
from tracker.rules.vocabulary import CitationState, Stance, WorkflowState


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change. `key` names its mark and `way` which way a status moved; `note` is
    what became of the row since; `uid` is its name for ever."""

    uid: str
    kind: str
    kind_label: str
    key: str
    title: str
    slug: str
    statement: Statement
    recorded: When
    when: When | None = None
    way: str = ""
    way_label: str = ""
    party: PartyLink | None = None
    detail: str = ""
    note: str = ""
    cursor: str = ""


@dataclass(frozen=True)
class Told:
    """What is known of the claims of a page of changes, loaded once."""

    moment: Moment
    records: Mapping[int, Record]
    statements: Mapping[int, Statement]
    decisions: Mapping[int, list[StatusChange]]


def cursor_of(key: Key) -> str:
    return f"{iso(key.at)}~{key.stream}~{key.id}"


def decisions_of(
    claims: Iterable[int], moment: Moment
) -> dict[int, list[StatusChange]]:
    """All decisions known by the moment, those that were corrected, too."""
    rows = StatusChange.objects.known(moment.known_at).filter(claim__in=list(claims))
    named = rows.select_related("recorded_by").prefetch_related("parties")
    return by_key(named, "claim_id")


def change(key: Key, row: Any, told: Told) -> Change | None:
    """A row as readers are told of it; nothing where its claim has no words yet."""
    claim = claim_of(row)
    statement = told.statements.get(claim)
    if statement is None:
        return None
    slug = row.citation.claim.slug if isinstance(row, EvidenceTurn) else row.claim.slug
    base: dict[str, Any] = {
        "uid": f"{key.stream}-{key.id}",
        "slug": slug,
        "statement": statement,
        "recorded": exactly(key.at),
        "cursor": cursor_of(key),
    }
    if isinstance(row, WorldFact):
        base["when"] = dated(row.effective_at, row.effective_from, row.precision)
    return Change(**base, **_told(key.stream, row, told))


def _told(stream: str, row: Any, told: Told) -> dict[str, Any]:
    if stream == "status":
        return _status(row, told)
    if stream == "position":
        return _position(row, told)
    if stream == "evidence":
        return _evidence(row)
    if stream == "claim":
        return _work(row, told)
    return _correction(stream, row)


def _status(row: StatusChange, told: Told) -> dict[str, Any]:
    rows = [value(one) for one in told.decisions.get(row.claim_id, ())]
    own = next(one for one in rows if one.id == row.pk)
    step = step_of(own, rows, told.moment)
    way = Direction.WITHDRAWN if row.is_void and step.after is None else step.direction
    shown = own if own.status else step.after
    key = shown.status.value if shown and shown.status else words.NOT_ASSESSED
    return {
        "kind": "status",
        "kind_label": _("Status"),
        "key": key,
        "title": _title(shown, told.records[row.claim_id]),
        "way": way.value,
        "way_label": way_label(way, step),
        "detail": row.reason,
        "note": _corrected(row, told.moment),
    }


def _title(shown: facts.StatusChange | None, record: Record) -> str:
    if shown is None or shown.status is None:
        return words.status_label(words.NOT_ASSESSED)
    return words.straight(label_then(shown, record))


def _position(row: Position, told: Told) -> dict[str, Any]:
    record = told.records[row.claim_id]
    stance = Stance(row.stance)
    known = row.party_id in record.parties
    found = reversals(record, told.moment)
    turn = next((one for one in found if one.position.id == row.pk), None)
    return {
        "kind": "position",
        "kind_label": _("Reversal") if turn else _("Position"),
        "key": stance.value,
        "title": words.label(stance),
        "party": party_link(row.party_id, record) if known else None,
        "detail": words.straight(named(row.gist)),
        "way": "turned" if turn else "",
        "way_label": turned(turn) if turn else "",
        "note": _corrected(row, told.moment),
    }


def _evidence(row: EvidenceTurn) -> dict[str, Any]:
    state = CitationState(row.state)
    return {
        "kind": "evidence",
        "kind_label": _("Evidence"),
        "key": state.value,
        "title": turned_words(state),
        "detail": words.straight(row.citation.exact),
        "when": exactly(row.effective_at),
        "way": "weaker" if state in TURNED else "stronger",
    }


def _work(row: ClaimWorkflow, told: Told) -> dict[str, Any]:
    """What is public of the desk's work: its reason is not."""
    decided = told.decisions.get(row.claim_id, ())
    if row.state == WorkflowState.PUBLISHED:
        title, detail = _("Claim published"), as_published(row, decided)
    elif row.merged_into_id:
        title, detail = _("Claim merged into another"), ""
    else:
        title, detail = _("Claim archived: the desk no longer works on it"), ""
    return {
        "kind": "claim",
        "kind_label": _("Claim"),
        "key": "",
        "title": title,
        "detail": detail,
    }


def _correction(stream: str, row: Any) -> dict[str, Any]:
    return {
        "kind": "correction",
        "kind_label": _("Correction"),
        "key": "",
        "title": what_was_corrected(stream, row),
        "detail": row.reason if stream != "wording" else "",
    }


def _corrected(row: WorldFact, moment: Moment) -> str:
    later = getattr(row, "corrected_by", None)
    if later is None or later.recorded_at > moment.known_at:
        return ""
    return _("Corrected since.")
