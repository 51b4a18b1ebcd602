"""What each row of a claim's timeline says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from tracker.models import (
    Citation,
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
from tracker.rules.facts import Evidence
from tracker.rules.vocabulary import (
    CitationState,
    InquiryChannel,
    RelationKind,
    Role,
    SilenceKind,
    SourceState,
    Stance,
    Status,
    WorkflowState,
)
from tracker.rules.wording import label_of

QUIET = (None, SourceState.UNKNOWN, SourceState.OK, SourceState.CHANGED)

WELL = (
    None,
    CitationState.EXACT,
    CitationState.EXACT_TYPOGRAPHIC,
    CitationState.EXACT_MOVED,
)


@dataclass(frozen=True, kw_only=True)
class Said:
    what: str
    text: str
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Quoted words with what became of them. `is_well`: they stand as they were."""

    exact: str
    language: str
    source: str
    source_url: str
    address: str
    state: str
    is_well: bool
    grade: str


def state_of_row(row: WorldFact) -> str:
    """Empty for a row that stands."""
    later: WorldFact | None = getattr(row, "corrected_by", None)
    if later is not None:
        return f"{'Taken back' if later.is_void else 'Corrected'}: {later.reason}"
    return f"Taken back: {row.reason}" if row.is_void else ""


def stance(row: Position, names: Mapping[int, str]) -> Said:
    what = label_of(Stance(row.stance)) if row.stance else ""
    gist = row.gist.get("en", "")
    spoken = f" (by {row.speaker})" if row.speaker else ""
    return Said(what=what, who=names.get(row.party_id, ""), text=f"{gist}{spoken}")


def silence(row: Silence, names: Mapping[int, str]) -> Said:
    what = label_of(SilenceKind(row.kind)) if row.kind else ""
    return Said(what=what, who=names.get(row.party_id, ""), text="")


def inquiry(row: Inquiry, names: Mapping[int, str]) -> Said:
    channel = label_of(InquiryChannel(row.channel)).lower() if row.channel else ""
    due = f"deadline {row.deadline:%d %B %Y, %H:%M} UTC" if row.deadline else ""
    parts = (row.question, due)
    return Said(
        what=f"Asked by {channel}" if channel else "Asked",
        who=names.get(row.party_id, ""),
        text="; ".join(part for part in parts if part),
    )


def citation(row: Citation) -> Said:
    return Said(what="Citation", text="")


def quote(row: Citation, title: str, seen: Evidence | None) -> Quote:
    """A citation that nobody graded, or that counts no more, has no state."""
    state, is_well = _state(seen)
    grade = f"{seen.reliability}{seen.credibility}" if seen else "not graded"
    bearing = label_of(seen.bearing).lower() if seen else ""
    return Quote(
        exact=row.exact,
        language=row.language,
        source=title or row.source.url,
        source_url=reverse("admin:tracker_source_change", args=[row.source_id]),
        address=row.source.url,
        state=state,
        is_well=is_well,
        grade=f"{grade}, {bearing}" if bearing else grade,
    )


def _state(seen: Evidence | None) -> tuple[str, bool]:
    if seen is None:
        return "", True
    if seen.is_withdrawn:
        return "Altered, counts no more", False
    said = label_of(seen.state) if seen.state else "Not looked at yet"
    is_well = seen.state in WELL
    if seen.source_state not in QUIET and seen.source_state is not None:
        return f"{said}; {label_of(seen.source_state).lower()}", False
    return said, is_well


def status(row: StatusChange, names: Mapping[int, str]) -> Said:
    what = f"Status: {label_of(Status(row.status)).lower()}" if row.status else "Status"
    turned = ", ".join(names.get(one.party_id, "") for one in row.parties.all())
    against = row.proposed and row.proposed != row.status
    proposed = label_of(Status(row.proposed)).lower() if against else ""
    parts = (
        f"turns on {turned}" if turned else "",
        f"against the proposal “{proposed}”" if proposed else "",
        f"approved by {row.approved_by}" if row.approved_by else "",
    )
    return Said(what=what, text="; ".join(part for part in parts if part))


def step(row: ClaimWorkflow) -> Said:
    into = f"merged into {row.merged_into.slug}" if row.merged_into else ""
    return Said(what=f"Work: {label_of(WorkflowState(row.state)).lower()}", text=into)


def wording(row: ClaimWording) -> Said:
    return Said(what=f"Worded ({row.language})", text=row.statement)


def role(row: ClaimParty, names: Mapping[int, str]) -> Said:
    what = label_of(Role(row.role)) if row.role else "No part any more"
    marks = (
        "burdened" if row.is_burdened else "",
        "answer expected" if row.is_expected else "",
    )
    text = ", ".join(mark for mark in marks if mark)
    return Said(what=what, who=names.get(row.party_id, ""), text=text)


def relation(row: ClaimRelation, claim: int, told: Mapping[int, str]) -> Said:
    kind = label_of(RelationKind(row.kind))
    is_own = row.claim_id == claim
    far = told.get(row.other_id if is_own else row.claim_id, "")
    what = kind if is_own else f"{kind} this claim"
    return Said(what=f"No longer: {what.lower()}" if row.is_ended else what, text=far)


def subject(row: ClaimTopic | ClaimPlace) -> Said:
    is_topic = isinstance(row, ClaimTopic)
    name = str(row.topic if isinstance(row, ClaimTopic) else row.place)
    verb = "No longer filed under" if row.is_ended else "Filed under"
    return Said(what=f"{verb} {'topic' if is_topic else 'place'}", text=name)
