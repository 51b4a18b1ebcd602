"""The list of claims: what was asked, what was found, and where to go from there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.models.found import RANKED, Found
from tracker.models.meant import meant
from tracker.reader.finding import LIST, page_of, query_of, read_asked
from tracker.reader.pages.claims import (
    PER_PAGE,
    ClaimRow,
    claim_rows,
    in_order,
    total_of,
)
from tracker.reader.pages.facets import Option, Sides, sides
from tracker.reader.past import Past
from tracker.rules.asked import Asked, Sort
from tracker.rules.query import Query, Term


@dataclass(frozen=True)
class Kept:
    """What a form has to carry along."""

    name: str
    value: str


@dataclass(frozen=True)
class Sorting:
    label: str
    address: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Days:
    """The dates that the list lies between, for the fields of a form."""

    decided_from: str
    decided_to: str
    said_from: str
    said_to: str


@dataclass(frozen=True, kw_only=True)
class ClaimList:
    """`note` says what of the question could not be answered in full."""

    rows: tuple[ClaimRow, ...]
    total: str
    notes: tuple[str, ...]
    words: str
    days: Days
    sides: Sides
    sorts: tuple[Sorting, ...]
    meant: tuple[Option, ...]
    kept_by_search: tuple[Kept, ...]
    kept_by_days: tuple[Kept, ...]
    now: str  # the same list of the present
    earlier: str
    later: str
    everything: str
    query: str  # for the same list as a table and from the API
    is_narrowed: bool
    is_counted: bool


def claim_list(given: QueryDict, past: Past) -> ClaimList:
    """The list that an address asks for; raises BadFilter."""
    asked = read_asked(given)
    found = page_of(asked, past, size=PER_PAGE)
    return ClaimList(
        rows=claim_rows(in_order(found.claims), past),
        total=total_of(found),
        notes=tuple(_notes(asked, found)),
        words=str(asked.query),
        days=_days(asked),
        sides=sides(asked, found, past),
        sorts=_sorts(asked, past) if found.is_counted else (),
        meant=_meant(asked, past) if not found.claims and not past.is_asked else (),
        kept_by_search=_kept(asked.without_query(), past),
        kept_by_days=_kept(asked.without_span("decided").without_span("said"), past),
        now=LIST + query_of(asked, replace(past, as_of="", known_at="")),
        earlier=query_of(asked, past, found.earlier) if found.earlier else "",
        later=query_of(asked, past, found.later) if found.later else "",
        everything=LIST + query_of(Asked(), past),
        query=query_of(asked, past),
        is_narrowed=asked.is_narrowed,
        is_counted=found.is_counted,
    )


def _notes(asked: Asked, found: Found) -> Iterator[str]:
    if asked.query.is_mute:
        yield _("There is no word in the search, so nothing was looked for.")
    if asked.query.is_cut:
        yield _("The search was too long: only its first words were looked for.")
    if not found.is_counted:
        yield _(
            "So many claims may fit that nothing is counted at a past moment; they"
            " are listed from the newest to the oldest. Choose more to see counts."
        )
    if found.is_partial:
        yield _("A number with a plus is the least that there are.")
    if asked.sort is Sort.RELEVANCE and found.total > RANKED:
        yield _(
            "By relevance: the latest %(number)s of them. Sort by the latest change to"
            " go through all."
        ) % {"number": f"{RANKED:,}"}


def _days(asked: Asked) -> Days:
    return Days(
        decided_from=str(asked.decided.since or ""),
        decided_to=str(asked.decided.until or ""),
        said_from=str(asked.said.since or ""),
        said_to=str(asked.said.until or ""),
    )


def _sorts(asked: Asked, past: Past) -> tuple[Sorting, ...]:
    labels = {
        Sort.RELEVANCE: _("Relevance"),
        Sort.LATEST: _("Latest change"),
        Sort.DECIDED: _("Latest decision"),
        Sort.OLDEST: _("First said"),
    }
    return tuple(
        Sorting(
            label=label,
            address=LIST + query_of(replace(asked, sort=sort, place=None), past),
            is_current=sort is asked.sort,
        )
        for sort, label in labels.items()
        if asked.query or sort is not Sort.RELEVANCE
    )


def _meant(asked: Asked, past: Past) -> tuple[Option, ...]:
    """The same search with the nearest words of claims that lists show."""
    instead = meant(asked.query.words)
    if not instead:
        return ()
    terms = tuple(_instead(term, instead) for term in asked.query.terms)
    better = replace(asked, query=Query(terms), place=None)
    return (Option(str(better.query), LIST + query_of(better, past)),)


def _instead(term: Term, instead: dict[str, str]) -> Term:
    if term.is_phrase or term.is_negated:
        return term
    return replace(term, text=instead.get(term.text, term.text))


def _kept(asked: Asked, past: Past) -> tuple[Kept, ...]:
    values: Iterable[tuple[str, str]] = (*asked.parameters(), *past.asked.items())
    return tuple(Kept(name, value) for name, value in values)
