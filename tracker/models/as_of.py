"""The record of claims as of a moment: rows in, the values that the rules read out.

Time travel is these queries over append-only rows. The number of queries does not
depend on the number of claims.
"""

from collections.abc import Iterable, Mapping

from django.db.models import OuterRef, Q, Subquery

from tracker.models.base import WorldFact, by_key
from tracker.models.check import CitationCheck
from tracker.models.citation import Citation, CitationAssessment
from tracker.models.claim import Claim, ClaimParty, ClaimRelation
from tracker.models.lineage import SourceOrigin, ancestors, origins
from tracker.models.party import PartyProfile
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.status import StatusChange
from tracker.rules import facts
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import (
    Bearing,
    CitationState,
    PartyKind,
    Precision,
    RelationKind,
    Role,
    SilenceKind,
    Stance,
    Status,
    Voice,
)


def record(claim: Claim, moment: Moment) -> facts.Record:
    """One claim's record as of a moment."""
    return records([claim.pk], moment)[claim.pk]


def records(claims: Iterable[int], moment: Moment) -> dict[int, facts.Record]:
    """The records of claims, by claim id, in a constant number of queries."""
    ids = list(claims)
    roles = by_key(_roles(ids, moment), "claim_id")
    positions = by_key(_counting(Position, ids, moment), "claim_id")
    silences = by_key(_counting(Silence, ids, moment), "claim_id")
    inquiries = by_key(_counting(Inquiry, ids, moment), "claim_id")
    statuses = by_key(
        _counting(StatusChange, ids, moment)
        .select_related("recorded_by", "superseded_by")
        .prefetch_related("parties"),
        "claim_id",
    )
    named = {
        row.party_id
        for group in (roles, positions, silences, inquiries)
        for rows in group.values()
        for row in rows
    } | {
        turned.party_id
        for rows in statuses.values()
        for row in rows
        for turned in row.parties.all()
    }
    evidence = _evidence(ids, moment)
    named |= {
        item.origin.party
        for items in evidence.values()
        for item in items
        if item.origin.party is not None
    }
    parties = parties_of(named, moment)
    relations = _relations(ids, moment)
    return {
        claim: facts.Record(
            parties=parties,
            roles=tuple(_role(row) for row in roles.get(claim, ())),
            positions=tuple(_position(row) for row in positions.get(claim, ())),
            silences=tuple(_silence(row) for row in silences.get(claim, ())),
            inquiries=tuple(_inquiry(row) for row in inquiries.get(claim, ())),
            statuses=tuple(_status(row) for row in statuses.get(claim, ())),
            evidence=tuple(evidence.get(claim, ())),
            relations=tuple(relations.get(claim, ())),
        )
        for claim in ids
    }


def parties_of(ids: Iterable[int], moment: Moment) -> dict[int, facts.Party]:
    """The parties and all that they stand under, as known at the moment."""
    wanted = ancestors(ids, moment.known_at)
    profiles = (
        PartyProfile.objects.known(moment.known_at)
        .filter(party__in=wanted)
        .select_related("party")
        .latest_per("party")
    )
    return {profile.party_id: _party(profile) for profile in profiles}


def _roles(claims: list[int], moment: Moment) -> list[ClaimParty]:
    latest = ClaimParty.objects.known(moment.known_at).filter(claim__in=claims)
    return [row for row in latest.latest_per("claim", "party") if row.role]


def _counting(model, claims: list[int], moment: Moment):  # type: ignore[no-untyped-def]
    return model.objects.filter(claim__in=claims).counting(moment).oldest_first()


def _evidence(claims: list[int], moment: Moment) -> dict[int, list[facts.Evidence]]:
    """Assessed citations; one that nobody has graded yet is no evidence."""
    rows = list(
        Citation.objects.filter(claim__in=claims)
        .counting(moment)
        .select_related("position")
        .annotate(seen=_last_seen(moment))
        .oldest_first()
    )
    assessments = {
        row.citation_id: row
        for row in CitationAssessment.objects.known(moment.known_at)
        .filter(citation__in=[row.pk for row in rows])
        .latest_per("citation")
    }
    sources = origins({row.source_id for row in rows}, moment.known_at)
    found: dict[int, list[facts.Evidence]] = {}
    for row in rows:
        if row.pk in assessments:
            found.setdefault(row.claim_id, []).append(
                _citation(row, assessments[row.pk], sources[row.source_id])
            )
    return found


