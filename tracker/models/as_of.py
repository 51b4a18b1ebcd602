"""The record of claims as of a moment: rows in, the values that the rules read out.

Time travel is these queries over append-only rows. The number of queries does not
depend on the number of claims.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from tracker.models import values
from tracker.models.base import by_key
from tracker.models.claim import Claim, ClaimParty, ClaimRelation
from tracker.models.evidence import evidence_of
from tracker.models.lineage import ancestors, heirs, successors
from tracker.models.party import PartyProfile
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.status import StatusChange
from tracker.rules import facts
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import RelationKind


@dataclass(frozen=True)
class _Rows:
    """All rows of the asked claims that count at a moment."""

    roles: list[ClaimParty]
    positions: list[Position]
    silences: list[Silence]
    inquiries: list[Inquiry]
    statuses: list[StatusChange]
    evidence: dict[int, list[facts.Evidence]]

    @property
    def parties(self) -> set[int]:
        """Every party that a row names."""
        turned = chain.from_iterable(row.parties.all() for row in self.statuses)
        weighed = chain.from_iterable(self.evidence.values())
        return {
            *(row.party_id for row in self.roles),
            *(row.party_id for row in self.positions),
            *(row.party_id for row in self.silences),
            *(row.party_id for row in self.inquiries),
            *(row.party_id for row in turned),
            *(item.origin.party for item in weighed if item.origin.party is not None),
        }


def record(claim: Claim, moment: Moment) -> facts.Record:
    """One claim's record as of a moment."""
    return records([claim.pk], moment)[claim.pk]


def records(claims: Iterable[int], moment: Moment) -> dict[int, facts.Record]:
    """The records of claims, by claim id, in a constant number of queries."""
    ids = list(claims)
    rows = _rows(ids, moment)
    parties = parties_of(rows.parties, moment)
    relations = _relations(ids, moment)
    asked = _latest_inquiries(rows, moment)
    newer = _published_names(rows.statuses, moment)
    roles = by_key(rows.roles, "claim_id")
    positions = by_key(rows.positions, "claim_id")
    silences = by_key(rows.silences, "claim_id")
    inquiries = by_key(rows.inquiries, "claim_id")
    statuses = by_key(rows.statuses, "claim_id")
    return {
        claim: facts.Record(
            parties=parties,
            roles=tuple(values.role(row) for row in roles.get(claim, ())),
            positions=tuple(
                values.position(row, answers=asked.get(row.answers_id or 0))
                for row in positions.get(claim, ())
            ),
            silences=tuple(
                values.silence(row, inquiry=asked.get(row.inquiry_id or 0))
                for row in silences.get(claim, ())
            ),
            inquiries=tuple(values.inquiry(row) for row in inquiries.get(claim, ())),
            statuses=tuple(
                values.status(
                    row, superseded_by=newer.get(row.superseded_by_id or 0, "")
                )
                for row in statuses.get(claim, ())
            ),
            evidence=tuple(rows.evidence.get(claim, ())),
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
    return {profile.party_id: values.party(profile) for profile in profiles}


def _rows(ids: list[int], moment: Moment) -> _Rows:
    positions = Position.objects.filter(claim__in=ids).counting(moment)
    silences = Silence.objects.filter(claim__in=ids).counting(moment)
    inquiries = Inquiry.objects.filter(claim__in=ids).counting(moment)
    statuses = StatusChange.objects.filter(claim__in=ids).counting(moment)
    named = statuses.select_related("recorded_by", "approved_by").prefetch_related(
        "parties"
    )
    return _Rows(
        roles=_roles(ids, moment),
        positions=list(positions.oldest_first()),
        silences=list(silences.oldest_first()),
        inquiries=list(inquiries.oldest_first()),
        statuses=list(named.oldest_first()),
        evidence=evidence_of(ids, moment),
    )


def _roles(claims: list[int], moment: Moment) -> list[ClaimParty]:
    latest = ClaimParty.objects.known(moment.known_at).filter(claim__in=claims)
    return [row for row in latest.latest_per("claim", "party") if row.role]


def _latest_inquiries(rows: _Rows, moment: Moment) -> dict[int, int]:
    """Requests that were answered or met with silence, as corrected by then: who
    answers a request has answered its corrected row, too."""
    named = {row.answers_id for row in rows.positions} | {
        row.inquiry_id for row in rows.silences
    }
    ids = {inquiry for inquiry in named if inquiry is not None}
    return successors(Inquiry, ids, moment.known_at)


def _published_names(
    statuses: Iterable[StatusChange], moment: Moment
) -> dict[int, str]:
    """The slugs of superseding claims, as they were merged by then; one that is taken
    back to the desk is not named to readers."""
    ids = {row.superseded_by_id for row in statuses if row.superseded_by_id}
    ends = heirs(ids, moment.known_at)
    published = Claim.objects.filter(pk__in=ends.values()).published(moment)
    slugs = {claim.pk: claim.slug for claim in published}
    return {claim: slugs[end] for claim, end in ends.items() if end in slugs}


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
