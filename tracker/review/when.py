"""When something was so, as exactly as the desk knows it."""

from datetime import date, datetime
from typing import NamedTuple

from tracker.review.errors import WrongDate
from tracker.rules.moments import day_range
from tracker.rules.vocabulary import Precision


class When(NamedTuple):
    """`effective_at` is the moment from which the fact counts: for an imprecise date
    the end of its range, which begins at `effective_from`."""

    effective_at: datetime
    effective_from: datetime | None = None
    precision: Precision = Precision.EXACT


# What the functions of this room take; a When is one.
Dated = tuple[datetime, datetime | None, Precision]


def exactly(moment: datetime) -> When:
    """A moment that is known to the minute."""
    return When(moment)


def on_day(day: date, precision: Precision = Precision.DAY) -> When:
    """A day, UTC; the fact counts from its end."""
    start, end = day_range(day)
    return When(end, start, precision)


def fields_of(when: Dated, now: datetime) -> dict[str, object]:
    """The columns of a date; refuses one that has not begun."""
    effective_at, effective_from, precision = when
    if (effective_from or effective_at) > now:
        raise WrongDate(
            "This date lies in the future. Record what has happened, on its own date."
        )
    if (precision is Precision.EXACT) != (effective_from is None):
        raise WrongDate(
            "An exact date is one moment; any other has a first moment and a last one."
        )
    return {
        "effective_at": effective_at,
        "effective_from": effective_from,
        "precision": precision.value,
    }
