"""Parties as the API tells them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tracker.api.moments import Asked
from tracker.models import Claim, ClaimParty, Party, PartyProfile, Position
from tracker.models.as_of import parties_of, records
from tracker.models.public import readable_claims
from tracker.rules import facts
from tracker.rules.standing import Stand, stands
from tracker.rules.voices import voice_of


@dataclass(frozen=True, kw_only=True)
class Known:
    """A party's profile at a moment; `parent` is a slug, or empty."""

    profile: PartyProfile
    parent: str

    @property
    def slug(self) -> str:
        return self.profile.party.slug


@dataclass(frozen=True, kw_only=True)
class Detail(Known):
    moment: facts.Moment


@dataclass(frozen=True, kw_only=True)
class Part:
    """Where a party stands on one claim, in its own voice or its parent's."""

    claim: str
    role: facts.ClaimRole | None
    stand: Stand


def profiles_of(parties: Sequence[Party], asked: Asked) -> list[Known]:
    """The parties as known at the moment; who was not known yet is left out."""
    rows = {
        row.party_id: row
        for row in PartyProfile.objects.known(asked.moment.known_at)
        .filter(party__in=parties)
        .select_related("party")
        .latest_per("party")
    }
    known = parties_of(rows, asked.moment)
    return [
        Known(profile=rows[party.pk], parent=_parent(rows[party.pk], known))
        for party in parties
        if party.pk in rows
    ]


def detail_of(party: Party, asked: Asked) -> Detail | None:
    """One party; None when it was not known yet."""
    return next(
        (
            Detail(
                profile=known.profile,
                parent=known.parent,
                moment=asked.moment,
            )
            for known in profiles_of([party], asked)
        ),
        None,
    )


def claims_of(party: Party, asked: Asked) -> QuerySet[Claim]:
    """The readable claims in which it has a role or a word, or once had."""
    return readable_claims(asked.moment, asked.now).filter(
        Q(pk__in=ClaimParty.objects.filter(party=party).values("claim"))
        | Q(pk__in=Position.objects.filter(party=party).values("claim"))
    )


def parts_in(claims: Sequence[Claim], party: Party, asked: Asked) -> list[Part]:
    """Its part in each of the claims; those in which it has none at the moment are left
    out."""
    found = records([claim.pk for claim in claims], asked.moment)
    parts = (
        _part(party.pk, claim.slug, found[claim.pk], asked.moment) for claim in claims
    )
    return [part for part in parts if part]


def _part(
    party: int, claim: str, record: facts.Record, moment: facts.Moment
) -> Part | None:
    stand = stands(record, moment).of(voice_of(party, record.parties))
    own = next((role for role in record.roles if role.party == party), None)
    has_said = any(position.party == party for position in record.positions)
    if stand is None or not (own or has_said):
        return None
    return Part(claim=claim, role=own, stand=stand)


def _parent(row: PartyProfile, known: dict[int, facts.Party]) -> str:
    parent = known.get(row.parent_id or 0)
    return parent.slug if parent else ""
