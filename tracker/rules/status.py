"""The proposed status of a claim, with its reasons; and the public one.

"`status`: the stands and the graded, independent evidence in; a *proposed* status with
its reasons and the parties that it turns on out. A person decides; a decision that
differs from the proposal needs a written reason. No outcome of a machine changes a
public status."

The lines of the table are functions in the table's order; the first that answers
decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tracker.rules.case import Case, examine
from tracker.rules.facts import Moment, Record, StatusChange
from tracker.rules.moments import counting
from tracker.rules.vocabulary import Status


class ReasonCode(StrEnum):
    """Why a status is proposed; `wording` says each in words."""

    UPDATED = "updated"
    VERIFIED_BOTH_WAYS = "verified_both_ways"
    VERIFIED_AGAINST = "verified_against"
    VERIFIED_FOR = "verified_for"
    ACKNOWLEDGED = "acknowledged"
    ASSERTION_WITHDRAWN = "assertion_withdrawn"
    ORIGINS_SUPPORT = "origins_support"
    ORIGINS_BOTH_WAYS = "origins_both_ways"
    ORIGINS_AGAINST = "origins_against"
    DENIED_AGAINST_EVIDENCE = "denied_against_evidence"
    DENIED_AGAINST_PARTIAL = "denied_against_partial"
    DENIED_UNSUPPORTED = "denied_unsupported"
    ACKNOWLEDGED_PARTLY = "acknowledged_partly"
    NOBODY_CONFIRMS = "nobody_confirms"
    NOT_CHECKED = "not_checked"
    ANSWER_AWAITED = "answer_awaited"
    NOT_BURDENED = "not_burdened"
    ACKNOWLEDGEMENT_OUTWEIGHED = "acknowledgement_outweighed"
    PARTIAL_OUTWEIGHED = "partial_outweighed"
    DENIAL_OUTWEIGHED = "denial_outweighed"
    SUPPORT_OUTWEIGHED = "support_outweighed"
    CONTRADICTION_OUTWEIGHED = "contradiction_outweighed"
    ON_SNAPSHOT_ONLY = "on_snapshot_only"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason as values: whose stand, how many origins or citations, which claim."""

    code: ReasonCode
    parties: tuple[int, ...] = ()
    count: int = 0
    claim: str = ""

    def __bool__(self) -> bool:
        """A reason about nobody and nothing is none."""
        return bool(self.parties or self.count or self.claim)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the table says. `parties` are those that the status turns on, by id; empty
    where it turns on evidence or on another claim."""

    status: Status
    parties: tuple[int, ...] = ()
    origins: int = 0  # for `corroborated`: how many
    superseded_by: str = ""
    reasons: tuple[Reason, ...] = ()


def propose(record: Record, moment: Moment) -> Proposal:
    """The first line of the table that fits.

    "One burdened party's acknowledgement outweighs another's denial, and evidence
    outweighs both: the reasons name what was outweighed." `unverifiable` is never
    proposed: it is "a person's decision only, with a written reason".
    """
    case = examine(record, moment)
    fitting = (line(case) for line in LINES)
    return next(proposal for proposal in fitting if proposal is not None)


def public_status(record: Record, moment: Moment) -> StatusChange | None:
    """ "The public status is the latest counting `StatusChange`, never a recomputed
    proposal; without one, "Not yet assessed"": None."""
    decided = [row for row in counting(record.statuses, moment) if row.status]
    return decided[-1] if decided else None


def differs(proposal: Proposal, other: StatusChange | Proposal | None) -> bool:
    """Whether the proposal, or what it turns on, differs from a decision.

    Parties are voices (those that others fold into). Nothing decided, nothing differs.
    """
    if other is None:
        return False
    mine = (proposal.status, set(proposal.parties), proposal.superseded_by)
    return mine != (other.status, set(other.parties), other.superseded_by)


