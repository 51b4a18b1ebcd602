"""What readers may see, asked once for all doors. What may not be seen is not there.

A claim is seen when it was readable at the moment that is asked for and still is now:
one that was taken back to the desk is gone from the past, too. Parties and sources are
seen through the claims that name them.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from tracker.models.citation import Citation
from tracker.models.claim import Claim, ClaimParty
from tracker.models.lineage import ancestors, heirs
from tracker.models.party import Party
from tracker.models.position import Position
from tracker.models.source import Source
from tracker.rules.facts import Moment


def readable_claims(moment: Moment, now: datetime) -> QuerySet[Claim]:
    """Claims whose page can be read."""
    return Claim.objects.readable(moment).filter(pk__in=_readable_now(now).values("pk"))


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
    return Claim.objects.published(moment).filter(
        pk__in=_readable_now(now).values("pk")
    )


def seen_parties(moment: Moment, now: datetime) -> QuerySet[Party]:
    """Parties with a part or a word in a readable claim, and all above them."""
    claims = readable_claims(moment, now).values("pk")
    parts = (
        ClaimParty.objects.known(moment.known_at)
        .filter(claim__in=claims)
        .latest_per("claim", "party")
    )
    said = Position.objects.filter(claim__in=claims).counting(moment)
    named = {part.party_id for part in parts if part.role}
    named |= set(said.values_list("party", flat=True))
    return Party.objects.filter(pk__in=ancestors(named, moment.known_at))


def cited_sources(moment: Moment, now: datetime) -> QuerySet[Source]:
    """Sources that a readable claim cites."""
    citations = Citation.objects.counting(moment).filter(
        source=OuterRef("pk"), claim__in=readable_claims(moment, now).values("pk")
    )
    return Source.objects.filter(Exists(citations))


def _readable_now(now: datetime) -> QuerySet[Claim]:
    return Claim.objects.readable(Moment(as_of=now, known_at=now))
