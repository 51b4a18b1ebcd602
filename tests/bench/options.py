"""How much is measured, and where the real pages are."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """`data` is None where the real pages are not at hand."""

    cases: int
    length: int
    data: Path | None
