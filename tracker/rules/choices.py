"""What can be chosen of a list: facets, spans of days, and where a page begins."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from tracker.rules import facets
from tracker.rules.facets import Kind
from tracker.rules.moments import end_of_day

NAMES = {
    Kind.STATUS: "status",
    Kind.BY: "by",
    Kind.STANCE: "stance",
    Kind.TOPIC: "topic",
    Kind.PLACE: "place",
    Kind.CLAIMANT: "claimant",
    Kind.EVIDENCE: "evidence",
    Kind.PARTY: "party",
}
# The closed list of the words of a facet; where none is, a slug alone is its value.
WORDS = {
    Kind.STATUS: facets.STATUSES,
    Kind.BY: facets.STATUSES,
    Kind.STANCE: facets.STANCES,
    Kind.EVIDENCE: facets.EVIDENCE,
}
NAMED = (Kind.BY, Kind.STANCE, Kind.TOPIC, Kind.PLACE, Kind.CLAIMANT, Kind.PARTY)


@dataclass(frozen=True, kw_only=True, order=True)
class Choice:
    """One chosen facet. `word` is of a closed list, `slug` names who or what."""

    kind: Kind
    word: str = ""
    slug: str = ""

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def value(self) -> str:
        """As an address says it."""
        return ":".join(part for part in (self.word, self.slug) if part)


@dataclass(frozen=True, kw_only=True)
class Span:
    """From the start of a day to the end of another; None where open."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    @property
    def begin(self) -> datetime | None:
        if self.since is None:
            return None
        return datetime.combine(self.since, time.min, tzinfo=UTC)

    @property
    def end(self) -> datetime | None:
        return end_of_day(self.until) if self.until else None

    def holds(self, at: datetime | None) -> bool:
        """Whether a moment lies within; a span that is asked for holds no "never"."""
        if at is None:
            return not self
        after = self.begin is None or at >= self.begin
        return after and (self.end is None or at <= self.end)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in a list a page begins: after, or before, a row of it. `key` is the value
    that the list is sorted by, in whole numbers, `claim` tells equal ones apart."""

    key: int
    claim: int
    is_before: bool = False

    @property
    def value(self) -> str:
        return f"{self.key}.{self.claim}"

    @property
    def asked(self) -> dict[str, str]:
        """As the parameter of an address."""
        return {"before" if self.is_before else "after": self.value}
