"""Claims as the lines of a list, as of a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from tracker.models import Claim, StatusChange
from tracker.models.as_of import records
from tracker.reader import access
from tracker.reader.dates import When, dated, on_day
from tracker.reader.pages.parts import Badge, Statement, statements, verdict
from tracker.reader.past import Past, tail
from tracker.rules.facets import dates
from tracker.rules.facts import Moment, Record
from tracker.rules.status import public_status

PER_PAGE = 20


class BadFilter(ValueError):
    """The address asks for something that a list does not have."""


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """One claim in a list."""

    slug: str
    statement: Statement
    badge: Badge
    rest: str
    changed: When | None  # when the public status was decided
    last: When | None = None  # when somebody last said or decided something


@dataclass(frozen=True, kw_only=True)
class Turning:
    """Where one stands among the pages of a list; addresses, or nothing."""

    number: int
    pages: int
    earlier: str
    later: str


def turning(number: int, pages: int, kept: Mapping[str, str]) -> Turning:
    """The addresses of the pages beside this one, with all that was asked for."""
    asked = {name: value for name, value in kept.items() if value}
    return Turning(
        number=number,
        pages=pages,
        earlier=tail(asked | {"page": str(number - 1)}) if number > 1 else "",
        later=tail(asked | {"page": str(number + 1)}) if number < pages else "",
    )


def latest_first(past: Past) -> QuerySet[Claim]:
    """The claims of a moment with their public status, the last decided first."""
    decided = (
        StatusChange.objects.filter(claim=OuterRef("pk"))
        .counting(past.moment)
        .order_by("-effective_at", "-recorded_at", "-id")
    )
    return (
        access.listed(past)
        .annotate(
            status=Subquery(decided.values("status")[:1]),
            decided_at=Subquery(decided.values("effective_at")[:1]),
        )
        .order_by(F("decided_at").desc(nulls_last=True), "slug")
    )


def claim_rows(claims: Iterable[Claim], moment: Moment) -> tuple[ClaimRow, ...]:
    """The lines of a list, in a constant number of queries."""
    listed = list(claims)
    ids = [claim.pk for claim in listed]
    found = records(ids, moment)
    worded = statements(ids, moment)
    return tuple(
        claim_row(claim, found[claim.pk], worded[claim.pk], moment)
        for claim in listed
        if claim.pk in worded
    )


def claim_row(
    claim: Claim, record: Record, statement: Statement, moment: Moment
) -> ClaimRow:
    """One line of a list."""
    stands = verdict(record, moment)
    return ClaimRow(
        slug=claim.slug,
        statement=statement,
        badge=stands.badge,
        rest=stands.rest,
        changed=_changed(record, moment),
        last=_last(record, moment),
    )


def _changed(record: Record, moment: Moment) -> When | None:
    public = public_status(record, moment)
    if public is None:
        return None
    return dated(public.effective_at, public.effective_from, public.precision)


def _last(record: Record, moment: Moment) -> When | None:
    changed = dates(record, moment).changed
    return on_day(changed) if changed else None