def has_news(
    now: Proposal, public: StatusChange | None, *, then: Proposal | None
) -> bool:
    """Whether the page must say "New since this status".

    "When the proposal or the parties that it turns on *come to* differ from it": a
    person may decide against the proposal with a written reason, and that alone is no
    news. So `then` is the proposal at the decision (as of the status's `effective_at`,
    known at its `recorded_at`). Where it is not known, every difference is news: better
    an alarm too many than a fact too late.
    """
    return differs(now, public) and (then is None or differs(now, then))


def _superseded(case: Case) -> Proposal | None:
    """A later published claim `updates` this one; turns on that claim."""
    if not case.newer:
        return None
    reason = Reason(code=ReasonCode.UPDATED, claim=case.newer[0])
    return Proposal(
        status=Status.SUPERSEDED, superseded_by=case.newer[0], reasons=(reason,)
    )


def _disputed_by_verified(case: Case) -> Proposal | None:
    """Verified evidence both supports and contradicts it; turns on the evidence."""
    weight = case.weight
    if not (weight.verified_for and weight.verified_against):
        return None
    count = len(weight.verified_for | weight.verified_against)
    return _proposal(
        case,
        Status.DISPUTED,
        Reason(code=ReasonCode.VERIFIED_BOTH_WAYS, count=count),
        *_outweighed_stands(case),
    )


def _false(case: Case) -> Proposal | None:
    """Verified evidence contradicts it; turns on the evidence."""
    weight = case.weight
    if not weight.verified_against:
        return None
    supports = len(weight.supports)
    return _proposal(
        case,
        Status.FALSE,
        Reason(code=ReasonCode.VERIFIED_AGAINST, count=len(weight.verified_against)),
        *_outweighed_acknowledgements(case),
        Reason(code=ReasonCode.SUPPORT_OUTWEIGHED, count=supports),
    )


def _confirmed(case: Case) -> Proposal | None:
    """Verified evidence supports it, or a burdened answering party acknowledges it;
    turns on the evidence, or those parties."""
    weight = case.weight
    if not (weight.verified_for or case.acknowledging):
        return None
    contradicts = len(weight.contradicts)
    return _proposal(
        case,
        Status.CONFIRMED,
        Reason(code=ReasonCode.VERIFIED_FOR, count=len(weight.verified_for)),
        Reason(code=ReasonCode.ACKNOWLEDGED, parties=case.acknowledging),
        Reason(code=ReasonCode.DENIAL_OUTWEIGHED, parties=case.disputing),
        Reason(code=ReasonCode.CONTRADICTION_OUTWEIGHED, count=contradicts),
        parties=case.acknowledging,
    )


def _retracted(case: Case) -> Proposal | None:
    """A party asserted it, all that did have retracted or now deny it, and nothing
    independent supports it; turns on those parties."""
    if not case.withdrawn or case.weight.supports:
        return None
    return _proposal(
        case,
        Status.RETRACTED,
        Reason(code=ReasonCode.ASSERTION_WITHDRAWN, parties=case.withdrawn),
        Reason(code=ReasonCode.PARTIAL_OUTWEIGHED, parties=case.partly_any),
        parties=case.withdrawn,
    )


def _corroborated(case: Case) -> Proposal | None:
    """Two or more independent origins support it and none contradicts it; turns on the
    number of origins; denials are named."""
    count = len(case.weight.supports)
    if count < 2 or case.weight.contradicts:
        return None
    return _proposal(
        case,
        Status.CORROBORATED,
        Reason(code=ReasonCode.ORIGINS_SUPPORT, count=count),
        Reason(code=ReasonCode.DENIAL_OUTWEIGHED, parties=case.disputing),
        origins=count,
    )


