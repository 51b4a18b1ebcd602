"""The claims that a list asks for: now by their cards, in the past by the facts.

`matching` and `find` are the ways in, for pages, tables, feeds and the API. Nothing but
what lists may show is ever found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F, Func, IntegerField, Q, QuerySet
from django.utils import timezone

from tracker.models.card import NEVER_SAID, NEVER_YET, ClaimCard
from tracker.models.cards import refresh_before_list
from tracker.models.claim import Claim
from tracker.models.counts import MOST, count_of, counts_of, counts_of_all, written
from tracker.models.sheets import sheets
from tracker.models.wanted import Wanted, fits, searched, wanted, worded
from tracker.rules.asked import Asked, Sort
from tracker.rules.choices import Place
from tracker.rules.facets import Facet, Kind
from tracker.rules.facts import Moment

# Of more claims than these the latest are put in the order of their relevance.
RANKED = 1000
BATCH = 200
# Lists whose counts a process keeps.
COUNTED = 100
MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The column of a sort, and whether its greatest value comes first.
_COLUMNS = {
    Sort.LATEST: ("changed_at", True),
    Sort.DECIDED: ("decided_at", True),
    Sort.OLDEST: ("said_at", False),
    Sort.RELEVANCE: ("rank", True),
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of a list. `total` is at least so many where there `is_more`; counts of
    facets are the least that there are where they are of a part (`is_partial`).
    `is_counted` is False where a past moment is too wide to count."""

    claims: tuple[int, ...]
    total: int
    is_more: bool
    earlier: Place | None = None
    later: Place | None = None
    counts: Mapping[Facet, int] = field(default_factory=dict)
    is_counted: bool = True
    is_partial: bool = False


def matching(asked: Asked) -> QuerySet[Claim]:
    """The claims that lists show now and that fit, in no order.

    Of the past: `models.found_then.matching_then`.
    """
    refresh_before_list()
    want = wanted(asked)
    return _fitting(Claim.objects.all(), want, prefix="card__")


def find(asked: Asked, *, size: int) -> Found:
    """One page of the claims that fit now, with what can be chosen next."""
    is_fresh = refresh_before_list()
    want = wanted(asked)
    cards = _fitting(ClaimCard.objects.all(), want)
    counts = _counts(want) if asked.is_narrowed else counts_of_all()
    total = counts.get(Facet(kind=Kind.ALL), 0)
    if want.query and total <= MOST:
        cards = _once_found(cards)
    return replace(
        _page(cards, want, size, is_fresh=is_fresh),
        total=min(total, MOST),
        is_more=total > MOST,
        counts=counts,
        is_partial=asked.is_narrowed and total > MOST,
    )


def find_having(asked: Asked, *, size: int) -> Found:
    """One page of the claims that have the one facet that is asked for; their total is
    exact, and nothing else is counted."""
    is_fresh = refresh_before_list()
    want = wanted(asked)
    (one,) = want.facets
    cards = _fitting(ClaimCard.objects.all(), want)
    return replace(_page(cards, want, size, is_fresh=is_fresh), total=count_of(one))


def _counts(want: Wanted) -> Mapping[Facet, int]:
    """Counted anew after any card was written."""
    everywhere = Wanted(replace(want.asked, sort=Sort.LATEST, place=None), want.facets)
    # Inside a transaction, what was written may still be taken back.
    if connection.in_atomic_block:
        return _counted(everywhere)
    return _kept(everywhere, written())


def _counted(want: Wanted) -> Mapping[Facet, int]:
    return counts_of(_fitting(ClaimCard.objects.all(), want))


@lru_cache(maxsize=COUNTED)
def _kept(want: Wanted, state: int) -> Mapping[Facet, int]:
    """`state` is what the counts are kept under (`counts.written`)."""
    return _counted(want)


def _page(
    cards: QuerySet[ClaimCard], want: Wanted, size: int, *, is_fresh: bool
) -> Found:
    """A page of which nothing is counted yet."""
    rows = _rows(cards, want, size + 1)
    claims, earlier, later = turned(rows, want.asked.place, size)
    return Found(
        claims=claims if is_fresh else _still_fitting(claims, want),
        total=0,
        is_more=False,
        earlier=earlier,
        later=later,
    )


def every(asked: Asked) -> Iterator[list[int]]:
    """All claims that fit now, in the order of the list, a batch at a time. Words put
    them in the order of the latest change: no relevance is worked out for all."""
    refresh_before_list()
    sort = Sort.LATEST if asked.sort is Sort.RELEVANCE else asked.sort
    want = wanted(replace(asked, sort=sort, place=None))
    cards = _fitting(ClaimCard.objects.all(), want)
    while rows := _rows(cards, want, BATCH):
        yield list(_still_fitting(tuple(claim for _, claim in rows), want))
        last = Place(key=rows[-1][0], claim=rows[-1][1])
        want = Wanted(replace(want.asked, place=last), want.facets)


