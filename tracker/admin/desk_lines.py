"""A line of the desk: something to open, with a note beside it."""

from dataclasses import dataclass
from datetime import datetime

# Of each kind as many lines as fit on a screen; the lists have all.
MOST = 12


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something to open: `note` says what stands beside it."""

    url: str
    text: str
    note: str
    at: datetime