def _disputed(case: Case) -> Proposal | None:
    """An answering party denies it or disputes its details while independent evidence
    supports it or another answering party acknowledges it partly; or independent
    evidence stands on both sides; or, without any denial, independent evidence
    contradicts it. Turns on the denying parties, or the evidence."""
    supports, contradicts = case.weight.supports, case.weight.contradicts
    reasons: list[Reason] = []
    if case.disputing and supports:
        code = ReasonCode.DENIED_AGAINST_EVIDENCE
        reasons.append(Reason(code=code, parties=case.disputing, count=len(supports)))
    if case.disputing and case.partly_any:
        code = ReasonCode.DENIED_AGAINST_PARTIAL
        reasons.append(Reason(code=code, parties=case.disputing))
        code = ReasonCode.ACKNOWLEDGED_PARTLY
        reasons.append(Reason(code=code, parties=case.partly_any))
    if supports and contradicts:
        count = len(supports | contradicts)
        reasons.append(Reason(code=ReasonCode.ORIGINS_BOTH_WAYS, count=count))
    elif contradicts and not case.denying:
        code = ReasonCode.ORIGINS_AGAINST
        reasons.append(Reason(code=code, count=len(contradicts)))
    if not reasons:
        return None
    return _proposal(case, Status.DISPUTED, *reasons, parties=case.disputing)


def _denied(case: Case) -> Proposal | None:
    """An answering party denies it, and nothing independent supports it; turns on the
    denying parties."""
    if not case.denying or case.weight.supports:
        return None
    return _proposal(
        case,
        Status.DENIED,
        Reason(code=ReasonCode.DENIED_UNSUPPORTED, parties=case.denying),
        Reason(code=ReasonCode.NOT_BURDENED, parties=case.unburdened),
        parties=case.denying,
    )


def _partly_confirmed(case: Case) -> Proposal | None:
    """A burdened answering party acknowledges it partly; turns on those parties."""
    if not case.partly:
        return None
    return _proposal(
        case,
        Status.PARTLY_CONFIRMED,
        Reason(code=ReasonCode.ACKNOWLEDGED_PARTLY, parties=case.partly),
        parties=case.partly,
    )


def _unconfirmed(case: Case) -> Proposal:
    """Otherwise; turns on the expected parties without an acknowledgement that were
    asked or looked for."""
    return _proposal(
        case,
        Status.UNCONFIRMED,
        Reason(code=ReasonCode.NOBODY_CONFIRMS, parties=case.unconfirming),
        Reason(code=ReasonCode.NOT_CHECKED, parties=case.unchecked),
        Reason(code=ReasonCode.ANSWER_AWAITED, parties=case.awaited),
        Reason(code=ReasonCode.NOT_BURDENED, parties=case.unburdened),
        Reason(code=ReasonCode.ORIGINS_SUPPORT, count=len(case.weight.supports)),
        parties=case.unconfirming,
    )


def _proposal(
    case: Case,
    status: Status,
    *reasons: Reason,
    parties: tuple[int, ...] = (),
    origins: int = 0,
) -> Proposal:
    """A proposal with those of its reasons that are about somebody or something."""
    flagged = len(case.weight.flagged)
    snapshots = Reason(code=ReasonCode.ON_SNAPSHOT_ONLY, count=flagged)
    return Proposal(
        status=status,
        parties=parties,
        origins=origins,
        reasons=tuple(reason for reason in (*reasons, snapshots) if reason),
    )


def _outweighed_acknowledgements(case: Case) -> tuple[Reason, ...]:
    full, partial = case.acknowledging, case.partly_any
    return (
        Reason(code=ReasonCode.ACKNOWLEDGEMENT_OUTWEIGHED, parties=full),
        Reason(code=ReasonCode.PARTIAL_OUTWEIGHED, parties=partial),
    )


def _outweighed_stands(case: Case) -> tuple[Reason, ...]:
    denials = Reason(code=ReasonCode.DENIAL_OUTWEIGHED, parties=case.disputing)
    return (*_outweighed_acknowledgements(case), denials)


# The order is the law: "the first line that fits".
LINES: tuple[Callable[[Case], Proposal | None], ...] = (
    _superseded,
    _disputed_by_verified,
    _false,
    _confirmed,
    _retracted,
    _corroborated,
    _disputed,
    _denied,
    _partly_confirmed,
    _unconfirmed,
)