def _still_fitting(claims: tuple[int, ...], want: Wanted) -> tuple[int, ...]:
    """Those that the facts of now say fit, whatever old cards say."""
    now = timezone.now()
    fresh = sheets(worded(claims, want.query, now), Moment(as_of=now, known_at=now))
    chosen = set(want.facets)
    return tuple(
        claim
        for claim in claims
        if claim in fresh
        and chosen <= fresh[claim].facets
        and want.asked.decided.holds(fresh[claim].decided)
        and want.asked.said.holds(fresh[claim].said)
    )


Row = tuple[int, int]  # the key that the list is sorted by, and the claim


def turned(
    rows: Sequence[Row], place: Place | None, size: int
) -> tuple[tuple[int, ...], Place | None, Place | None]:
    """The claims of a page, of the rows of which one was asked more than it has; and
    where the pages before and after it begin."""
    is_back = place is not None and place.is_before
    shown = list(rows[:size])
    has_more = len(rows) > size
    if is_back:
        shown.reverse()
    has_earlier = has_more if is_back else place is not None
    has_later = True if is_back else has_more
    first, last = (shown[0], shown[-1]) if shown else ((0, 0), (0, 0))
    return (
        tuple(claim for _, claim in shown),
        Place(key=first[0], claim=first[1], is_before=True)
        if shown and has_earlier
        else None,
        Place(key=last[0], claim=last[1]) if shown and has_later else None,
    )


def key_of(at: datetime) -> int:
    """A moment as a whole number that an address carries."""
    return (at - _EPOCH) // MICROSECOND


def _fitting(rows: QuerySet[Any], want: Wanted, prefix: str = "") -> QuerySet[Any]:
    found = rows.filter(**{f"{prefix}is_listed": True})
    if want.facets:
        found = found.filter(**{f"{prefix}facets__contains": want.numbers})
    if want.query:
        found = found.filter(fits(F(f"{prefix}words"), searched(want.query)))
    return found.filter(_within(want.asked, prefix))


def _within(asked: Asked, prefix: str) -> Q:
    """Dates; what was never decided, or never said, lies in no span."""
    found = Q()
    for name, span in (("decided", asked.decided), ("said", asked.said)):
        if span:
            first = max(span.begin or NEVER_YET, NEVER_YET + MICROSECOND)
            last = min(span.end or NEVER_SAID, NEVER_SAID - MICROSECOND)
            found &= Q(**{f"{prefix}{name}_at__range": (first, last)})
    return found


def _rows(cards: QuerySet[ClaimCard], want: Wanted, number: int) -> list[Row]:
    column, is_down = _COLUMNS[want.asked.sort]
    if want.asked.sort is Sort.RELEVANCE:
        cards = _ranked(cards, want)
    place = want.asked.place
    if place is not None:
        is_down ^= place.is_before
        cards = _beyond(cards, column, place, is_down=is_down)
    sign = "-" if is_down else ""
    rows = cards.order_by(f"{sign}{column}", f"{sign}claim_id").values_list(
        column, "pk"
    )
    return [(_key(value), claim) for value, claim in rows[:number]]


def _once_found(cards: QuerySet[ClaimCard]) -> QuerySet[ClaimCard]:
    """The same cards, looked up before they are sorted. The database does not know how
    rare a word is that few claims have, and would look for it along the whole list."""
    return ClaimCard.objects.filter(pk__in=cards.order_by().values("pk")[:MOST])


def _ranked(cards: QuerySet[ClaimCard], want: Wanted) -> QuerySet[ClaimCard]:
    latest = cards.order_by("-changed_at", "-claim_id").values("pk")[:RANKED]
    return ClaimCard.objects.filter(pk__in=latest).annotate(
        rank=rank(F("words"), searched(want.query))
    )


def rank(words: Any, query: Any) -> Func:
    """How well words fit, as a whole number that an address can carry."""
    return Func(
        words,
        query,
        template="round(1000000 * ts_rank(%(expressions)s))::integer",
        output_field=IntegerField(),
    )


def _beyond(
    cards: QuerySet[ClaimCard], column: str, place: Place, *, is_down: bool
) -> QuerySet[ClaimCard]:
    """What comes after a place, in the order that is walked."""
    value = _value(column, place.key)
    if value is None:
        return cards.none()
    sign = "lt" if is_down else "gt"
    # The first condition alone is what an index can be entered by.
    return cards.filter(
        Q(**{f"{column}__{sign}e": value}),
        Q(**{f"{column}__{sign}": value}) | Q(**{f"pk__{sign}": place.claim}),
    )


def _value(column: str, key: int) -> int | datetime | None:
    """None for a number that no row can have."""
    if column == "rank":
        return key if abs(key) < 1 << 31 else None
    try:
        return _EPOCH + key * MICROSECOND
    except OverflowError:
        return None


def _key(value: int | datetime) -> int:
    return value if isinstance(value, int) else key_of(value)
