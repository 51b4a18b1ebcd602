"""Parties: the register of those whom a readable claim names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.models import PartyProfile
from tracker.reader import access, words
from tracker.reader.pages.parts import PartyLink, named
from tracker.reader.past import Past
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import PartyKind

DEEPEST = 3


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A party as the desk knew it at a moment."""

    id: int
    slug: str
    name: str
    full_name: str
    kind: str
    country: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    parent: PartyLink | None = None
    speaks_for_parent: bool = False


@dataclass(frozen=True)
class Listed:
    """A line of the register; `depth` is how far below others the party stands."""

    profile: Profile
    depth: int


def party_list(past: Past) -> tuple[Listed, ...]:
    """Every visible party, each below its parent, by name."""
    visible = set(access.parties(past).values_list("pk", flat=True))
    found = [row for row in profiles(past.moment).values() if row.id in visible]
    by_parent: dict[str, list[Profile]] = {}
    for row in sorted(found, key=lambda row: row.name.casefold()):
        by_parent.setdefault(row.parent.slug if row.parent else "", []).append(row)
    return tuple(_below("", by_parent, depth=0))


def _below(
    parent: str, by_parent: Mapping[str, list[Profile]], *, depth: int
) -> Iterator[Listed]:
    for row in by_parent.get(parent, ()):
        yield Listed(row, min(depth, DEEPEST))
        yield from _below(row.slug, by_parent, depth=depth + 1)


def profiles(moment: Moment) -> dict[int, Profile]:
    """All parties as known at a moment, by id."""
    return _profiles(list(_known(moment).latest_per("party")), ())


def family(party: int, moment: Moment) -> dict[int, Profile]:
    """A party and those right below it as known at a moment, by id."""
    known = PartyProfile.objects.known(moment.known_at)
    wanted = {party, *known.filter(parent=party).values_list("party", flat=True)}
    rows = list(_known(moment).filter(party__in=wanted).latest_per("party"))
    parents = {row.parent_id for row in rows if row.parent_id}
    above = _known(moment).filter(party__in=parents).latest_per("party")
    own = (row for row in rows if row.party_id == party or row.parent_id == party)
    return _profiles(list(own), above)


def _known(moment: Moment) -> Any:
    return PartyProfile.objects.known(moment.known_at).select_related("party")


def _profiles(
    rows: list[PartyProfile], above: Iterable[PartyProfile]
) -> dict[int, Profile]:
    """The profiles of rows; `above` are those of parents that may not be among them."""
    links = {
        row.party_id: PartyLink(row.party.slug, _name(row)) for row in (*above, *rows)
    }
    return {row.party_id: _profile(row, links) for row in rows}


def _profile(row: PartyProfile, links: Mapping[int, PartyLink]) -> Profile:
    full_name = named(row.full_names)
    return Profile(
        id=row.party_id,
        slug=row.party.slug,
        name=_name(row),
        full_name=full_name if full_name != _name(row) else "",
        kind=words.label(PartyKind(row.kind)),
        country=row.country,
        aliases=tuple(row.aliases),
        same_as=tuple(row.same_as),
        parent=links.get(row.parent_id) if row.parent_id else None,
        speaks_for_parent=row.speaks_for_parent,
    )


def _name(row: PartyProfile) -> str:
    return words.straight(named(row.names) or row.party.slug)
