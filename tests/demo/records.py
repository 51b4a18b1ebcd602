"""The demo desk as the records that the rules read, without a database."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import TypeVar

from tracker.demo import desk
from tracker.demo.articles import articles
from tracker.demo.desk.evidence import POSITION_CREDIBILITY
from tracker.demo.quotations import BY_KEY
from tracker.rules import facts

Row = TypeVar("Row", bound=facts.WorldFact)

IDS = {party.slug: number for number, party in enumerate(desk.PARTIES, start=1)}
INQUIRY_IDS = {inquiry.key: n for n, inquiry in enumerate(desk.INQUIRIES, start=1)}
GRADES = {source.article: source for source in desk.SOURCES}
SOURCE_IDS = {article: number for number, article in enumerate(GRADES, start=1)}
END = datetime(2025, 4, 27, tzinfo=UTC)


def known(rows: Iterable[Row], at: datetime) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.recorded_at <= at)


def record_of(claim: int, at: datetime = END) -> facts.Record:
    """What the desk knew of a claim at a moment."""
    about = next(row for row in desk.CLAIMS if row.number == claim)
    return facts.Record(
        parties={IDS[party.slug]: party_of(party.slug) for party in desk.PARTIES},
        roles=tuple(
            facts.ClaimRole(
                party=IDS[part.party],
                role=part.role,
                is_burdened=part.is_burdened,
                is_expected=part.is_expected,
            )
            for part in about.parts
        ),
        positions=known(positions(claim), at),
        silences=known(silences(claim), at),
        inquiries=known(inquiries(claim), at),
        statuses=known(statuses(claim), at),
        evidence=tuple(evidence(claim, at)),
    )


def party_of(slug: str) -> facts.Party:
    party = next(party for party in desk.PARTIES if party.slug == slug)
    return facts.Party(
        id=IDS[slug],
        slug=slug,
        names=party.names,
        kind=party.kind,
        parent=IDS[party.parent] if party.parent else None,
        speaks_for_parent=party.speaks_for_parent,
    )


def positions(claim: int) -> list[facts.Position]:
    numbers = count(1)
    return [
        facts.Position(
            id=next(numbers),
            effective_at=row.said,
            recorded_at=row.recorded,
            effective_from=row.said_from,
            precision=row.precision,
            party=IDS[row.party],
            stance=row.stance,
            speaker=row.speaker,
            voice=row.voice,
            gist=row.gist,
            answers=INQUIRY_IDS[row.answers] if row.answers else None,
        )
        for row in desk.POSITIONS
        if row.claim == claim
    ]


def silences(claim: int) -> list[facts.Silence]:
    numbers = count(1)
    return [
        facts.Silence(
            id=next(numbers),
            effective_at=row.looked,
            recorded_at=row.recorded,
            party=IDS[row.party],
            kind=row.kind,
            inquiry=INQUIRY_IDS[row.inquiry] if row.inquiry else None,
        )
        for row in desk.SILENCES
        if row.claim == claim
    ]


def inquiries(claim: int) -> list[facts.Inquiry]:
    return [
        facts.Inquiry(
            id=INQUIRY_IDS[row.key],
            effective_at=row.asked,
            recorded_at=row.recorded,
            party=IDS[row.party],
            channel=row.channel,
            asked_by=row.asked_by,
            deadline=row.deadline,
        )
        for row in desk.INQUIRIES
        if row.claim == claim
    ]


def statuses(claim: int) -> list[facts.StatusChange]:
    numbers = count(1)
    return [
        facts.StatusChange(
            id=next(numbers),
            effective_at=row.decided,
            recorded_at=row.recorded,
            status=row.status,
            parties=tuple(IDS[party] for party in row.turns_on),
            reason=row.reason,
            author=row.author,
        )
        for row in desk.STATUSES
        if row.claim == claim
    ]


def evidence(claim: int, at: datetime) -> list[facts.Evidence]:
    """Words of positions have the party as their origin; the rest their source's."""
    numbers = count(1)
    said = [
        facts.Evidence(
            citation=next(numbers),
            origin=facts.Origin(party=IDS[row.party]),
            reliability=GRADES[BY_KEY[quote].article].reliability,
            credibility=POSITION_CREDIBILITY,
            bearing=row.bearing,
            effective_at=row.said,
        )
        for row in desk.POSITIONS
        if row.claim == claim and row.recorded <= at
        for quote in row.quotes
    ]
    shown = [
        facts.Evidence(
            citation=next(numbers),
            origin=origin_of(BY_KEY[row.quote].article),
            reliability=GRADES[BY_KEY[row.quote].article].reliability,
            credibility=row.credibility,
            bearing=row.bearing,
            effective_at=articles()[BY_KEY[row.quote].article].published,
        )
        for row in desk.EVIDENCE
        if row.claim == claim and row.recorded <= at
    ]
    return [*said, *shown]


def origin_of(article: str) -> facts.Origin:
    party = GRADES[article].origin
    if party:
        return facts.Origin(party=IDS[party])
    return facts.Origin(source=SOURCE_IDS[article])
