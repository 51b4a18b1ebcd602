"""Two clocks: when it was so, and when this desk wrote it down."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from tracker.rules.facts import Moment, WorldFact

Fact = TypeVar("Fact", bound=WorldFact)


def end_of_day(day: date) -> datetime:
    """The last microsecond of a day, UTC: a bare date means the end of that day."""
    return datetime.combine(day, time.max, tzinfo=UTC)


def parse_moment(text: str) -> datetime:
    """Read an address's date or moment; a moment without a zone is UTC.

    Raises ValueError on anything else, and on years that no database row can hold.
    """
    if len(text) == len("2025-04-09"):
        return end_of_day(date.fromisoformat(text))
    # A plus sign in an unescaped address arrives as a blank.
    moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"out of range: {text}") from error


def moment_of(*, as_of: str, known_at: str, now: datetime) -> Moment:
    """The moment that an address asks for.

    "A missing `known_at` is now; a missing `as_of` is `known_at`." A `known_at` in the
    future is now: nobody knows yet what will be known. Raises ValueError.
    """
    known = min(parse_moment(known_at), now) if known_at else now
    return Moment(as_of=parse_moment(as_of) if as_of else known, known_at=known)


def day_range(day: date) -> tuple[datetime, datetime]:
    """Start and end of a day, UTC, as (effective_from, effective_at)."""
    end = end_of_day(day)
    return end - timedelta(days=1) + timedelta(microseconds=1), end


def counting(facts: Iterable[Fact], moment: Moment) -> list[Fact]:
    """The facts that count at a moment, oldest first.

    "A world fact counts when `effective_at <= as_of` and `recorded_at <= known_at`;
    and no row counts that a row recorded by `known_at` corrects, whatever the
    correction's own `effective_at`. A correction may be empty (it voids). Ties resolve
    by `recorded_at`, then by id."
    """
    known = [fact for fact in facts if fact.recorded_at <= moment.known_at]
    corrected = {fact.corrects for fact in known}
    return sorted(
        (
            fact
            for fact in known
            if not fact.is_void
            and fact.id not in corrected
            and fact.effective_at <= moment.as_of
        ),
        key=order,
    )


def order(fact: WorldFact) -> tuple[datetime, datetime, int]:
    """Latest last: by when it was so, then when written down, then by id."""
    return fact.effective_at, fact.recorded_at, fact.id
