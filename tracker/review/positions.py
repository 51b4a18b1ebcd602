"""What parties said, why they said nothing, and what they were asked."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Inquiry, Party, Position, ReviewItem, Silence
from tracker.review.errors import Mismatch, WrongDate
from tracker.review.items import resolve
from tracker.review.rows import lock, write
from tracker.review.voids import refuse_correction, void
from tracker.review.watch import watch_proposal
from tracker.review.when import Dated, fields_of
from tracker.rules.vocabulary import (
    InquiryChannel,
    ReviewKind,
    SilenceKind,
    Stance,
    Voice,
)

__all__ = ["ask", "record_position", "record_silence", "void"]

NO_WORDS: Mapping[str, str] = {}


@transaction.atomic
def record_position(
    claim: Claim,
    party: Party,
    *,
    stance: Stance,
    when: Dated,
    speaker: str = "",
    voice: Voice = Voice.QUOTED,
    gist: Mapping[str, str] = NO_WORDS,
    answers: Inquiry | None = None,
    corrects: Position | None = None,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> Position:
    """What a party said. `gist` follows the party's name: "says it is verifying".

    With `corrects` it replaces another row, and the reason says why.
    """
    row = lock(claim)
    refuse_correction(corrects, reason)
    _refuse_foreign(answers, row)
    position = write(
        position_row(
            row,
            party,
            stance=stance,
            when=when,
            speaker=speaker,
            voice=voice,
            gist=gist,
            answers=answers,
            corrects=corrects,
            reason=reason,
            by=by,
            now=now,
        )
    )
    _close_overdue(answers, party, by=by, now=now)
    watch_proposal(row, now)
    return position


def position_row(
    claim: Claim,
    party: Party,
    *,
    stance: Stance,
    when: Dated,
    speaker: str = "",
    voice: Voice = Voice.QUOTED,
    gist: Mapping[str, str] = NO_WORDS,
    answers: Inquiry | None = None,
    corrects: Position | None = None,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> Position:
    """A position that is not written yet; refused where its date cannot be."""
    return Position(
        claim=claim,
        party=party,
        stance=stance.value,
        speaker=speaker.strip(),
        voice=voice.value,
        gist={language: text for language, text in gist.items() if text.strip()},
        answers=answers,
        corrects=corrects,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=now,
        **fields_of(when, now),
    )


@transaction.atomic
def record_silence(
    claim: Claim,
    party: Party,
    *,
    kind: SilenceKind,
    when: Dated,
    inquiry: Inquiry | None = None,
    corrects: Silence | None = None,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> Silence:
    """Why there is no position; `when` is when the desk looked."""
    row = lock(claim)
    refuse_correction(corrects, reason)
    _refuse_foreign(inquiry, row)
    if (kind is SilenceKind.ASKED_NO_RESPONSE) != (inquiry is not None):
        raise Mismatch(
            "“Asked, no response” names the inquiry, and no other silence does. "
            "Choose the inquiry, or another kind of silence."
        )
    silence = write(
        Silence(
            claim=row,
            party=party,
            kind=kind.value,
            inquiry=inquiry,
            corrects=corrects,
            reason=reason.strip(),
            recorded_by=by,
            recorded_at=now,
            **fields_of(when, now),
        )
    )
    watch_proposal(row, now)
    return silence


@transaction.atomic
def ask(
    claim: Claim,
    party: Party,
    *,
    channel: InquiryChannel,
    when: Dated,
    asked_by: str = "",
    question: str = "",
    deadline: datetime | None = None,
    corrects: Inquiry | None = None,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> Inquiry:
    """A request for comment; `when` is when it was asked."""
    row = lock(claim)
    refuse_correction(corrects, reason)
    if deadline is not None and deadline <= when[0]:
        raise WrongDate("The deadline comes after the question. Choose a later one.")
    inquiry = write(
        Inquiry(
            claim=row,
            party=party,
            channel=channel.value,
            asked_by=asked_by.strip(),
            question=question.strip(),
            deadline=deadline,
            corrects=corrects,
            reason=reason.strip(),
            recorded_by=by,
            recorded_at=now,
            **fields_of(when, now),
        )
    )
    watch_proposal(row, now)
    return inquiry


def _refuse_foreign(inquiry: Inquiry | None, claim: Claim) -> None:
    if inquiry is not None and inquiry.claim_id != claim.pk:
        raise Mismatch("That inquiry is about another claim. Choose one of this claim.")


def _close_overdue(
    inquiry: Inquiry | None, party: Party, *, by: User | None, now: datetime
) -> None:
    """An answer ends the reminder."""
    if inquiry is None:
        return
    items = ReviewItem.objects.open().filter(kind=ReviewKind.INQUIRY_OVERDUE)
    for item in items.filter(inquiry=inquiry):
        resolve(item, resolution=f"“{party}” has answered.", by=by, now=now)
