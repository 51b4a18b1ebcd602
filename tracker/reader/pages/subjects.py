"""Topics and places: the lists, and one with its claims, its speakers, its changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.models import Place
from tracker.models.among import of_subject
from tracker.models.as_of import parties_of
from tracker.models.seen import HELD, Subject
from tracker.models.tallies import by_subject, speakers
from tracker.reader import access, words
from tracker.reader.dates import When
from tracker.reader.drawing.maps import Map, Spot, draw
from tracker.reader.finding import page_having
from tracker.reader.pages.change_lines import Change
from tracker.reader.pages.changes import latest_among
from tracker.reader.pages.claims import (
    PER_PAGE,
    ClaimRow,
    Turning,
    claim_rows,
    in_order,
    turning,
)
from tracker.reader.pages.parts import PartyLink, named, party_link
from tracker.reader.pages.tally import Tally, kept, tally
from tracker.reader.past import Past
from tracker.rules.choices import Choice
from tracker.rules.facets import Kind

MOST_SPEAKERS = 12
MOST_CHANGES = 8


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A topic or a place in a list, with what is counted of it."""

    slug: str
    name: str
    tally: Tally
    where: str = ""  # for a place: its coordinates


@dataclass(frozen=True, kw_only=True)
class SubjectList:
    rows: tuple[Listed, ...]
    map: Map | None
    counted: When | None


@dataclass(frozen=True)
class Speaker:
    """A party and of how many claims it spoke."""

    party: PartyLink
    claims: int


@dataclass(frozen=True, kw_only=True)
class SubjectPage:
    """`kind` is `topic` or `place`."""

    kind: str
    slug: str
    name: str
    where: str
    map: Map | None
    tally: Tally
    counted: When | None
    rows: tuple[ClaimRow, ...]
    speakers: tuple[Speaker, ...]
    changes: tuple[Change, ...]
    turning: Turning


def subject_list(subject: Subject, past: Past) -> SubjectList:
    """All topics or places that a listed claim belongs to, by name."""
    kind = HELD[subject][1]
    found, counted = kept(
        f"{kind}s", past, lambda: by_subject(kind, past.moment, past.now)
    )
    rows: list[Any] = list(subject._default_manager.filter(pk__in=found))
    rows.sort(key=_sorted)
    return SubjectList(
        rows=tuple(
            Listed(
                slug=row.slug,
                name=name_of(row),
                tally=tally(found[row.pk]),
                where=_where(row),
            )
            for row in rows
        ),
        map=draw([_spot(row) for row in rows if isinstance(row, Place)]),
        counted=counted,
    )


def subject_page(
    subject: Subject, slug: str, asked: Mapping[str, str], past: Past
) -> SubjectPage:
    """One topic or place; raises Http404, BadFilter."""
    row = access.subject(subject, slug, past)
    kind = HELD[subject][1]
    counts, counted = kept(
        f"{kind}:{row.pk}",
        past,
        lambda: by_subject(kind, past.moment, past.now, only=row.pk).get(row.pk, {}),
    )
    held = Choice(kind=Kind[kind.upper()], slug=row.slug)
    found = page_having(held, asked, past, size=PER_PAGE)
    return SubjectPage(
        kind=kind,
        slug=row.slug,
        name=name_of(row),
        where=_where(row),
        map=draw([_spot(row)]) if isinstance(row, Place) else None,
        tally=tally(counts),
        counted=counted,
        rows=claim_rows(in_order(found.claims), past),
        speakers=_speakers(kind, row.pk, past),
        changes=latest_among(
            of_subject(subject, row.pk, past.moment), past, MOST_CHANGES
        ),
        turning=turning(found.earlier, found.later, past),
    )


def _speakers(kind: str, which: int, past: Past) -> tuple[Speaker, ...]:
    found, _counted = kept(
        f"{kind}:{which}:speakers",
        past,
        lambda: speakers(kind, which, past.moment, past.now, most=MOST_SPEAKERS),
    )
    parties = parties_of(found, past.moment)
    return tuple(
        Speaker(party_link(party, parties), number)
        for party, number in found.items()
        if party in parties
    )


def name_of(row: Any) -> str:
    """A topic or a place in the page's language."""
    return words.straight(named(row.names))


def _sorted(row: Any) -> str:
    return name_of(row).casefold()


def _spot(row: Place) -> Spot:
    return Spot(
        name=name_of(row),
        latitude=row.latitude,
        longitude=row.longitude,
        km=row.precision_km,
    )


def _where(row: Any) -> str:
    """ "50.60° N, 36.60° E, within 20 km" """
    if not isinstance(row, Place):
        return ""
    north = "N" if row.latitude >= 0 else "S"
    east = "E" if row.longitude >= 0 else "W"
    return (
        f"{abs(row.latitude):.2f}° {north}, {abs(row.longitude):.2f}° {east}, "
        f"± {row.precision_km:g} km"
    )
