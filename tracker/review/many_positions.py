"""Positions with their words, many at a time.

The rows are those that `quoted` writes; the watch over the statuses looks once at each
claim instead of once after each row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Party, Position
from tracker.review.copies import wish_for_first
from tracker.review.evidence import assessment_row, citation_row
from tracker.review.positions import position_row
from tracker.review.quoted import Quotation, Said, bearing_of
from tracker.review.rows import lock_all, write_all
from tracker.review.watch import watch_many


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a party said about a claim, and the words that show it, if there are any."""

    claim: Claim
    party: Party
    said: Said
    quotation: Quotation | None = None


@transaction.atomic
def record_many(
    sayings: Sequence[Saying], *, by: User, now: datetime
) -> list[Position]:
    """All of them or none."""
    claims = {one.claim.pk for one in sayings}
    lock_all(claims)
    rows = [
        position_row(one.claim, one.party, by=by, now=now, **one.said)
        for one in sayings
    ]
    positions = write_all(rows)
    pairs = [
        (position, one.said, one.quotation)
        for position, one in zip(positions, sayings, strict=True)
        if one.quotation is not None
    ]
    citations = write_all(
        [
            citation_row(
                position.claim,
                quotation.source,
                exact=quotation.exact,
                language=quotation.language,
                translation=quotation.translation,
                translator=quotation.translator,
                position=position,
                when=said["when"],
                by=by,
                now=now,
            )
            for position, said, quotation in pairs
        ]
    )
    write_all(
        [
            assessment_row(citation, bearing=bearing_of(said["stance"]), by=by, now=now)
            for citation, (_, said, _) in zip(citations, pairs, strict=True)
        ]
    )
    watch_many(claims, now)
    for source in {quotation.source for _, _, quotation in pairs}:
        wish_for_first(source, now)
    return positions
