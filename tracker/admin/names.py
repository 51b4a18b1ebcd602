"""What rows are called on the desk: statements, names of parties, titles of sources.

Each takes many ids and asks one question of the database.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django_stubs_ext import WithAnnotations

from tracker.models import (
    Claim,
    ClaimParty,
    ClaimWording,
    Party,
    PartyProfile,
    Position,
    SourceProfile,
)

# So many names are in a list to choose from.
OFFERED = 40


class Named(TypedDict):
    name: str


def statements_of(claims: Iterable[int | None], now: datetime) -> dict[int, str]:
    """Claims as the desk words them in English; by their slug without words."""
    ids = {claim for claim in claims if claim}
    return dict(worded(Claim.objects.filter(pk__in=ids), now).values_list("pk", "name"))


def names_of(parties: Iterable[int | None], now: datetime) -> dict[int, str]:
    """Parties by their short English name."""
    ids = {party for party in parties if party}
    return dict(named(now).filter(pk__in=ids).values_list("pk", "name"))


def titles_of(sources: Iterable[int | None], now: datetime) -> dict[int, str]:
    """Sources by publisher and title, as far as the desk holds them."""
    ids = {source for source in sources if source}
    rows = SourceProfile.objects.known(now).filter(source__in=ids).latest_per("source")
    return {
        source: ": ".join(part for part in (publisher, title) if part)
        for source, publisher, title in rows.values_list("source", "publisher", "title")
    }


def worded(
    claims: QuerySet[Claim], now: datetime
) -> "QuerySet[WithAnnotations[Claim, Named]]":
    """Annotates `name`: the current English statement."""
    words = (
        ClaimWording.objects.known(now)
        .filter(claim=OuterRef("pk"), language="en")
        .order_by("-recorded_at", "-id")
    )
    return claims.annotate(
        name=Coalesce(
            Subquery(words.values("statement")[:1]),
            F("slug"),
            output_field=CharField(),
        )
    )


def named(now: datetime) -> "QuerySet[WithAnnotations[Party, Named]]":
    """All parties with `name`, their short English name, in its order."""
    profiles = (
        PartyProfile.objects.known(now)
        .filter(party=OuterRef("pk"))
        .order_by("-recorded_at", "-id")
        .annotate(short=KT("names__en"))
    )
    name = Coalesce(
        Subquery(profiles.values("short")[:1]), F("slug"), output_field=CharField()
    )
    return Party.objects.annotate(name=name).order_by("name", "pk")


def likely_parties(now: datetime, claim: Claim | None = None) -> list[str]:
    """Names to choose from before anything is typed: those of a claim, then others."""
    first = told_apart(_of_claim(claim, now)[:OFFERED]) if claim else []
    return list(dict.fromkeys([*first, *told_apart(_by_name(now)[:OFFERED])]))


def parties_like(typed: str, now: datetime) -> list[str]:
    """Names of parties that have what was typed in a name, an alias or the slug."""
    latest = PartyProfile.objects.known(now).latest_per("party").values("pk")
    told = PartyProfile.objects.filter(
        Q(names__icontains=typed)
        | Q(full_names__icontains=typed)
        | Q(aliases__icontains=typed)
        | Q(party__slug__icontains=typed),
        pk__in=latest,
    )
    rows = named(now).filter(pk__in=told.values("party"))
    return told_apart(rows[:OFFERED])


def _of_claim(claim: Claim, now: datetime) -> QuerySet[Any]:
    parts = ClaimParty.objects.filter(claim=claim).order_by().values("party")
    voices = Position.objects.filter(claim=claim).order_by().values("party")
    return named(now).filter(pk__in=parts.union(voices))


def _by_name(now: datetime) -> QuerySet[Any]:
    """The current profile of each party with its name and slug, through the index of
    names (migration 0023): the first of them without naming all."""
    known = PartyProfile.objects.known(now)
    later = known.filter(
        Q(recorded_at__gt=OuterRef("recorded_at"))
        | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk")),
        party=OuterRef("party"),
    )
    rows = known.filter(~Exists(later)).annotate(
        name=KT("names__en"), slug=F("party__slug")
    )
    return rows.order_by("name", "party_id")


def told_apart(rows: QuerySet[Any]) -> list[str]:
    """Names as a person types them; those that two parties share with their slug."""
    found = list(rows.values_list("name", "slug"))
    often = Counter(name for name, _ in found)
    return [name if often[name] == 1 else f"{name} ({slug})" for name, slug in found]
