"""What of a claim's record can be carried to another: the rows that stand now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from tracker.models import Citation, Claim, Inquiry, Position, Silence
from tracker.models.base import WorldFact


@dataclass(frozen=True, kw_only=True)
class Load:
    """Rows that nobody has corrected or taken back, oldest first, also those whose
    date begins to count tonight."""

    inquiries: tuple[Inquiry, ...] = ()
    positions: tuple[Position, ...] = ()
    silences: tuple[Silence, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def rows(self) -> tuple[WorldFact, ...]:
        return (*self.inquiries, *self.positions, *self.silences, *self.citations)

    @property
    def asked(self) -> set[int]:
        """The inquiries that positions and silences refer to, as they name them."""
        named = [row.answers_id for row in self.positions]
        named += [row.inquiry_id for row in self.silences]
        return {inquiry for inquiry in named if inquiry}

    @property
    def latest(self) -> datetime | None:
        """When the youngest row was written down."""
        return max((row.recorded_at for row in self.rows), default=None)


def load_of(claim: Claim) -> Load:
    """All that stands in a claim."""
    stands = {"is_void": False, "corrected_by__isnull": True, "claim": claim}
    return Load(
        inquiries=tuple(Inquiry.objects.filter(**stands).oldest_first()),
        positions=tuple(Position.objects.filter(**stands).oldest_first()),
        silences=tuple(Silence.objects.filter(**stands).oldest_first()),
        citations=tuple(Citation.objects.filter(**stands).oldest_first()),
    )


def left_behind(row: Citation, said: Mapping[int, int | None]) -> bool:
    """Words that carry a position of a third claim: they are evidence nowhere until a
    person says where they belong, so they stay."""
    return row.position_id is not None and said.get(row.position_id) is None


def part_of(load: Load, rows: Collection[WorldFact]) -> Load:
    """Some rows of a load."""
    chosen = set(rows)
    return Load(
        inquiries=tuple(row for row in load.inquiries if row in chosen),
        positions=tuple(row for row in load.positions if row in chosen),
        silences=tuple(row for row in load.silences if row in chosen),
        citations=tuple(row for row in load.citations if row in chosen),
    )
