"""Evidence: the words that carry a position or bear on a claim, and their grades."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import (
    Citation,
    CitationAssessment,
    Claim,
    Party,
    Position,
    Snapshot,
    Source,
    SourceProfile,
)
from tracker.review.copies import wish_for_first
from tracker.review.errors import Invalid, Mismatch, NothingNew
from tracker.review.reach import claims_of_source
from tracker.review.rows import lock, write
from tracker.review.voids import refuse_correction
from tracker.review.watch import watch_claims, watch_proposal
from tracker.review.when import Dated, fields_of
from tracker.rules.vocabulary import Bearing, Credibility, Reliability, SourceKind


class SourceFields(TypedDict, total=False):
    """What the desk holds of a source; an origin only for another's word."""

    title: str
    publisher: str
    kind: SourceKind
    language: str
    published_at: datetime | None
    reliability: Reliability
    origin_source: Source | None
    origin_party: Party | None


@transaction.atomic
def cite(
    claim: Claim,
    source: Source,
    *,
    exact: str,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
    position: Position | None = None,
    snapshot: Snapshot | None = None,
    language: str = "",
    translation: str = "",
    translator: str = "",
    bearing: Bearing,
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED,
    is_verified: bool = False,
    when: Dated,
    corrects: Citation | None = None,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> Citation:
    """A quotation with its first assessment; `when` is when the source said so."""
    row = lock(claim)
    refuse_correction(corrects, reason)
    _refuse_foreign(row, source, position=position, snapshot=snapshot)
    citation = write(
        citation_row(
            row,
            source,
            exact=exact,
            prefix=prefix,
            suffix=suffix,
            start=start,
            end=end,
            position=position,
            snapshot=snapshot,
            language=language,
            translation=translation,
            translator=translator,
            when=when,
            corrects=corrects,
            reason=reason,
            by=by,
            now=now,
        )
    )
    grades = {"bearing": bearing, "credibility": credibility}
    _assess(citation, **grades, is_verified=is_verified, by=by, now=now)  # type: ignore[arg-type]
    watch_proposal(row, now)
    wish_for_first(source, now)
    return citation


def citation_row(
    claim: Claim,
    source: Source,
    *,
    exact: str,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
    position: Position | None = None,
    snapshot: Snapshot | None = None,
    language: str = "",
    translation: str = "",
    translator: str = "",
    when: Dated,
    corrects: Citation | None = None,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> Citation:
    """A quotation that is not written yet; refused where something lacks."""
    if not exact.strip():
        raise Invalid("Quote the exact words as the source has them.")
    if translation.strip() and not translator.strip():
        raise Invalid("Say who translated the words.")
    return Citation(
        claim=claim,
        source=source,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        start=start,
        end=end,
        position=position,
        snapshot=snapshot,
        language=language,
        translation=translation.strip(),
        translator=translator.strip(),
        corrects=corrects,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=now,
        **fields_of(when, now),
    )


def assessment_row(
    citation: Citation, *, bearing: Bearing, by: User | None, now: datetime
) -> CitationAssessment:
    """The first assessment of words that nobody has graded; not written yet."""
    return CitationAssessment(
        citation=citation,
        bearing=bearing.value,
        credibility=Credibility.CANNOT_BE_JUDGED.value,
        recorded_by=by,
        recorded_at=now,
    )


@transaction.atomic
def assess(
    citation: Citation,
    *,
    bearing: Bearing,
    credibility: Credibility,
    is_verified: bool = False,
    is_withdrawn: bool = False,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> CitationAssessment:
    """The desk's grade of a citation from now on."""
    claim = lock(citation.claim)
    wanted = (bearing.value, credibility.value, is_verified, is_withdrawn)
    last = assessment_of(citation, now)
    if last is not None and wanted == (
        last.bearing,
        last.credibility,
        last.is_verified,
        last.is_withdrawn,
    ):
        raise NothingNew("The citation is graded so already. Change it or go back.")
    row = _assess(
        citation,
        bearing=bearing,
        credibility=credibility,
        is_verified=is_verified,
        is_withdrawn=is_withdrawn,
        reason=reason,
        by=by,
        now=now,
    )
    watch_proposal(claim, now)
    return row


@transaction.atomic
def grade(
    source: Source,
    *,
    reason: str = "",
    by: User | None,
    now: datetime,
    **changes: Unpack[SourceFields],
) -> SourceProfile:
    """What the desk holds of a source from now on; left out fields stay as they are.

    Returns the current row when nothing changes.
    """
    Source.objects.select_for_update().get(pk=source.pk)
    current = source_profile_of(source, now)
    kept = source_fields(current) if current else SourceFields()
    fields = kept | changes
    if current and fields == kept:
        return current
    if fields.get("origin_source") and fields.get("origin_party"):
        raise Invalid("A source carries the word of one: a source or a party.")
    if fields.get("origin_source") == source:
        raise Invalid("A source is not its own origin. Leave the origin empty.")
    row = write(
        SourceProfile(
            source=source, reason=reason, recorded_by=by, recorded_at=now, **fields
        )
    )
    watch_claims(claims_of_source(source), now)
    return row


def assessment_of(citation: Citation, now: datetime) -> CitationAssessment | None:
    """The current grade of a citation."""
    rows = CitationAssessment.objects.known(now).filter(citation=citation)
    return rows.latest_per("citation").first()


def source_profile_of(source: Source, now: datetime) -> SourceProfile | None:
    """What the desk holds of a source now."""
    rows = SourceProfile.objects.known(now).filter(source=source)
    return rows.latest_per("source").first()


def _assess(
    citation: Citation,
    *,
    bearing: Bearing,
    credibility: Credibility,
    is_verified: bool,
    is_withdrawn: bool = False,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> CitationAssessment:
    if is_verified and credibility != Credibility.CONFIRMED_BY_OTHERS:
        raise Invalid(
            "Verified evidence has credibility 1. Choose 1, or leave it unverified."
        )
    return write(
        CitationAssessment(
            citation=citation,
            bearing=bearing.value,
            credibility=credibility.value,
            is_verified=is_verified,
            is_withdrawn=is_withdrawn,
            reason=reason.strip(),
            recorded_by=by,
            recorded_at=now,
        )
    )


def _refuse_foreign(
    claim: Claim,
    source: Source,
    *,
    position: Position | None,
    snapshot: Snapshot | None,
) -> None:
    if position is not None and position.claim_id != claim.pk:
        raise Mismatch("That position is on another claim. Choose one on this claim.")
    if snapshot is not None and snapshot.source_id != source.pk:
        raise Mismatch("That snapshot is of another source. Choose one of this source.")


def source_fields(row: SourceProfile) -> SourceFields:
    """What a profile says, as the arguments that would write it again."""
    return {
        "title": row.title,
        "publisher": row.publisher,
        "kind": SourceKind(row.kind),
        "language": row.language,
        "published_at": row.published_at,
        "reliability": Reliability(row.reliability),
        "origin_source": row.origin_source,
        "origin_party": row.origin_party,
    }
