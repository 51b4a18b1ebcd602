"""Which claims a change of a party or of a source may touch."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tracker.models import (
    Citation,
    ClaimParty,
    Party,
    PartyProfile,
    Position,
    Silence,
    Source,
    SourceProfile,
)


def claims_of_party(party: Party) -> set[int]:
    """Claims in which the party, or one that ever stood below it, has a part."""
    below = _grow({party.pk}, _below)
    carried = SourceProfile.objects.filter(origin_party__in=below)
    claims = _cited(set(carried.values_list("source", flat=True)))
    for table in (ClaimParty, Position, Silence):
        rows = table._default_manager.filter(party__in=below)
        claims.update(rows.values_list("claim", flat=True))
    return claims


def claims_of_source(source: Source) -> set[int]:
    """Claims that cite the source, or one that ever carried its word."""
    return _cited({source.pk})


def standing_on(source: object) -> QuerySet[Citation]:
    """The quotations of a source whose words still stand; `source` may be a column."""
    return standing().filter(source=source)  # type: ignore[misc]


def standing() -> QuerySet[Citation]:
    """The quotations that nobody has corrected or taken back."""
    return Citation.objects.filter(is_void=False, corrected_by__isnull=True)


def standing_on_any(sources: QuerySet[Any]) -> QuerySet[Citation]:
    """The same for many sources; told so that the database sees that few quotations
    are ever corrected, and goes by the pages."""
    later = Citation.objects.filter(corrects=OuterRef("pk"))
    rows = Citation.objects.filter(~Exists(later), source__in=sources, is_void=False)
    return rows.order_by()


def claims_citing(sources: Iterable[int]) -> dict[int, list[int]]:
    """The claims that quote each source in words that still stand, by source."""
    rows = standing().filter(source__in=set(sources))
    found: dict[int, list[int]] = {}
    pairs = rows.order_by("source", "claim").values_list("source", "claim").distinct()
    for source, claim in pairs:
        found.setdefault(source, []).append(claim)
    return found


def _cited(sources: set[int]) -> set[int]:
    citing = Citation.objects.filter(source__in=_grow(sources, _carrying))
    return set(citing.values_list("claim", flat=True))


def _below(parties: set[int]) -> Iterable[int]:
    rows = PartyProfile.objects.filter(parent__in=parties)
    return rows.values_list("party", flat=True)


def _carrying(sources: set[int]) -> Iterable[int]:
    rows = SourceProfile.objects.filter(origin_source__in=sources)
    return rows.values_list("source", flat=True)


def _grow(found: set[int], more: Callable[[set[int]], Iterable[int]]) -> set[int]:
    """All that is reached in any number of steps; circles end by themselves."""
    while fresh := set(more(found)) - found:
        found = found | fresh
    return found
