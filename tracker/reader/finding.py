"""What the address of a list asks for, and the claims that it finds.

One way in for the page, its table and its feed: `read_asked`, then `matching` for all
claims that fit, or `page_of` for one page of them.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from tracker.models import Claim
from tracker.models import found as present
from tracker.models import found_then as past_finding
from tracker.models.found import Found
from tracker.models.found_then import Then
from tracker.reader.pages.claims import BadFilter
from tracker.reader.past import Past
from tracker.rules.asked import Asked, BadAsk, read
from tracker.rules.choices import Choice, Place

LIST = "/claims/"
BEGINS = ("after", "before")


def read_asked(given: QueryDict) -> Asked:
    """What the parameters of an address ask for; raises BadFilter."""
    try:
        return read(dict(given.lists()))
    except BadAsk as error:
        raise BadFilter from error


def matching(asked: Asked, past: Past) -> QuerySet[Claim]:
    """All claims that fit, in no order; raises BadFilter where a past moment is asked
    about more claims than can be looked at."""
    if not past.is_asked:
        return present.matching(asked)
    try:
        return past_finding.matching_then(asked, _then(past))
    except past_finding.TooWide as error:
        raise BadFilter from error


def every(asked: Asked, past: Past) -> Iterator[list[int]]:
    """All claims that fit, by their ids, a batch at a time."""
    if past.is_asked:
        return past_finding.every_then(asked, _then(past))
    return present.every(asked)


def page_of(asked: Asked, past: Past, *, size: int) -> Found:
    """One page of the claims that fit."""
    if past.is_asked:
        return past_finding.find_then(asked, _then(past), size=size)
    return present.find(asked, size=size)


def page_having(
    choice: Choice, given: Mapping[str, str], past: Past, *, size: int
) -> Found:
    """One page of the claims of a party, a topic or a place, the last changed first. Of
    what an address gives only where the page begins is read; raises BadFilter."""
    asked = Asked(choices=(choice,), place=place_of(given))
    if past.is_asked:
        return past_finding.find_then(asked, _then(past), size=size)
    return present.find_having(asked, size=size)


def place_of(given: Mapping[str, str]) -> Place | None:
    """Where a page begins, by its address; raises BadFilter."""
    try:
        return read({name: [given[name]] for name in BEGINS if name in given}).place
    except BadAsk as error:
        raise BadFilter from error


def query_of(asked: Asked, past: Past, place: Place | None = None) -> str:
    """The query string of a list, with its question mark, or nothing."""
    values = [*asked.parameters(), *past.asked.items()]
    if place is not None:
        values += place.asked.items()
    return "?" + urlencode(values, safe=":") if values else ""


def _then(past: Past) -> Then:
    return Then(moment=past.moment, now=past.now)