def _last_seen(moment: Moment) -> Subquery:
    """The last state that a check saw a citation in, the carried-over ones aside."""
    seen = (
        CitationCheck.objects.filter(
            citation=OuterRef("pk"),
            check_run__effective_at__lte=moment.as_of,
            check_run__recorded_at__lte=moment.known_at,
        )
        .exclude(state=CitationState.UNCHECKABLE)
        .order_by("-check_run")
    )
    return Subquery(seen.values("state")[:1])


def _relations(claims: list[int], moment: Moment) -> dict[int, list[facts.Relation]]:
    latest = (
        ClaimRelation.objects.known(moment.known_at)
        .filter(Q(claim__in=claims) | Q(other__in=claims))
        .select_related("claim", "other")
        .latest_per("claim", "kind", "other")
    )
    rows = [row for row in latest if not row.is_ended]
    ends = {row.claim_id for row in rows} | {row.other_id for row in rows}
    published = set(
        Claim.objects.filter(pk__in=ends).published(moment).values_list("pk", flat=True)
    )
    found: dict[int, list[facts.Relation]] = {}
    for row in rows:
        kind = RelationKind(row.kind)
        if row.other_id in published:
            found.setdefault(row.claim_id, []).append(
                facts.Relation(kind=kind, other=row.other.slug)
            )
        if row.claim_id in published:
            found.setdefault(row.other_id, []).append(
                facts.Relation(kind=kind, other=row.claim.slug, is_incoming=True)
            )
    return found


def _party(row: PartyProfile) -> facts.Party:
    return facts.Party(
        id=row.party_id,
        slug=row.party.slug,
        names=row.names,
        kind=PartyKind(row.kind),
        parent=row.parent_id,
        speaks_for_parent=row.speaks_for_parent,
    )


def _role(row: ClaimParty) -> facts.ClaimRole:
    return facts.ClaimRole(
        party=row.party_id,
        role=Role(row.role),
        is_burdened=row.is_burdened,
        is_expected=row.is_expected,
    )


def _world(row: WorldFact) -> Mapping[str, object]:
    return {
        "id": row.pk,
        "effective_at": row.effective_at,
        "recorded_at": row.recorded_at,
        "corrects": row.corrects_id,
        "is_void": row.is_void,
        "effective_from": row.effective_from,
        "precision": Precision(row.precision),
    }


def _position(row: Position) -> facts.Position:
    return facts.Position(
        **_world(row),  # type: ignore[arg-type]
        party=row.party_id,
        stance=Stance(row.stance),
        speaker=row.speaker,
        voice=Voice(row.voice),
        gist=row.gist,
        answers=row.answers_id,
    )


def _silence(row: Silence) -> facts.Silence:
    return facts.Silence(
        **_world(row),  # type: ignore[arg-type]
        party=row.party_id,
        kind=SilenceKind(row.kind),
        inquiry=row.inquiry_id,
    )


def _inquiry(row: Inquiry) -> facts.Inquiry:
    return facts.Inquiry(
        **_world(row),  # type: ignore[arg-type]
        party=row.party_id,
        channel=row.channel,
        asked_by=row.asked_by,
        deadline=row.deadline,
    )


def _status(row: StatusChange) -> facts.StatusChange:
    return facts.StatusChange(
        **_world(row),  # type: ignore[arg-type]
        status=Status(row.status),
        parties=tuple(turned.party_id for turned in row.parties.all()),
        reason=row.reason,
        author=row.author or (str(row.recorded_by) if row.recorded_by else ""),
        superseded_by=row.superseded_by.slug if row.superseded_by else "",
    )


def _citation(
    row: Citation, assessment: CitationAssessment, source: SourceOrigin
) -> facts.Evidence:
    own_party = row.position.party_id if row.position else None
    origin = facts.Origin(party=own_party) if own_party else source.origin
    seen: str | None = getattr(row, "seen", None)
    return facts.Evidence(
        citation=row.pk,
        origin=origin,
        reliability=source.reliability,
        credibility=assessment.credibility,
        bearing=Bearing(assessment.bearing),
        effective_at=row.effective_at,
        is_verified=assessment.is_verified,
        is_withdrawn=assessment.is_withdrawn,
        state=CitationState(seen) if seen else None,
        publisher=source.publisher,
    )
