"""A list of claims as a table: the same claims in the same order, as of its moment."""

from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse

from tracker.exports.table import csv_response
from tracker.models import Claim
from tracker.models.as_of import records
from tracker.reader.dates import iso
from tracker.reader.doors import page
from tracker.reader.finding import every, read_asked
from tracker.reader.pages.parts import Statement, Verdict, statements, verdict
from tracker.reader.past import Past
from tracker.reader.words import NOT_ASSESSED
from tracker.rules.asked import Asked
from tracker.rules.facets import dates
from tracker.rules.facts import Record

# What is longer is a matter for the API, which goes on page by page.
MOST = 10_000
HEADER = (
    "claim",
    "address",
    "language",
    "statement",
    "status",
    "label",
    "headline",
    "decided",
    "first said",
    "last change",
)


@page
def claims_csv(request: HttpRequest, past: Past) -> StreamingHttpResponse:
    asked = read_asked(request.GET)
    return csv_response("claims.csv", HEADER, islice(_rows(asked, past), MOST))


def _rows(asked: Asked, past: Past) -> Iterator[list[object]]:
    for batch in every(asked, past):
        claims = Claim.objects.in_bulk(batch)
        found, worded = records(batch, past.moment), statements(batch, past.moment)
        for one in batch:
            if one in worded:
                yield _row(claims[one], found[one], worded[one], past)


def _row(
    claim: Claim, record: Record, statement: Statement, past: Past
) -> list[object]:
    when = dates(record, past.moment)
    stands: Verdict = verdict(record, past.moment)
    return [
        claim.slug,
        f"{settings.SITE_URL}{claim.get_absolute_url()}{past.query}",
        statement.language,
        statement.text,
        stands.badge.key if stands.badge.key != NOT_ASSESSED else "",
        stands.badge.label,
        stands.text,
        when.decided and iso(when.decided),
        when.said and iso(when.said),
        when.changed and iso(when.changed),
    ]
