"""What rows are called on the desk: statements, names of parties, titles of sources.

Each takes many ids and asks one question of the database.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django_stubs_ext import WithAnnotations

from tracker.models import Claim, ClaimWording, Party, PartyProfile, SourceProfile


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
    rows = SourceProfile.objects.known(now).filter(source__in=ids)
    return {
        row.source_id: ": ".join(part for part in (row.publisher, row.title) if part)
        for row in rows.select_related("source").latest_per("source")
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
