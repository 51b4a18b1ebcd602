"""A claim as its editor sees it: everything on record, in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from tracker.admin.facts import correct_url
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.admin.status_form import Conclusion, conclude
from tracker.models import (
    Claim,
    ClaimParty,
    ClaimRelation,
    Inquiry,
    Position,
    Silence,
    StatusChange,
)
from tracker.models.base import WorldFact
from tracker.review.workflow import is_public, state_of
from tracker.rules.vocabulary import (
    InquiryChannel,
    Precision,
    RelationKind,
    Role,
    SilenceKind,
    Stance,
    Status,
)
from tracker.rules.wording import label_of


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the record. `state` says when it counts no more."""

    at: datetime
    is_day: bool
    what: str
    who: str
    text: str
    by: str
    state: str
    correct_url: str


@dataclass(frozen=True, kw_only=True)
class Part:
    party: str
    role: str
    is_burdened: bool
    is_expected: bool


@dataclass(frozen=True, kw_only=True)
class Relation:
    words: str
    other: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    id: int
    at: datetime
    status: str
    proposed: str
    reason: str
    by: str
    approved_by: str
    state: str
    can_undo: bool


@dataclass(frozen=True, kw_only=True)
class ClaimPage:
    claim: Claim
    statement: str
    state: str
    is_public: bool
    conclusion: Conclusion
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...]
    relations: tuple[Relation, ...]
    decisions: tuple[Decision, ...]


def open_claim(claim: Claim, now: datetime) -> ClaimPage:
    """Everything about a claim that its page on the desk shows."""
    return ClaimPage(
        claim=claim,
        statement=statements_of([claim.pk], now)[claim.pk],
        state=label_of(state_of(claim, now)),
        is_public=is_public(claim, now),
        conclusion=conclude(claim, now),
        entries=_entries(claim, now),
        parts=_parts(claim, now),
        relations=_relations(claim, now),
        decisions=_decisions(claim),
    )


def _entries(claim: Claim, now: datetime) -> tuple[Entry, ...]:
    both = ("recorded_by", "corrected_by")
    positions = list(claim.positions.select_related(*both))
    silences = list(claim.silences.select_related(*both))
    inquiries = list(claim.inquiries.select_related(*both))
    citations = list(claim.citations.select_related(*both))
    said: list[Position | Silence | Inquiry] = [*positions, *silences, *inquiries]
    names = names_of((row.party_id for row in said), now)
    titles = titles_of((row.source_id for row in citations), now)
    found = [
        *(_entry(row, "Position", names, _stance(row)) for row in positions),
        *(_entry(row, "Silence", names, _kind(row)) for row in silences),
        *(_entry(row, "Inquiry", names, _channel(row)) for row in inquiries),
        *(
            _entry(row, "Citation", {}, row.exact, who=titles.get(row.source_id, ""))
            for row in citations
        ),
    ]
    return tuple(sorted(found, key=lambda entry: entry.at, reverse=True))


def _entry(
    row: Any, what: str, names: dict[int, str], text: str, *, who: str = ""
) -> Entry:
    state = state_of_row(row)
    return Entry(
        at=row.effective_at,
        is_day=row.precision != Precision.EXACT,
        what=what,
        who=who or names.get(getattr(row, "party_id", 0), ""),
        text=text,
        by=str(row.recorded_by or ""),
        state=state,
        correct_url="" if state else correct_url(row),
    )


def open_row(row: Any, now: datetime) -> str:
    """A row of the record in a line: when, who and what."""
    says = {"position": _stance, "silence": _kind, "inquiry": _channel}
    say = says.get(row._meta.model_name, lambda cited: str(cited.exact))
    who = names_of([getattr(row, "party_id", None)], now)
    told = ", ".join([*who.values(), say(row)])
    state = state_of_row(row)
    return f"{row.effective_at:%d %B %Y}: {told}{f' ({state})' if state else ''}"


def state_of_row(row: WorldFact) -> str:
    """Empty for a row that stands."""
    if row.is_void:
        return f"taken back: {row.reason}"
    later: WorldFact | None = getattr(row, "corrected_by", None)
    return f"corrected: {later.reason}" if later else ""


def _stance(row: Any) -> str:
    words = label_of(Stance(row.stance)) if row.stance else ""
    gist = row.gist.get("en", "")
    speaker = f" ({row.speaker})" if row.speaker else ""
    return f"{words}: {gist}{speaker}" if gist else f"{words}{speaker}"


def _kind(row: Any) -> str:
    return label_of(SilenceKind(row.kind)) if row.kind else ""


def _channel(row: Any) -> str:
    if not row.channel:
        return ""
    words = f"Asked: {label_of(InquiryChannel(row.channel)).lower()}"
    if row.deadline is None:
        return words
    return f"{words}, deadline {row.deadline:%d %B %Y, %H:%M} UTC"


def _parts(claim: Claim, now: datetime) -> tuple[Part, ...]:
    last = ClaimParty.objects.known(now).filter(claim=claim)
    rows = [row for row in last.latest_per("claim", "party") if row.role]
    names = names_of((row.party_id for row in rows), now)
    return tuple(
        Part(
            party=names[row.party_id],
            role=label_of(Role(row.role)),
            is_burdened=row.is_burdened,
            is_expected=row.is_expected,
        )
        for row in rows
    )


def _relations(claim: Claim, now: datetime) -> tuple[Relation, ...]:
    rows = [
        *_standing(claim.relations.all(), now),
        *_standing(claim.incoming_relations.all(), now),
    ]
    ends = {row.claim_id for row in rows} | {row.other_id for row in rows}
    statements = statements_of(ends, now)
    return tuple(_relation(row, claim, statements) for row in rows)


def _standing(rows: Any, now: datetime) -> Iterable[ClaimRelation]:
    latest = rows.known(now).latest_per("claim", "kind", "other")
    return [row for row in latest if not row.is_ended]


def _relation(row: ClaimRelation, claim: Claim, names: dict[int, str]) -> Relation:
    is_own = row.claim_id == claim.pk
    far = row.other_id if is_own else row.claim_id
    words = label_of(RelationKind(row.kind))
    return Relation(
        words=f"This claim: {words.lower()}" if is_own else f"{words} this claim",
        other=names[far],
        url=reverse("admin:tracker_claim_change", args=[far]),
    )


def _decisions(claim: Claim) -> tuple[Decision, ...]:
    rows = claim.statuses.select_related("recorded_by", "approved_by", "corrected_by")
    return tuple(_decision(row) for row in rows.order_by("-recorded_at", "-id"))


def _decision(row: StatusChange) -> Decision:
    state = state_of_row(row)
    return Decision(
        id=row.pk,
        at=row.effective_at,
        status=label_of(Status(row.status)) if row.status else "Decision taken back",
        proposed=label_of(Status(row.proposed)) if row.proposed else "",
        reason=row.reason,
        by=row.author or str(row.recorded_by or ""),
        approved_by=str(row.approved_by or ""),
        state=state,
        can_undo=not state,
    )
