"""The rows of a claim's timeline: what each says, in words, and what can be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from tracker.admin import timeline_words as words
from tracker.admin.facts import correct_url
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.admin.timeline_facts import Facts, Under, facts_of
from tracker.models import Claim
from tracker.models.on_record import TABLES, Mark
from tracker.rules.facts import Record
from tracker.rules.vocabulary import Precision

Say = Callable[[Any], words.Said]
KIND_OF: Mapping[str, str] = {model: kind for kind, model, _ in TABLES}
DATED = ("position", "silence", "inquiry", "citation", "statuschange")
NAMED = ("position", "silence", "inquiry", "claimparty")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row. `row` is its id among those of its table; `state` says when the row
    counts no more. `more` counts the quotations that are not shown under it."""

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
    quote: words.Quote | None = None
    act: str = ""  # what can be done with it, and where
    act_url: str = ""
    earlier: tuple["Entry", ...] = ()
    quotations: tuple["Entry", ...] = ()
    more: int = 0

    @property
    def is_folded(self) -> bool:
        return bool(self.state)


def entries_of(
    claim: Claim, marks: list[Mark], now: datetime, known: Record, *, is_nested: bool
) -> list[Entry]:
    """The marked rows in their order, those that they replaced inside them; with
    quotations under their positions if asked."""
    facts = facts_of(claim, marks, is_nested=is_nested)
    says = _says(claim, facts, now)
    quote = _quote(facts, now, known)

    def told(mark: Mark) -> Entry:
        row = facts.of(mark.model)[mark.row]
        if mark.model not in DATED:
            return _desk(KIND_OF[mark.model], row, says[mark.model])
        entry = _world(mark.model, row, facts, says[mark.model])
        return replace(entry, quote=quote(row)) if mark.model == "citation" else entry

    def with_quotations(mark: Mark) -> Entry:
        under = facts.under.get(mark.row) if mark.model == "position" else None
        found = under or Under()
        quoted = tuple(told(Mark("citation", pk)) for pk in found.citations)
        return replace(told(mark), quotations=quoted, more=found.more)

    return [with_quotations(mark) for mark in marks]


def _says(claim: Claim, facts: Facts, now: datetime) -> dict[str, Say]:
    """How the rows of each table are worded."""
    turned = (
        each.party_id
        for row in facts.everyone("statuschange")
        for each in row.parties.all()
    )
    names = names_of((*(row.party_id for row in facts.everyone(*NAMED)), *turned), now)
    related = list(facts.everyone("claimrelation"))
    ends = {row.claim_id for row in related} | {row.other_id for row in related}
    told = statements_of(ends, now)
    return {
        "position": lambda row: words.stance(row, names),
        "silence": lambda row: words.silence(row, names),
        "inquiry": lambda row: words.inquiry(row, names),
        "citation": words.citation,
        "statuschange": lambda row: words.status(row, names),
        "claimparty": lambda row: words.role(row, names),
        "claimworkflow": words.step,
        "claimwording": words.wording,
        "claimrelation": lambda row: words.relation(row, claim.pk, told),
        "claimtopic": words.subject,
        "claimplace": words.subject,
    }


def _quote(facts: Facts, now: datetime, known: Record) -> Callable[[Any], words.Quote]:
    """How quoted words are shown, with what became of them."""
    titles = titles_of((row.source_id for row in facts.everyone("citation")), now)
    seen = {item.citation: item for item in known.evidence}
    return lambda row: words.quote(row, titles.get(row.source_id, ""), seen.get(row.pk))


def _world(model: str, row: Any, facts: Facts, say: Say) -> Entry:
    """A dated fact that stands or was taken back, with what it replaced."""
    kind = KIND_OF[model]
    before = tuple(_dated(kind, one, say) for one in facts.replaced(model, row))
    return replace(_dated(kind, row, say), earlier=before)


def _dated(kind: str, row: Any, say: Say) -> Entry:
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
    )


def _act(kind: str, row: Any) -> tuple[str, str]:
    if kind == "status":
        args = [row.claim_id, row.pk]
        return "Undo", reverse("admin:tracker_claim_undo", args=args)
    return "Correct", correct_url(row)


def _desk(kind: str, row: Any, say: Say) -> Entry:
    """A fact of the desk: it holds until the next one."""
    said = say(row)
    return Entry(
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
