"""All that a claim is found by at a moment, worked out from the facts by the rules.

Cards are written from it, and lists of the past ask it for each claim that may fit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tracker.models.as_of import records
from tracker.models.claim import Claim, ClaimWorkflow
from tracker.models.topic import ClaimPlace, ClaimTopic
from tracker.rules.facets import Dates, Facet, Kind, dates, facets
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import WorkflowState

# When the next fact begins to count, or a deadline passes, of those that are known.
_NEXT = """
SELECT claim_id, min(at) FROM (
    SELECT claim_id, effective_at AS at FROM tracker_position
        WHERE claim_id = ANY (%(claims)s) AND effective_at > %(now)s
    UNION ALL SELECT claim_id, effective_at FROM tracker_silence
        WHERE claim_id = ANY (%(claims)s) AND effective_at > %(now)s
    UNION ALL SELECT claim_id, effective_at FROM tracker_inquiry
        WHERE claim_id = ANY (%(claims)s) AND effective_at > %(now)s
    UNION ALL SELECT claim_id, deadline FROM tracker_inquiry
        WHERE claim_id = ANY (%(claims)s) AND deadline > %(now)s
    UNION ALL SELECT claim_id, effective_at FROM tracker_statuschange
        WHERE claim_id = ANY (%(claims)s) AND effective_at > %(now)s
    UNION ALL SELECT claim_id, effective_at FROM tracker_citation
        WHERE claim_id = ANY (%(claims)s) AND effective_at > %(now)s
) coming GROUP BY claim_id
"""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One claim that lists show at a moment."""

    claim: int
    facets: frozenset[Facet]
    said: datetime | None
    decided: datetime | None
    changed: datetime


def sheets(claims: Iterable[int], moment: Moment) -> dict[int, Sheet]:
    """The sheets of those claims that lists show, by claim id, in a number of queries
    that does not grow with them."""
    listed = _published(list(claims), moment)
    found = records(listed, moment)
    subjects = _subjects(list(listed), moment)
    return {
        claim: _sheet(
            claim,
            facets(found[claim], moment) | subjects.get(claim, frozenset()),
            dates(found[claim], moment),
            published,
        )
        for claim, published in listed.items()
    }


def _sheet(
    claim: int, found: frozenset[Facet], when: Dates, published: datetime
) -> Sheet:
    return Sheet(
        claim=claim,
        facets=found,
        said=when.said,
        decided=when.decided,
        changed=when.changed or published,
    )


def ends(claims: list[int], now: datetime) -> dict[int, datetime]:
    """When time alone makes a sheet old, by claim id, where it does."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"claims": claims, "now": now})
        return dict(cursor.fetchall())


def _published(claims: list[int], moment: Moment) -> dict[int, datetime]:
    """When each of the claims that lists show was published, by the last step."""
    shown = Claim.objects.filter(pk__in=claims).published(moment).values("pk")
    steps = ClaimWorkflow.objects.known(moment.known_at).filter(
        claim__in=shown, state=WorkflowState.PUBLISHED
    )
    rows = steps.latest_per("claim").values_list("claim", "recorded_at")
    return dict(rows)


def _subjects(claims: list[int], moment: Moment) -> dict[int, frozenset[Facet]]:
    topics = ClaimTopic.objects.known(moment.known_at).filter(claim__in=claims)
    places = ClaimPlace.objects.known(moment.known_at).filter(claim__in=claims)
    found: dict[int, set[Facet]] = {}
    for topic in topics.latest_per("claim", "topic"):
        if not topic.is_ended:
            subject = Facet(kind=Kind.TOPIC, of=topic.topic_id)
            found.setdefault(topic.claim_id, set()).add(subject)
    for place in places.latest_per("claim", "place"):
        if not place.is_ended:
            subject = Facet(kind=Kind.PLACE, of=place.place_id)
            found.setdefault(place.claim_id, set()).add(subject)
    return {claim: frozenset(subjects) for claim, subjects in found.items()}
