"""Rows as the values that the rules read, one function a kind."""

from datetime import datetime
from typing import TypedDict

from tracker.models.base import WorldFact
from tracker.models.citation import Citation, CitationAssessment
from tracker.models.claim import ClaimParty
from tracker.models.lineage import SourceOrigin
from tracker.models.party import PartyProfile
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.status import StatusChange
from tracker.rules import facts
from tracker.rules.vocabulary import (
    Bearing,
    CitationState,
    PartyKind,
    Precision,
    Role,
    SilenceKind,
    SourceState,
    Stance,
    Status,
    Voice,
)


class Dated(TypedDict):
    """What every dated fact of the world carries."""

    id: int
    effective_at: datetime
    recorded_at: datetime
    corrects: int | None
    is_void: bool
    effective_from: datetime | None
    precision: Precision


def dated(row: WorldFact) -> Dated:
    return {
        "id": row.pk,
        "effective_at": row.effective_at,
        "recorded_at": row.recorded_at,
        "corrects": row.corrects_id,
        "is_void": row.is_void,
        "effective_from": row.effective_from,
        "precision": Precision(row.precision),
    }


def party(row: PartyProfile) -> facts.Party:
    return facts.Party(
        id=row.party_id,
        slug=row.party.slug,
        names=row.names,
        kind=PartyKind(row.kind),
        parent=row.parent_id,
        speaks_for_parent=row.speaks_for_parent,
    )


def role(row: ClaimParty) -> facts.ClaimRole:
    return facts.ClaimRole(
        party=row.party_id,
        role=Role(row.role),
        is_burdened=row.is_burdened,
        is_expected=row.is_expected,
    )


def position(row: Position, *, answers: int | None) -> facts.Position:
    return facts.Position(
        **dated(row),
        party=row.party_id,
        stance=Stance(row.stance),
        speaker=row.speaker,
        voice=Voice(row.voice),
        gist=row.gist,
        answers=answers,
    )


def silence(row: Silence, *, inquiry: int | None) -> facts.Silence:
    return facts.Silence(
        **dated(row),
        party=row.party_id,
        kind=SilenceKind(row.kind),
        inquiry=inquiry,
    )


def inquiry(row: Inquiry) -> facts.Inquiry:
    return facts.Inquiry(
        **dated(row),
        party=row.party_id,
        channel=row.channel,
        asked_by=row.asked_by,
        deadline=row.deadline,
    )


def status(row: StatusChange, *, superseded_by: str) -> facts.StatusChange:
    return facts.StatusChange(
        **dated(row),
        status=Status(row.status),
        parties=tuple(turned.party_id for turned in row.parties.all()),
        reason=row.reason,
        author=row.author or (str(row.recorded_by) if row.recorded_by else ""),
        approver=str(row.approved_by) if row.approved_by else "",
        superseded_by=superseded_by,
    )


def evidence(
    row: Citation,
    assessment: CitationAssessment,
    *,
    source: SourceOrigin,
    carried: int | None,
    state: str,
    source_state: str,
) -> facts.Evidence:
    """`carried` is the party whose position the words carry; theirs is the origin."""
    return facts.Evidence(
        citation=row.pk,
        origin=facts.Origin(party=carried) if carried else source.origin,
        reliability=source.reliability,
        credibility=assessment.credibility,
        bearing=Bearing(assessment.bearing),
        effective_at=row.effective_at,
        is_verified=assessment.is_verified,
        is_withdrawn=assessment.is_withdrawn,
        state=CitationState(state) if state else None,
        source_state=SourceState(source_state) if source_state else None,
        publisher=source.publisher,
    )
