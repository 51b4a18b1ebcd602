"""How much is measured, and where the real pages are."""

from dataclasses import dataclass
from pathlib import Path

DATA = "ON_RECORD_BENCH_DATA"
"""The variable that names the folder of the real pages; no setting of the site."""


@dataclass(frozen=True)
class Options:
    """`data` is None where the real pages are not at hand; `sources` are the crowds
    that the load is measured with, for so many `seconds` each; `pages` are those of
    the simulated schedule; `claims` are those of the desks and of the
    reader's sites that are measured, or none for the usual ones."""

    cases: int
    length: int
    data: Path | None
    sources: tuple[int, ...] = (1_000, 100_000, 1_000_000)
    seconds: float = 60.0
    is_whole: bool = True
    pages: int = 100_000
    claims: tuple[int, ...] = ()
