"""What readers may see, asked once for all doors. What may not be seen is not there.

A claim is seen when it was readable at the moment that is asked for and still is now:
one that was taken back to the desk is gone from the past, too. Parties and sources are
seen through the claims that name them.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from tracker.models.citation import Citation
from tracker.models.claim import Claim
from tracker.models.lineage import ancestors, heirs
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


def seen_parties(moment: Moment, now: datetime) -> QuerySet[Party]:
    """Parties with a part or a word in a readable claim, and all above them."""
    said = Position.objects.filter(party=OuterRef("pk")).counting(moment)
    parts = parts_of(moment, party=OuterRef("pk"))
    named = Party.objects.filter(
        Exists(seen(said, "claim", moment=moment, now=now))
        | Exists(seen(parts, "claim", moment=moment, now=now))
    )
    ids = named.order_by().values_list("pk", flat=True)
    return Party.objects.filter(pk__in=ancestors(ids, moment.known_at))


def cited_sources(moment: Moment, now: datetime) -> QuerySet[Source]:
    """Sources that a readable claim cites."""
    citations = Citation.objects.counting(moment).filter(source=OuterRef("pk"))
    return Source.objects.filter(
        Exists(seen(citations, "claim", moment=moment, now=now))
    )
