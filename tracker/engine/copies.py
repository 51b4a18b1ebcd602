"""What an outside archive can answer. Pure: values that the two protocols share."""

from dataclasses import dataclass
from datetime import datetime

from tracker.engine.pauses import retry_after
from tracker.engine.types import Fetched
from tracker.rules.vocabulary import CheckOutcome

_TOO_MANY = 429
_NOT_ASKED = frozenset({CheckOutcome.REFUSED_SSRF, CheckOutcome.INVALID_URL})


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy is there: its address, and the moment that it shows."""

    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """The archive captures the page; `job` is its number for that."""

    job: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The capture is not finished."""


@dataclass(frozen=True, slots=True)
class NoCopy:
    """The archive has none that can be read."""


@dataclass(frozen=True, slots=True)
class Never:
    """It will not work for this page. `problem` says why and what to do."""

    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """It may work later. `is_archive`: the trouble is the archive's and not the
    page's, so nothing else is asked of it before `until`, or a pause of ours."""

    problem: str
    until: datetime | None = None
    is_archive: bool = True


Answer = Copy | Begun | Pending | NoCopy | Never | Later


def obstacle(fetched: Fetched, *, setting: str) -> Later | None:
    """What kept the archive from answering at all; None when it did answer.

    `setting` names the variable that holds its address.
    """
    if fetched.problem and fetched.problem.outcome in _NOT_ASKED:
        return Later(
            problem="The outside archive cannot be asked about this page:"
            f" {fetched.problem.reason}. If it is so for every page, check {setting}.",
            is_archive=False,
        )
    if fetched.problem:
        return Later(
            problem="The outside archive could not be asked; it is tried again later:"
            f" {fetched.problem.reason}."
        )
    if fetched.status == _TOO_MANY:
        return Later(
            problem="The outside archive asked for a pause; it is asked again then.",
            until=retry_after(fetched),
        )
    if fetched.status >= 500:
        return Later(
            problem=f"The outside archive failed (HTTP {fetched.status}); it is asked"
            " again later.",
            until=retry_after(fetched),
        )
    return None
