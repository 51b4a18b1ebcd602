"""One line of the table: what was measured, what is asked of it, what came out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure; `is_reached` is None where it only stands beside another one."""

    what: str
    asked: str
    measured: str
    is_reached: bool | None = None

    @property
    def mark(self) -> str:
        return {True: "reached", False: "MISSED", None: ""}[self.is_reached]


def share(what: str, part: int, whole: int, *, least: float) -> Row:
    """How many of a number of cases came out right, as a share of 1."""
    value = part / whole if whole else 1.0
    return Row(
        what, f">= {least:g}", f"{value:.4f} ({part:,} of {whole:,})", value >= least
    )


def none_of(what: str, count: int, whole: int) -> Row:
    """How often something happened that must not."""
    return Row(what, "0", f"{count:,} of {whole:,}", count == 0)


def percentile(values: Iterable[float], part: float) -> float:
    """The value below which a part of them lies; `part` from 0.0 to 1.0."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [("what", "asked", "measured", ""), ("---", "---", "---", "---")]
    lines += [(row.what, row.asked, row.measured, row.mark) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
