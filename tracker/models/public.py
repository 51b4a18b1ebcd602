"""What readers may see, asked once for all doors. What may not be seen is not there.

A claim is seen when it was readable at the moment that is asked for and still is now:
one that was taken back to the desk is gone from the past, too. Parties and sources are
seen through the claims that name them.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from tracker.models.citation import Citation
from tracker.models.claim import Claim, SlugRedirect
from tracker.models.lineage import ancestors, below, heirs
from tracker.models.party import Party
from tracker.models.position import Position
from tracker.models.seen import parts_of, seen
from tracker.models.source import Source
from tracker.rules.facts import Moment


def readable_claims(moment: Moment, now: datetime) -> QuerySet[Claim]:
    """Claims whose page can be read."""
    return Claim.objects.readable(moment).still_readable(now)


def heir_of(claim: Claim, moment: Moment, now: datetime) -> Claim | None:
    """The claim that readers find at this one's address: the one that it was merged
    into by the moment. None for a claim that was not merged, or whose heir they cannot
    open."""
    end = heirs([claim.pk], moment.known_at)[claim.pk]
    if end == claim.pk:
        return None
    return readable_claims(moment, now).filter(pk=end).first()


def listed_claims(moment: Moment, now: datetime) -> QuerySet[Claim]:
    """Claims that lists show: archived ones are left out."""
    return Claim.objects.published(moment).still_readable(now)


def seen_parties(
    moment: Moment, now: datetime, *, among: Iterable[int] | None = None
) -> QuerySet[Party]:
    """Parties with a part or a word in a readable claim, and all above them; of a few
    parties, if only those are asked for."""
    named = Party.objects.filter(_is_named(moment, now)).order_by()
    if among is None:
        ids = named.values_list("pk", flat=True)
        return Party.objects.filter(pk__in=ancestors(ids, moment.known_at))
    under = below(among, moment.known_at)
    few = named.filter(pk__in=set(chain.from_iterable(under.values())))
    found = set(few.values_list("pk", flat=True))
    heads = [head for head, parties in under.items() if not found.isdisjoint(parties)]
    return Party.objects.filter(pk__in=heads)


def party_at(slug: str, moment: Moment, now: datetime) -> Party | None:
    """The party at an address, or the one that gave the address up."""
    moved = SlugRedirect.objects.filter(old_slug=slug, party__isnull=False)
    for rows in (
        Party.objects.filter(slug=slug),
        Party.objects.filter(pk__in=moved.values("party")),
    ):
        found = rows.first()
        if found and seen_parties(moment, now, among=[found.pk]).exists():
            return found
    return None


def _is_named(moment: Moment, now: datetime) -> Q:
    """Whether a readable claim names a party, of a query of parties."""
    said = Position.objects.filter(party=OuterRef("pk")).counting(moment)
    parts = parts_of(moment, party=OuterRef("pk"))
    return Q(_has_seen(parts, moment, now)) | Q(_has_seen(said, moment, now))


def cited_sources(moment: Moment, now: datetime) -> QuerySet[Source]:
    """Sources that a readable claim cites."""
    citations = Citation.objects.counting(moment).filter(source=OuterRef("pk"))
    return Source.objects.filter(_has_seen(citations, moment, now))


def _has_seen(rows: QuerySet[Any], moment: Moment, now: datetime) -> IsNull:
    """Whether a row's claim is seen, asked of each outer row as a value: the first such
    row is enough, where a join would look at every row of all of them."""
    found = seen(rows, "claim", moment=moment, now=now).order_by()
    return IsNull(Subquery(found.values("pk")[:1]), False)
