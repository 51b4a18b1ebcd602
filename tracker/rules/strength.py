"""How firmly a status says that a claim is so, and which way a decision moved it.

"A downgrade is shown as plainly as an upgrade." The order, from "not so" to "so":
false, retracted, denied, disputed, unconfirmed, partly confirmed, corroborated,
confirmed.
`unverifiable` is as strong as `unconfirmed`: neither says that the claim is so or not.
`superseded` has no strength: another claim answers in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.rules.facts import Moment, StatusChange
from tracker.rules.moments import counting
from tracker.rules.vocabulary import Status

STRENGTH: dict[Status, int] = {
    Status.FALSE: 0,
    Status.RETRACTED: 1,
    Status.DENIED: 2,
    Status.DISPUTED: 3,
    Status.UNVERIFIABLE: 4,
    Status.UNCONFIRMED: 4,
    Status.PARTLY_CONFIRMED: 5,
    Status.CORROBORATED: 6,
    Status.CONFIRMED: 7,
}


class Direction(StrEnum):
    """Which way a decision moved what readers see."""

    FIRST = "first"
    STRONGER = "stronger"
    WEAKER = "weaker"
    OTHER = "other"
    SAME = "same"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Step:
    """What the public status was before a row was written, and what it was then."""

    before: StatusChange | None
    after: StatusChange | None
    direction: Direction


def direction(before: Status | None, after: Status | None) -> Direction:
    """From one public status to the next; None is "not yet assessed"."""
    if before == after:
        return Direction.SAME
    if before is None:
        return Direction.FIRST
    if after is None:
        return Direction.WITHDRAWN
    if before not in STRENGTH or after not in STRENGTH:
        return Direction.OTHER
    gained = STRENGTH[after] - STRENGTH[before]
    if gained == 0:
        return Direction.OTHER
    return Direction.STRONGER if gained > 0 else Direction.WEAKER


def step_of(row: StatusChange, rows: Iterable[StatusChange], moment: Moment) -> Step:
    """What one decision or its taking back did; `rows` are all of the claim's.

    "The public status is the latest counting `StatusChange`": so an entry about an
    earlier day than the status that stands changes nothing that readers see.
    """
    written = (row.recorded_at, row.id)
    known = [one for one in rows if (one.recorded_at, one.id) <= written]
    then = Moment(as_of=moment.as_of, known_at=row.recorded_at)
    before = _public([one for one in known if one.id != row.id], then)
    after = _public(known, then)
    way = direction(before.status if before else None, after.status if after else None)
    return Step(before=before, after=after, direction=way)


def _public(rows: list[StatusChange], moment: Moment) -> StatusChange | None:
    decided = [row for row in counting(rows, moment) if row.status]
    return decided[-1] if decided else None
