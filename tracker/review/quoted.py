"""What a party said together with the words that show it: typed once, written once."""

from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, Required, TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import (
    Claim,
    Inquiry,
    Party,
    Position,
    ReviewItem,
    Snapshot,
    Source,
)
from tracker.review.decide import claims_of
from tracker.review.errors import Mismatch
from tracker.review.evidence import cite
from tracker.review.items import close, refuse_closed
from tracker.review.positions import record_position
from tracker.review.rows import lock
from tracker.review.steps import took
from tracker.review.when import Dated
from tracker.rules.vocabulary import Bearing, Stance, StepKind, Voice
from tracker.rules.wording import label_of

SUPPORTING = (Stance.ASSERTS, Stance.ACKNOWLEDGES, Stance.ACKNOWLEDGES_PARTLY)
CONTRADICTING = (Stance.DENIES, Stance.DISPUTES_DETAILS)


class Said(TypedDict):
    """The arguments of `record_position` that say what was said."""

    stance: Required[Stance]
    when: Required[Dated]
    speaker: NotRequired[str]
    voice: NotRequired[Voice]
    gist: NotRequired[dict[str, str]]
    answers: NotRequired[Inquiry | None]


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """The exact words, the page that has them, and their place in its text."""

    source: Source
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    snapshot: Snapshot | None = None
    language: str = ""
    translation: str = ""
    translator: str = ""


@transaction.atomic
def record_quoted(
    claim: Claim,
    party: Party,
    *,
    quotation: Quotation | None,
    item: ReviewItem | None = None,
    by: User | None,
    now: datetime,
    **said: Unpack[Said],
) -> Position:
    """A position, the citation that carries it, and the end of the item that asked for
    them; refused whole when somebody has closed that item."""
    row = lock(claim)
    open_item = refuse_closed(item) if item is not None else None
    if open_item is not None and row not in claims_of(open_item):
        raise Mismatch("This item is about another claim. Record it there.")
    position = record_position(row, party, by=by, now=now, **said)
    if quotation is not None:
        cite(
            row,
            quotation.source,
            exact=quotation.exact,
            prefix=quotation.prefix,
            suffix=quotation.suffix,
            start=quotation.start,
            end=quotation.end,
            snapshot=quotation.snapshot,
            language=quotation.language,
            translation=quotation.translation,
            translator=quotation.translator,
            position=position,
            bearing=bearing_of(said["stance"]),
            when=said["when"],
            by=by,
            now=now,
        )
    if open_item is not None:
        words = label_of(said["stance"]).lower()
        told = f"Recorded as a position: {words}."
        took(open_item, StepKind.POSITION_RECORDED, note=told, by=by, now=now)
        close(open_item, resolution=told, by=by, now=now)
    return position


def bearing_of(stance: Stance) -> Bearing:
    """How a party's own words bear on the claim that they are about."""
    if stance in SUPPORTING:
        return Bearing.SUPPORTS
    return Bearing.CONTRADICTS if stance in CONTRADICTING else Bearing.REPEATS
