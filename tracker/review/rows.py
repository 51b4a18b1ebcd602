"""How a row is written: checked, once, under the lock of its claim."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from tracker.models import Claim
from tracker.models.base import WorldFact
from tracker.review.errors import AlreadyCorrected, Invalid, ReasonMissing
from tracker.review.texts import fit, fit_row
from tracker.rules.facts import Moment

Row = TypeVar("Row", bound=models.Model)
# A statement has no more rows than this.
MANY = 1000


def lock(claim: Claim) -> Claim:
    """The claim, which nobody else may write about until this transaction ends."""
    return Claim.objects.select_for_update().get(pk=claim.pk)


def lock_all(claims: Iterable[int]) -> list[Claim]:
    """Several claims, locked in one order everywhere, so that no two desks block."""
    chosen = Claim.objects.filter(pk__in=set(claims)).order_by("pk")
    return list(chosen.select_for_update())


def write(row: Row) -> Row:
    """Insert a new row; what its table refuses is said in words."""
    fit_row(row)
    try:
        row.full_clean()
    except ValidationError as error:
        raise Invalid(_in_words(error)) from error
    row.save(force_insert=True)
    return row


def write_all(rows: Sequence[Row]) -> list[Row]:
    """Insert many new rows of one table; what their fields refuse is said in words.

    What only the database can see, such as a slug that is taken, it refuses whole.
    """
    if not rows:
        return []
    meta = rows[0]._meta
    others = {each.name for each in meta.concrete_fields if each.is_relation}
    for row in rows:
        fit_row(row)
        try:
            row.clean_fields(exclude=others)
        except ValidationError as error:
            raise Invalid(_in_words(error)) from error
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=MANY)


def at(now: datetime) -> Moment:
    """The world and the desk's knowledge of it, both now."""
    return Moment(as_of=now, known_at=now)


def refuse_without(reason: str, *, what: str) -> str:
    """The reason without its outer blanks."""
    if not reason.strip():
        told = f"Write down why you {what}: the reason is kept with it."
        raise ReasonMissing(told, field="reason")
    return fit(reason, "reason")


def refuse_replaced(row: WorldFact | None) -> None:
    """Refuses to correct a row twice, and to correct a void row."""
    if row is None:
        return
    if row.is_void:
        raise AlreadyCorrected("This row is void. Record what was so as a new row.")
    later: WorldFact | None = getattr(row, "corrected_by", None)
    if later is not None:
        raise AlreadyCorrected(
            f"This row was corrected on {later.recorded_at:%d %B %Y, %H:%M}. "
            "Correct the row that replaced it."
        )


def _in_words(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        " ".join(messages)
        if field == "__all__"
        else f"{field.replace('_', ' ').capitalize()}: {' '.join(messages)}"
        for field, messages in error.message_dict.items()
    )
