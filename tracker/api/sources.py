"""Sources as the API tells them: as they are now, with their last checks."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.api.moments import Asked
from tracker.models import Check, Citation, OutsideCopy, Source, SourceProfile
from tracker.models.public import cited_sources, readable_claims

LAST = 20


@dataclass(frozen=True, kw_only=True)
class Graded:
    """A source and what the desk holds of it. `origin_source` is None, too, where
    readers cannot see that source."""

    source: Source
    profile: SourceProfile
    origin_source: int | None


@dataclass(frozen=True, kw_only=True)
class Detail(Graded):
    citations: Sequence[Citation]
    checks: Sequence[Check]
    outside_copies: Sequence[OutsideCopy]


def graded(sources: Sequence[Source], asked: Asked) -> list[Graded]:
    """Sources for a list; one without a profile has an empty one of reliability F."""
    rows = {
        row.source_id: row
        for row in SourceProfile.objects.known(asked.moment.known_at)
        .filter(source__in=sources)
        .select_related("origin_party")
        .latest_per("source")
    }
    origins = {row.origin_source_id for row in rows.values() if row.origin_source_id}
    seen = set(
        cited_sources(asked.moment, asked.now)
        .filter(pk__in=origins)
        .values_list("pk", flat=True)
    )
    return [
        Graded(
            source=source,
            profile=profile,
            origin_source=profile.origin_source_id
            if profile.origin_source_id in seen
            else None,
        )
        for source in sources
        for profile in [rows.get(source.pk) or SourceProfile(source=source)]
    ]


def detail_of(source: Source, asked: Asked) -> Detail:
    (known,) = graded([source], asked)
    return Detail(
        source=known.source,
        profile=known.profile,
        origin_source=known.origin_source,
        citations=citations_of(source, asked),
        checks=checks_of(source),
        outside_copies=copies_of(source, asked),
    )


def citations_of(source: Source, asked: Asked) -> list[Citation]:
    """What readable claims cite of it, oldest first."""
    claims = readable_claims(asked.moment, asked.now).values("pk")
    return list(
        Citation.objects.filter(source=source, claim__in=claims)
        .counting(asked.moment)
        .select_related("claim")
        .oldest_first()
    )


def checks_of(source: Source) -> list[Check]:
    """The last looks at it, latest first."""
    rows = Check.objects.filter(source=source).select_related("snapshot")
    return list(rows.order_by("-seq")[:LAST])


def copies_of(source: Source, asked: Asked) -> list[OutsideCopy]:
    """The last copies in outside archives that the desk knew of, latest first."""
    rows = OutsideCopy.objects.kept().filter(
        source=source, found_at__lte=asked.moment.known_at
    )
    return list(rows.select_related("snapshot")[:LAST])
