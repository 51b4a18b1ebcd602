"""A party's page: its part in every claim, and where it turned."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.models import Claim
from tracker.models.among import of_parties
from tracker.models.as_of import records
from tracker.models.lineage import mouths
from tracker.reader import access
from tracker.reader.dates import When
from tracker.reader.finding import page_having
from tracker.reader.pages.answers import Figure, answer_figures
from tracker.reader.pages.change_lines import Change
from tracker.reader.pages.changes import latest_among
from tracker.reader.pages.claims import (
    PER_PAGE,
    ClaimRow,
    Turning,
    claim_row,
    in_order,
    total_of,
    turning,
)
from tracker.reader.pages.matrix import Row, Said, matrix, said
from tracker.reader.pages.parties import Profile, family
from tracker.reader.pages.parts import statements
from tracker.reader.pages.turns import Turned, turned_on
from tracker.reader.past import Past
from tracker.rules.choices import Choice
from tracker.rules.facets import Kind
from tracker.rules.facts import Moment, Record
from tracker.rules.moments import counting
from tracker.rules.reversals import reversals
from tracker.rules.vocabulary import Role
from tracker.rules.voices import voice_of

MOST_CHANGES = 6


@dataclass(frozen=True, kw_only=True)
class Part:
    """A party's part in one claim. `own` is what it said itself, where it speaks in
    another's name and `row` is that one's."""

    claim: ClaimRow
    row: Row | None
    own: Said | None
    is_claimant: bool


@dataclass(frozen=True, kw_only=True)
class PartyPage:
    profile: Profile
    subordinates: tuple[Profile, ...]
    parts: tuple[Part, ...]
    total: str
    turned: tuple[Turned, ...]
    turning: Turning
    answers: tuple[Figure, ...]
    counted: When | None
    changes: tuple[Change, ...]

    @property
    def own(self) -> tuple[Part, ...]:
        """Where it is the claimant."""
        return tuple(part for part in self.parts if part.is_claimant)

    @property
    def others(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.is_claimant)


def party_page(slug: str, asked: Mapping[str, str], past: Past) -> PartyPage:
    """The page of a party; raises Http404, Moved, BadFilter."""
    party = access.party(slug, past)
    named = Choice(kind=Kind.PARTY, slug=party.slug)
    found = page_having(named, asked, past, size=PER_PAGE)
    below = family(party.pk, past.moment)
    profile = below.pop(party.pk)
    voices = mouths([party.pk], past.moment.known_at)[party.pk]
    answers, counted = answer_figures(party.pk, past)
    parts, turned = _parts(in_order(found.claims), party.pk, past.moment)
    return PartyPage(
        profile=profile,
        subordinates=_subordinates(below, past),
        parts=parts,
        total=total_of(found),
        turned=turned,
        turning=turning(found.earlier, found.later, past),
        answers=answers,
        counted=counted,
        changes=latest_among(of_parties(voices, past.moment), past, MOST_CHANGES),
    )


def _subordinates(below: Mapping[int, Profile], past: Past) -> tuple[Profile, ...]:
    """Of those right below a party the visible ones."""
    seen = access.parties(past, among=below).values_list("pk", flat=True)
    visible = set(seen)
    return tuple(row for number, row in below.items() if number in visible)


def _parts(
    claims: list[Claim], party: int, moment: Moment
) -> tuple[tuple[Part, ...], tuple[Turned, ...]]:
    ids = [claim.pk for claim in claims]
    found, worded = records(ids, moment), statements(ids, moment)
    parts: list[Part] = []
    turned: list[Turned] = []
    for claim in claims:
        record = found[claim.pk]
        voice = voice_of(party, record.parties)
        row = claim_row(claim, record, worded[claim.pk], moment)
        parts.append(_part(row, party, record, moment))
        turned += [
            turned_on(reversal, claim.slug, row.statement)
            for reversal in reversals(record, moment)
            if reversal.party == voice
        ]
    return tuple(parts), tuple(turned)


def _part(claim: ClaimRow, party: int, record: Record, moment: Moment) -> Part:
    voice = voice_of(party, record.parties)
    slug = record.parties[voice].slug if voice in record.parties else ""
    rows = [row for row in matrix(record, moment) if row.party.slug == slug]
    own = [row for row in counting(record.positions, moment) if row.party == party]
    speaks_for_another = voice != party
    return Part(
        claim=claim,
        row=rows[0] if rows else None,
        own=said(own[-1], voice, record) if own and speaks_for_another else None,
        is_claimant=any(
            one.role is Role.CLAIMANT and voice_of(one.party, record.parties) == voice
            for one in record.roles
        ),
    )
