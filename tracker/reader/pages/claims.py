"""Claims as the lines of a list, as of a moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.models import Claim
from tracker.models.as_of import records
from tracker.models.counts import MOST
from tracker.models.found import Found
from tracker.reader.dates import When, dated, on_day
from tracker.reader.lines import Lines
from tracker.reader.pages.parts import Badge, Statement, statements, verdict
from tracker.reader.past import Past, tail
from tracker.rules.choices import Place
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


LINES = Lines[ClaimRow]()


@dataclass(frozen=True, kw_only=True)
class Turning:
    """The pages before and after one of a list; addresses, or nothing."""

    earlier: str
    later: str


def turning(earlier: Place | None, later: Place | None, past: Past) -> Turning:
    """The addresses of the pages beside this one, at the same moment."""
    return Turning(
        earlier=tail(past.asked | earlier.asked) if earlier else "",
        later=tail(past.asked | later.asked) if later else "",
    )


def total_of(found: Found) -> str:
    """ "12 claims", as far as they are counted."""
    if not found.is_counted:
        return _("More claims than can be counted at a past moment")
    if found.is_more:
        return _("%(number)s+ claims") % {"number": f"{MOST:,}"}
    counted = ngettext("%(number)s claim", "%(number)s claims", found.total)
    return counted % {"number": f"{found.total:,}"}


def in_order(ids: Sequence[int]) -> list[Claim]:
    """Claims by their ids, in the same order."""
    found = Claim.objects.in_bulk(ids)
    return [found[one] for one in ids]


def claim_rows(claims: Iterable[Claim], past: Past) -> tuple[ClaimRow, ...]:
    """The lines of a list, in a constant number of queries; those of the present are
    kept."""
    by_id = {claim.pk: claim for claim in claims}

    def make(ids: Sequence[int], moment: Moment) -> dict[int, ClaimRow]:
        found, worded = records(ids, moment), statements(ids, moment)
        return {
            one: claim_row(by_id[one], found[one], worded[one], moment)
            for one in ids
            if one in worded
        }

    ids = list(by_id)
    rows = make(ids, past.moment) if past.is_asked else LINES.of(ids, make)
    return tuple(rows[one] for one in ids if one in rows)


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
