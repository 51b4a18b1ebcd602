"""What is at an address for readers: the answer, a 404, or where it went.

`models/public.py` says who may see what; what may not be seen does not exist.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from tracker.models import Citation, Claim, Party, SlugRedirect, Snapshot, Source
from tracker.models.base import WorldFactQuerySet
from tracker.models.public import (
    cited_sources,
    heir_of,
    listed_claims,
    party_at,
    readable_claims,
    seen_parties,
)
from tracker.models.seen import Subject, seen_subjects
from tracker.reader.dates import iso
from tracker.reader.past import Past
from tracker.rules.vocabulary import WorkflowState

AN_INSTANT = timedelta(microseconds=1)


class Moved(Exception):  # an answer, not an error
    """The address leads to another; `is_for_good`: it was given up, and no later
    decision of the desk brings it back. `known_at` is to be asked for there."""

    def __init__(
        self, slug: str, *, is_for_good: bool = True, known_at: str = ""
    ) -> None:
        super().__init__(slug)
        self.slug, self.is_for_good, self.known_at = slug, is_for_good, known_at


def readable(past: Past) -> QuerySet[Claim]:
    """Claims whose page can be read, now and at the moment."""
    return readable_claims(past.moment, past.now)


def listed(past: Past) -> QuerySet[Claim]:
    """Claims that lists show: published at the moment, and still readable."""
    return listed_claims(past.moment, past.now)


def claim(slug: str, past: Past) -> Claim:
    """The claim at an address; raises Http404 or Moved."""
    found = readable(past).filter(slug=slug).first()
    if found:
        _refuse_merged(found, past)
        return found
    moved = SlugRedirect.objects.filter(old_slug=slug, claim__in=readable(past))
    target = moved.values_list("claim__slug", flat=True).first()
    if target is None:
        raise Http404
    raise Moved(target)


def _refuse_merged(claim: Claim, past: Past) -> None:
    """Raises Moved for a claim that was merged; only archived ones can have been.

    Who asks for a day before the merge alone is led to this claim as it was known just
    before it, so that an address that was written down still shows what it showed.
    """
    if getattr(claim, "state", "") != WorkflowState.ARCHIVED:
        return
    heir = heir_of(claim, past.moment, past.now)
    if heir is None:
        return
    merged = claim.workflow.exclude(merged_into=None).latest("recorded_at", "pk")
    if past.as_of and not past.known_at and past.moment.as_of < merged.recorded_at:
        before = iso(merged.recorded_at - AN_INSTANT)
        raise Moved(claim.slug, is_for_good=False, known_at=before)
    raise Moved(heir.slug, is_for_good=False)


def party(slug: str, past: Past) -> Party:
    """The party at an address; raises Http404 or Moved."""
    found = party_at(slug, past.moment, past.now)
    if found is None:
        raise Http404
    if found.slug != slug:
        raise Moved(found.slug)
    return found


def subject(kind: Subject, slug: str, past: Past) -> Any:
    """The topic or place at an address; raises Http404, also for one that no claim of
    the public belongs to."""
    found = subjects(kind, past).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def subjects(kind: Subject, past: Past) -> QuerySet[Any]:
    """Topics or places that a readable claim belongs to."""
    return seen_subjects(kind, past.moment, past.now)


def parties(past: Past, *, among: Iterable[int] | None = None) -> QuerySet[Party]:
    """Parties with a part or a word in a readable claim, and all above them; of a few
    parties, if only those are asked for."""
    return seen_parties(past.moment, past.now, among=among)


def sources(past: Past) -> QuerySet[Source]:
    """Sources that a readable claim cites."""
    return cited_sources(past.moment, past.now)


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
