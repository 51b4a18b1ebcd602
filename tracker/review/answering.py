"""Decisions on a review item that write about the claim: the words replaced where they
stand now, and the party asked."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import (
    Check,
    Citation,
    Claim,
    Extraction,
    Inquiry,
    Party,
    ReviewItem,
    Snapshot,
)
from tracker.review.decide import claims_of
from tracker.review.errors import Invalid, Mismatch, NothingNew, WrongDate
from tracker.review.evidence import assessment_of, cite
from tracker.review.items import close, refuse_closed
from tracker.review.positions import ask
from tracker.review.putting_off import wait
from tracker.review.rows import lock, refuse_without
from tracker.review.steps import took
from tracker.review.when import When, exactly
from tracker.rules.vocabulary import (
    Bearing,
    Credibility,
    InquiryChannel,
    Precision,
    StepKind,
)

# As much of what stands around the words as the engine keeps of a quotation.
AROUND = 40


class Words(TypedDict, total=False):
    """The new words of a quotation; the language is the old one's unless told."""

    language: str
    translation: str
    translator: str


@transaction.atomic
def replace_citation(
    item: ReviewItem,
    *,
    exact: str,
    is_verified: bool = False,
    reason: str,
    by: User | None,
    now: datetime,
    **words: Unpack[Words],
) -> Citation:
    """Quote the words as they stand now, in place of those that the item is about, for
    the same position; and close the item.

    The new row corrects the old one, keeps its date and its grade, and is verified only
    where a person says so again.
    """
    why = refuse_without(reason, what="replace the quotation")
    old = item.citation
    if old is None:
        raise Mismatch("This item is about no quotation, so there is none to replace.")
    claim = lock(old.claim)
    row = refuse_closed(item)
    if exact.strip() == old.exact.strip():
        raise NothingNew("These are the words that are quoted already.")
    snapshot, place = _find(exact.strip(), row)
    grade = assessment_of(old, now)
    citation = cite(
        claim,
        old.source,
        exact=exact.strip(),
        position=old.position,
        snapshot=snapshot,
        bearing=Bearing(grade.bearing) if grade else Bearing.REPEATS,
        credibility=Credibility(grade.credibility) if grade else Credibility(6),
        is_verified=is_verified,
        when=When(old.effective_at, old.effective_from, Precision(old.precision)),
        corrects=old,
        reason=why,
        by=by,
        now=now,
        **place,
        **({"language": old.language} | words),
    )
    took(row, StepKind.CITATION_REPLACED, note=why, by=by, now=now)
    close(row, resolution=f"The quotation was replaced: {why}", by=by, now=now)
    return citation


@transaction.atomic
def ask_party(
    item: ReviewItem,
    claim: Claim,
    party: Party,
    *,
    channel: InquiryChannel,
    asked_by: str = "",
    question: str = "",
    deadline: datetime | None = None,
    is_waiting: bool,
    by: User | None,
    now: datetime,
) -> Inquiry:
    """Ask a party because of an item, which then waits for the deadline or closes."""
    claims = claims_of(item)
    if claim not in claims:
        raise Mismatch("This item does not bear on that claim. Choose one it names.")
    if is_waiting and deadline is None:
        raise WrongDate("Choose a deadline for the item to wait for, or close it.")
    lock(claim)
    row = refuse_closed(item)
    inquiry = ask(
        claim,
        party,
        channel=channel,
        when=exactly(now),
        asked_by=asked_by,
        question=question,
        deadline=deadline,
        by=by,
        now=now,
    )
    if is_waiting and deadline is not None:
        wait(row, until=deadline, note=f"“{party}” was asked.", by=by, now=now)
        return inquiry
    told = f"“{party}” was asked."
    took(row, StepKind.ASKED, note=told, by=by, now=now)
    close(row, resolution=told, by=by, now=now)
    return inquiry


class Place(TypedDict, total=False):
    """Where words stand in a text."""

    start: int
    end: int
    prefix: str
    suffix: str


def _find(exact: str, item: ReviewItem) -> tuple[Snapshot | None, Place]:
    """The newest capture that has the words, and where; refused when none of those
    that the item's checks saw has them."""
    checks: list[Check] = [one for one in (item.last_check, item.check_run) if one]
    captures = [one.snapshot for one in checks if one.snapshot is not None]
    if not captures:
        return None, {}
    rows = Extraction.objects.filter(snapshot__in=captures).select_related("snapshot")
    for row in sorted(rows, key=lambda one: one.snapshot_id, reverse=True):
        start = row.full.find(exact)
        if start >= 0:
            return row.snapshot, _place(row.full, start, start + len(exact))
    raise Invalid(
        "These words are not on the page as it was last seen. Copy them from it, "
        "letter by letter."
    )


def _place(text: str, start: int, end: int) -> Place:
    return {
        "start": start,
        "end": end,
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
