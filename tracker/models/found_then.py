"""The claims of a list as of a past moment, from the facts.

Claims that may fit are found by rows (`models.then`); of each the rules say whether it
does. Where more than a few may fit, nothing is counted: the list goes from the newest
claim to the oldest, as far as one looks.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from tracker.models.card import NEVER_SAID, NEVER_YET
from tracker.models.claim import Claim
from tracker.models.found import Found, Row, key_of, rank, turned
from tracker.models.public import listed_claims
from tracker.models.sheets import Sheet, sheets
from tracker.models.then import may_fit
from tracker.models.wanted import Wanted, searched, wanted, worded, words_at
from tracker.rules.asked import Asked, Sort
from tracker.rules.choices import Place
from tracker.rules.facets import Kind
from tracker.rules.facts import Moment

# So many claims are looked at one by one for a page of the past.
LOOKED_AT = 1000
STEP = 200
STEPS = 10


class TooWide(ValueError):
    """More claims may fit at the moment than can be looked at one by one."""


@dataclass(frozen=True)
class Then:
    """A past moment that is asked for, and the present that still has to allow it."""

    moment: Moment
    now: datetime


def matching_then(asked: Asked, then: Then) -> QuerySet[Claim]:
    """The claims that fitted, in no order; raises TooWide where what is asked narrows
    the record too little."""
    listed = listed_claims(then.moment, then.now)
    if not asked.is_narrowed:
        return listed
    want = wanted(asked)
    few = _few(want, then)
    if few is None:
        raise TooWide
    return listed.filter(pk__in=[sheet.claim for sheet in _fitting(few, want, then)])


def find_then(asked: Asked, then: Then, *, size: int) -> Found:
    """One page of the claims that fitted."""
    want = wanted(asked)
    few = _few(want, then)
    if few is None:
        return _walked(want, then, size)
    fitting = _fitting(few, want, then)
    rows = _sorted(fitting, want, then)
    claims, earlier, later = turned(_from(rows, asked, size), asked.place, size)
    counts = Counter(facet for sheet in fitting for facet in sheet.facets)
    return Found(
        claims=claims,
        total=len(fitting),
        is_more=False,
        earlier=earlier,
        later=later,
        counts={
            facet: number
            for facet, number in counts.most_common()
            if facet.kind is not Kind.KIN
        },
    )


def _few(want: Wanted, then: Then) -> list[int] | None:
    """The claims that may fit; None where they are too many."""
    claims = may_fit(listed_claims(then.moment, then.now), want, then.moment)
    ids = list(claims.order_by().values_list("pk", flat=True)[: LOOKED_AT + 1])
    return ids if len(ids) <= LOOKED_AT else None


def _fitting(ids: list[int], want: Wanted, then: Then) -> list[Sheet]:
    """The sheets of those that do fit."""
    chosen = set(want.facets)
    said = worded(ids, want.query, then.moment.known_at)
    return [
        sheet
        for sheet in sheets(said, then.moment).values()
        if chosen <= sheet.facets
        and want.asked.decided.holds(sheet.decided)
        and want.asked.said.holds(sheet.said)
    ]


def _sorted(found: list[Sheet], want: Wanted, then: Then) -> list[Row]:
    sort = want.asked.sort
    if sort is Sort.RELEVANCE:
        return _ranked([sheet.claim for sheet in found], want, then)
    if sort is Sort.OLDEST:
        return sorted((key_of(row.said or NEVER_SAID), row.claim) for row in found)
    keys = (
        (row.decided or NEVER_YET if sort is Sort.DECIDED else row.changed, row.claim)
        for row in found
    )
    return sorted(((key_of(at), claim) for at, claim in keys), reverse=True)


def _ranked(claims: list[int], want: Wanted, then: Then) -> list[Row]:
    rows = Claim.objects.filter(pk__in=claims).annotate(
        rank=rank(words_at(then.moment.known_at), searched(want.query))
    )
    return list(rows.order_by("-rank", "-pk").values_list("rank", "pk"))


def _from(rows: list[Row], asked: Asked, size: int) -> list[Row]:
    """The rows of one page and one more, in the order that is walked."""
    place = asked.place
    if place is None:
        return rows[: size + 1]
    is_down = asked.sort is not Sort.OLDEST
    if place.is_before:
        rows, is_down = rows[::-1], not is_down
    mark = (place.key, place.claim)
    beyond = [row for row in rows if (row < mark if is_down else row > mark)]
    return beyond[: size + 1]


def _walked(want: Wanted, then: Then, size: int) -> Found:
    """A page of what is too wide to be counted: newest claims first."""
    place = want.asked.place
    rows, last = _walk(want, then, size + 1)
    claims, earlier, later = turned(rows, place, size)
    if last is not None and not (place and place.is_before):
        later = Place(key=last, claim=last)
    return Found(
        claims=claims,
        total=0,
        is_more=True,
        earlier=earlier,
        later=later,
        is_counted=False,
    )


def _walk(want: Wanted, then: Then, number: int) -> tuple[list[Row], int | None]:
    """So many claims that fit, by their numbers, from the place that is asked for; and
    the last claim that was looked at, where that was too long a way."""
    place = want.asked.place
    is_down = place is None or not place.is_before
    found: list[Row] = []
    last = place.claim if place else None
    for _ in range(STEPS):
        ids, fitting = _step(want, then, last, is_down=is_down)
        found += [(claim, claim) for claim in ids if claim in fitting]
        if len(found) >= number or len(ids) < STEP:
            return found[:number], None
        last = ids[-1]
    return found, last


def _step(
    want: Wanted, then: Then, last: int | None, *, is_down: bool
) -> tuple[list[int], set[int]]:
    """The next claims that may fit, and those of them that do and were listed. Only of
    these few it is asked whether they were: in one statement the planner would ask it
    of all that may fit."""
    claims = may_fit(Claim.objects.all(), want, then.moment)
    if last is not None:
        claims = claims.filter(**{"pk__lt" if is_down else "pk__gt": last})
    rows = claims.order_by("-pk" if is_down else "pk")
    ids = list(rows.values_list("pk", flat=True)[:STEP])
    listed = listed_claims(then.moment, then.now).filter(pk__in=ids)
    shown = list(listed.order_by().values_list("pk", flat=True))
    return ids, {sheet.claim for sheet in _fitting(shown, want, then)}


def every_then(asked: Asked, then: Then) -> Iterator[list[int]]:
    """All claims that fitted, newest first, a batch at a time."""
    want = wanted(replace(asked, place=None))
    last: int | None = None
    while True:
        ids, fitting = _step(want, then, last, is_down=True)
        yield [claim for claim in ids if claim in fitting]
        if len(ids) < STEP:
            return
        last = ids[-1]
