"""How long a site is left alone after a look. Pure: values in, values out."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tracker.engine.types import Fetched
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome


def gap_after(own: float | None, *, crawl_delay: float, limits: Limits) -> timedelta:
    """The pause between two requests to a site: the operator's for this site or for
    all sites, never shorter than the site's own `Crawl-delay`."""
    chosen = limits.host_gap if own is None else own
    return timedelta(seconds=max(chosen, crawl_delay))


def asks_for_peace(fetched: Fetched) -> bool:
    """Whether a site says that it is asked too much, or too much just now."""
    waits = fetched.status in (403, 503) and fetched.header("retry-after")
    return fetched.status == 429 or bool(waits)


def backoff_until(
    fetched: Fetched, outcome: CheckOutcome, *, tries: int, limits: Limits
) -> datetime | None:
    """Until when a site that asked for a pause is not asked for anything.

    Its `Retry-After` counts to the second; without one, a delay that grows with the
    `tries` that failed in a row, this one included. No site can shut itself out for
    longer than the largest interval.
    """
    if outcome is not CheckOutcome.RATE_LIMITED:
        return None
    longest = fetched.finished + timedelta(seconds=limits.max_interval)
    asked = retry_after(fetched)
    if asked is None:
        delay = limits.retry[min(tries, len(limits.retry)) - 1]
        asked = fetched.finished + timedelta(seconds=delay)
    return min(max(asked, fetched.finished), longest)


def retry_after(fetched: Fetched) -> datetime | None:
    """The moment that a `Retry-After` header names, in seconds or as a date."""
    value = fetched.header("retry-after").strip()
    if value.isascii() and value.isdecimal():
        return fetched.finished + timedelta(seconds=min(int(value[:12]), 10**9))
    try:
        named = parsedate_to_datetime(value)
    except ValueError:
        return None
    return named if named.tzinfo else named.replace(tzinfo=UTC)
