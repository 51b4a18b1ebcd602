"""Memento (RFC 7089): find the copy of a page that is nearest to a moment. Pure.

A TimeGate is asked for the page as it was then, and leads to the copy or shows it at
once; a copy says of which moment it is.
"""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urljoin

from tracker.engine.addresses import normalise
from tracker.engine.copies import Copy, Later, Never, NoCopy, obstacle
from tracker.engine.errors import EngineError
from tracker.engine.types import Fetched, Request
from tracker.rules.limits import OutsideArchive

_SETTING = "ON_RECORD_TIMEGATE"
_LONGEST_ADDRESS = 2500
_NOT_THERE = frozenset({404, 410})


def asking(url: str, near: datetime, archive: OutsideArchive) -> Request:
    """The question for a page as it was at a moment."""
    then = format_datetime(near.astimezone(UTC), usegmt=True)
    return Request(
        f"{archive.timegate}{url}", accept="*/*", headers=(("Accept-Datetime", then),)
    )


def found(fetched: Fetched) -> Copy | NoCopy | Never | Later:
    """What came back, at the end of wherever the TimeGate led."""
    at = _moment(fetched.header("memento-datetime"))
    if at and 200 <= fetched.status < 300:
        # A copy that is too large or packed in a way that we do not read is there.
        if 0 < len(address := _address(fetched)) <= _LONGEST_ADDRESS:
            return Copy(address, at)
        return Never("The copy's address cannot be kept. Look for it by hand.")
    if not fetched.problem and (at or fetched.status in _NOT_THERE):
        # An archive also keeps the pages that say that there is no page.
        return NoCopy()
    return obstacle(fetched, setting=_SETTING) or Later(
        problem="The outside archive's answer is not in the words of Memento"
        f" (HTTP {fetched.status}); check {_SETTING}."
    )


def _address(fetched: Fetched) -> str:
    """The copy's own address: where we were led to, or, from a TimeGate that answers
    with the copy at once, what it says; nothing for one that cannot be used."""
    named = fetched.header("content-location")
    if not named or "accept-datetime" not in fetched.header("vary").lower():
        return fetched.final_url
    try:
        return normalise(urljoin(fetched.final_url, named))
    except EngineError:
        return ""


def _moment(value: str) -> datetime | None:
    try:
        named = parsedate_to_datetime(value)
    except ValueError:
        return None
    return named if named.tzinfo else named.replace(tzinfo=UTC)
