"""Who may see what: the one place. What may not be seen does not exist (404).

A reader sees claims that are published, and those archived after they were. A claim
that was taken back to the desk is gone from every page, the past included. Parties,
sources and snapshots are seen through the claims that name them.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tracker.models import (
    Citation,
    Claim,
    ClaimParty,
    Party,
    PartyProfile,
    Position,
    SlugRedirect,
    Snapshot,
    Source,
)
from tracker.models.base import WorldFactQuerySet
from tracker.reader.past import Past
from tracker.rules.facts import Moment


class Moved(Exception):  # an answer, not an error
    """The address was given up; `slug` is where it leads now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def readable(past: Past) -> QuerySet[Claim]:
    """Claims whose page can be read, now and at the moment."""
    now = Moment(as_of=past.now, known_at=past.now)
    return Claim.objects.readable(past.moment).filter(
        pk__in=Claim.objects.readable(now).values("pk")
    )


def listed(past: Past) -> QuerySet[Claim]:
    """Claims that lists show: published at the moment, and still readable."""
    now = Moment(as_of=past.now, known_at=past.now)
    return Claim.objects.published(past.moment).filter(
        pk__in=Claim.objects.readable(now).values("pk")
    )


def claim(slug: str, past: Past) -> Claim:
    """The claim at an address; raises Http404 or Moved."""
    found = readable(past).filter(slug=slug).first()
    if found:
        return found
    moved = SlugRedirect.objects.filter(old_slug=slug, claim__in=readable(past))
    target = moved.values_list("claim__slug", flat=True).first()
    if target is None:
        raise Http404
    raise Moved(target)


def party(slug: str, past: Past) -> Party:
    """The party at an address; raises Http404 or Moved."""
    found = Party.objects.filter(slug=slug).first()
    if found and found.pk in visible_parties(past):
        return found
    moved = SlugRedirect.objects.select_related("party").filter(
        old_slug=slug, party__isnull=False
    )
    target = next((row.party for row in moved if row.party), None)
    if target is None or target.pk not in visible_parties(past):
        raise Http404
    raise Moved(target.slug)


def visible_parties(past: Past) -> set[int]:
    """Parties with a part or a word in a readable claim, and all above them."""
    named = set(_named(past))
    parents = dict(
        PartyProfile.objects.known(past.moment.known_at)
        .latest_per("party")
        .values_list("party", "parent")
    )
    for party_id in list(named):
        above = parents.get(party_id)
        while above is not None and above not in named:
            named.add(above)
            above = parents.get(above)
    return named & set(parents)


def _named(past: Past) -> Iterable[int]:
    claims = readable(past).values("pk")
    roles = (
        ClaimParty.objects.known(past.moment.known_at)
        .filter(claim__in=claims)
        .exclude(role="")
    )
    positions = Position.objects.filter(claim__in=claims).counting(past.moment)
    return roles.values_list("party", flat=True).union(
        positions.values_list("party", flat=True)
    )


def sources(past: Past) -> QuerySet[Source]:
    """Sources that a readable claim cites."""
    cited = citations(past).filter(source=OuterRef("pk"))
    return Source.objects.filter(Exists(cited))


def citations(past: Past) -> WorldFactQuerySet[Citation]:
    """Citations that count in readable claims."""
    rows = Citation.objects.counting(past.moment)
    return rows.filter(claim__in=readable(past).values("pk"))


def source(number: int, past: Past) -> Source:
    """The source at an address; raises Http404."""
    found = sources(past).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def captures(digest: str, past: Past) -> list[Snapshot]:
    """The captures of one body, latest first; raises Http404 where none is seen."""
    found = list(
        Snapshot.objects.filter(
            Q(source__in=sources(past)),
            body=digest,
            recorded_at__lte=past.moment.known_at,
        )
        .select_related("source")
        .order_by("-captured_at", "-id")
    )
    if not found:
        raise Http404
    return found
