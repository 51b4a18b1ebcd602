"""What a claim is filed under: topics and places."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, ClaimPlace, ClaimTopic, Place, Topic
from tracker.review.rows import lock, write


@transaction.atomic
def set_topics(
    claim: Claim, topics: Iterable[Topic], *, by: User | None, now: datetime
) -> None:
    """File a claim under these topics from now on, and under no others."""
    row, wanted = lock(claim), {topic.pk for topic in topics}
    has = {topic.pk for topic in topics_of(row, now)}
    for topic in sorted(wanted ^ has):
        write(
            ClaimTopic(
                claim=row,
                topic_id=topic,
                is_ended=topic in has,
                recorded_by=by,
                recorded_at=now,
            )
        )


@transaction.atomic
def set_places(
    claim: Claim, places: Iterable[Place], *, by: User | None, now: datetime
) -> None:
    """Say that a claim is about these places from now on, and about no others."""
    row, wanted = lock(claim), {place.pk for place in places}
    has = {place.pk for place in places_of(row, now)}
    for place in sorted(wanted ^ has):
        write(
            ClaimPlace(
                claim=row,
                place_id=place,
                is_ended=place in has,
                recorded_by=by,
                recorded_at=now,
            )
        )


def topics_of(claim: Claim, now: datetime) -> list[Topic]:
    """The topics that a claim is filed under now."""
    rows = ClaimTopic.objects.known(now).filter(claim=claim).select_related("topic")
    latest = rows.latest_per("claim", "topic")
    return [row.topic for row in latest if not row.is_ended]


def places_of(claim: Claim, now: datetime) -> list[Place]:
    """The places that a claim is about now."""
    rows = ClaimPlace.objects.known(now).filter(claim=claim).select_related("place")
    latest = rows.latest_per("claim", "place")
    return [row.place for row in latest if not row.is_ended]
