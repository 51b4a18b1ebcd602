"""The rows of a claim's timeline: what each says, in words, and what can be done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from tracker.admin import timeline_words as words
from tracker.admin.facts import correct_url
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.models import Claim
from tracker.rules.facts import Record
from tracker.rules.vocabulary import Precision

WHO = ("recorded_by", "corrected_by")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row. `row` is its id among those of its kind; `carries` the position that a
    citation shows; `state` says when the row counts no more."""

    kind: str
    row: int
    at: datetime
    recorded_at: datetime
    is_day: bool
    what: str
    who: str
    text: str
    reason: str = ""
    by: str = ""
    state: str = ""
    carries: int = 0
    quote: words.Quote | None = None
    act: str = ""  # what can be done with it, and where
    act_url: str = ""
    earlier: tuple["Entry", ...] = ()
    quotations: tuple["Entry", ...] = field(default=())

    @property
    def is_folded(self) -> bool:
        return bool(self.state)


def rows_of(claim: Claim, now: datetime, known: Record) -> list[Entry]:
    """All rows, those that others replaced inside them, in constant queries."""
    positions = list(claim.positions.select_related(*WHO))
    silences = list(claim.silences.select_related(*WHO))
    inquiries = list(claim.inquiries.select_related(*WHO))
    citations = list(claim.citations.select_related(*WHO, "source"))
    statuses = list(
        claim.statuses.select_related(*WHO, "approved_by").prefetch_related("parties")
    )
    roles = list(claim.roles.select_related("recorded_by"))
    speaking: list[Any] = [*positions, *silences, *inquiries, *roles]
    named = {row.party_id for row in speaking}
    turned = {each.party_id for row in statuses for each in row.parties.all()}
    names = names_of(named | turned, now)
    titles = titles_of((row.source_id for row in citations), now)
    seen = {item.citation: item for item in known.evidence}
    chain = {row.corrects_id: row.pk for row in positions if not row.is_void}

    def quoted(row: Any) -> dict[str, Any]:
        quote = words.quote(row, titles.get(row.source_id, ""), seen.get(row.pk))
        return {"quote": quote, "carries": _latest(row.position_id or 0, chain)}

    return [
        *_world("position", positions, lambda row: words.stance(row, names)),
        *_world("silence", silences, lambda row: words.silence(row, names)),
        *_world("inquiry", inquiries, lambda row: words.inquiry(row, names)),
        *_world("citation", citations, words.citation, more=quoted),
        *_world("status", statuses, lambda row: words.status(row, names)),
        *_desk("role", roles, lambda row: words.role(row, names)),
        *_others(claim, now),
    ]


def _others(claim: Claim, now: datetime) -> list[Entry]:
    """What the desk did with the claim as a whole."""
    steps = claim.workflow.select_related("recorded_by", "merged_into")
    related = [
        *claim.relations.select_related("recorded_by"),
        *claim.incoming_relations.select_related("recorded_by"),
    ]
    ends = {row.claim_id for row in related} | {row.other_id for row in related}
    told = statements_of(ends, now)
    topics = claim.claim_topics.select_related("recorded_by", "topic")
    places = claim.claim_places.select_related("recorded_by", "place")
    return [
        *_desk("work", steps, words.step),
        *_desk("wording", claim.wordings.select_related("recorded_by"), words.wording),
        *_desk("relation", related, lambda row: words.relation(row, claim.pk, told)),
        *_desk("subject", [*topics, *places], words.subject),
    ]


def _world(
    kind: str,
    rows: Iterable[Any],
    say: Callable[[Any], words.Said],
    *,
    more: Callable[[Any], dict[str, Any]] = lambda row: {},
) -> list[Entry]:
    """Dated facts: each that stands or was taken back, with what it replaced."""
    by_id = {row.pk: row for row in rows}
    found = []
    for row in by_id.values():
        later = getattr(row, "corrected_by", None)
        is_inside = later is not None and later.pk in by_id and not later.is_void
        if row.is_void or is_inside:
            continue
        before = tuple(_dated(kind, one, say, {}) for one in _replaced(row, by_id))
        found.append(_dated(kind, row, say, {**more(row), "earlier": before}))
    return found


def _replaced(row: Any, by_id: Mapping[int, Any]) -> list[Any]:
    """The rows that a row replaced, one after the other, the latest first."""
    found = []
    while (row := by_id.get(row.corrects_id)) is not None:
        found.append(row)
    return found


def _dated(
    kind: str, row: Any, say: Callable[[Any], words.Said], more: Mapping[str, Any]
) -> Entry:
    said, state = say(row), words.state_of_row(row)
    act, url = ("", "") if state else _act(kind, row)
    return Entry(
        kind=kind,
        row=row.pk,
        at=row.effective_at,
        recorded_at=row.recorded_at,
        is_day=row.precision != Precision.EXACT,
        what=said.what,
        who=said.who,
        text=said.text,
        reason=row.reason,
        by=getattr(row, "author", "") or str(row.recorded_by or ""),
        state=state,
        act=act,
        act_url=url,
        **more,
    )


def _act(kind: str, row: Any) -> tuple[str, str]:
    if kind == "status":
        args = [row.claim_id, row.pk]
        return "Undo", reverse("admin:tracker_claim_undo", args=args)
    return "Correct", correct_url(row)


def _desk(
    kind: str, rows: Iterable[Any], say: Callable[[Any], words.Said]
) -> list[Entry]:
    """Facts of the desk: each holds until the next one."""
    return [
        Entry(
            kind=kind,
            row=row.pk,
            at=row.recorded_at,
            recorded_at=row.recorded_at,
            is_day=False,
            what=said.what,
            who=said.who,
            text=said.text,
            reason=row.reason,
            by=str(row.recorded_by or ""),
        )
        for row, said in ((row, say(row)) for row in rows)
    ]


def _latest(position: int, chain: Mapping[int | None, int]) -> int:
    """The row that a position was corrected to."""
    while position in chain:
        position = chain[position]
    return position


def in_a_line(row: Any, now: datetime) -> str:
    """A dated row in a line: when, who and what."""
    names = names_of([getattr(row, "party_id", None)], now)
    says: Mapping[str, Callable[[Any, Mapping[int, str]], words.Said]] = {
        "position": words.stance,
        "silence": words.silence,
        "inquiry": words.inquiry,
    }
    tell = says.get(row._meta.model_name)
    said = tell(row, names) if tell else words.Said(what="Citation", text=row.exact)
    told = ", ".join(part for part in (said.who, said.what, said.text) if part)
    state = words.state_of_row(row)
    return f"{row.effective_at:%d %B %Y}: {told}{f' ({state})' if state else ''}"
