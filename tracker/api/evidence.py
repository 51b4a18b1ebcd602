"""Citations as the API tells them: the quotation, its grades, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.models import Citation, Claim, SourceProfile
from tracker.rules.evidence import counts
from tracker.rules.facts import Evidence, Moment, Record

Selector = Mapping[str, str | int]


@dataclass(frozen=True, kw_only=True)
class Cited:
    """`weighed` is None for a citation that nobody has graded yet."""

    row: Citation
    profile: SourceProfile | None
    weighed: Evidence | None
    is_counted: bool

    @property
    def publisher(self) -> str:
        return self.profile.publisher if self.profile else ""

    @property
    def title(self) -> str:
        return self.profile.title if self.profile else ""

    @property
    def selectors(self) -> Sequence[Selector]:
        """The W3C Web Annotation selectors: the words, and their place when known."""
        quote: Selector = {
            "type": "TextQuoteSelector",
            "exact": self.row.exact,
            "prefix": self.row.prefix,
            "suffix": self.row.suffix,
        }
        if self.row.start is None or self.row.end is None:
            return [quote]
        place: Selector = {
            "type": "TextPositionSelector",
            "start": self.row.start,
            "end": self.row.end,
        }
        return [quote, place]


def cited_in(claim: Claim, record: Record, moment: Moment) -> list[Cited]:
    """The citations that count in a claim, oldest first."""
    weighed = {item.citation: item for item in record.evidence}
    rows = list(
        Citation.objects.filter(claim=claim)
        .counting(moment)
        .select_related("source", "snapshot")
        .oldest_first()
    )
    profiles = {
        profile.source_id: profile
        for profile in SourceProfile.objects.known(moment.known_at)
        .filter(source__in={row.source_id for row in rows})
        .latest_per("source")
    }
    return [
        Cited(
            row=row,
            profile=profiles.get(row.source_id),
            weighed=weighed.get(row.pk),
            is_counted=row.pk in weighed and counts(weighed[row.pk], record, moment),
        )
        for row in rows
    ]
