"""Corrections: a row is never edited, another takes its place or leaves it empty."""

from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Citation, Inquiry, Position, Silence
from tracker.models.base import WorldFact
from tracker.review.errors import AlreadyCorrected
from tracker.review.rows import lock, refuse_replaced, refuse_without, write
from tracker.review.watch import watch_proposal

Row = TypeVar("Row", Position, Silence, Inquiry, Citation)


@transaction.atomic
def void(row: Row, *, reason: str, by: User | None, now: datetime) -> Row:
    """An empty correction: the row never was so. Its claim is looked at again."""
    claim = lock(row.claim)
    refuse_correction(row, reason, what="take this back")
    empty = write(
        type(row)(
            claim=claim,
            corrects=row,
            is_void=True,
            reason=reason.strip(),
            effective_at=row.effective_at,
            effective_from=row.effective_from,
            precision=row.precision,
            recorded_by=by,
            recorded_at=now,
            **_whose(row),
        )
    )
    watch_proposal(claim, now)
    return empty


def refuse_correction(
    row: WorldFact | None, reason: str, *, what: str = "correct this"
) -> None:
    """Refuses one without a reason, a second one, and one that orphans an answer."""
    if row is None:
        return
    refuse_without(reason, what=what)
    refuse_replaced(row)
    if isinstance(row, Inquiry) and _is_referred_to(row):
        raise AlreadyCorrected(
            "An answer or a silence refers to this inquiry. Correct that row first."
        )


def _is_referred_to(inquiry: Inquiry) -> bool:
    """Whether a row that nobody has corrected names the inquiry."""
    answers = inquiry.positions.filter(corrected_by__isnull=True)
    silences = inquiry.silences.filter(corrected_by__isnull=True)
    return answers.exists() or silences.exists()


def _whose(row: Position | Silence | Inquiry | Citation) -> dict[str, object]:
    """A void row keeps the party or source that it is about."""
    if isinstance(row, Citation):
        return {"source": row.source}
    return {"party": row.party}
