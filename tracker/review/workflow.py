"""Where the work on a claim stands, and which steps there are.

What was published once stays readable: it can be archived, never taken back to draft.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, ClaimParty, ClaimRelation, ClaimWorkflow
from tracker.review.errors import IllegalMove, NotReady, OwnWork
from tracker.review.policy import policy_at
from tracker.review.rows import at, lock_all, refuse_without, write
from tracker.review.watch import watch_claims
from tracker.rules.vocabulary import Role, WorkflowState

DRAFT, IN_REVIEW = WorkflowState.DRAFT, WorkflowState.IN_REVIEW
PUBLISHED, ARCHIVED = WorkflowState.PUBLISHED, WorkflowState.ARCHIVED
STEPS = {
    DRAFT: (IN_REVIEW, ARCHIVED),
    IN_REVIEW: (PUBLISHED, DRAFT, ARCHIVED),
    PUBLISHED: (ARCHIVED,),
}


@transaction.atomic
def move(
    claim: Claim,
    state: WorkflowState,
    *,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> ClaimWorkflow:
    """One step of the work; archiving and publishing without a claimant say why."""
    related = _related(claim)
    lock_all([claim.pk, *related])
    _refuse_illegal(claim, state, now)
    if state is ARCHIVED:
        refuse_without(reason, what="archive this claim")
    if state is PUBLISHED:
        _refuse_unready(claim, reason, now)
        _refuse_own_review(claim, by, now)
    step = write(
        ClaimWorkflow(
            claim=claim,
            state=state.value,
            reason=reason.strip(),
            recorded_by=by,
            recorded_at=now,
        )
    )
    # A relation counts only between published claims, so the others may move on, too.
    watch_claims([claim.pk, *related], now)
    return step


def state_of(claim: Claim, now: datetime) -> WorkflowState:
    """The current state; a claim without any step is a draft."""
    steps = ClaimWorkflow.objects.known(now).filter(claim=claim)
    last = steps.latest_per("claim").first()
    return WorkflowState(last.state) if last else DRAFT


def steps_of(
    claim: Claim, now: datetime, stage: WorkflowState | None = None
) -> tuple[WorkflowState, ...]:
    """The states that the claim can be moved to now, for who knows its state or not."""
    state = stage or state_of(claim, now)
    if state is ARCHIVED:
        return (PUBLISHED,) if _was_published(claim, now) else (DRAFT,)
    return STEPS[state]


def is_public(claim: Claim, now: datetime, stage: WorkflowState | None = None) -> bool:
    """Whether readers can open its page, for who knows its state or not."""
    return (
        stage is PUBLISHED
        or Claim.objects.readable(at(now)).filter(pk=claim.pk).exists()
    )


def _refuse_illegal(claim: Claim, state: WorkflowState, now: datetime) -> None:
    stage = state_of(claim, now)
    possible = steps_of(claim, now, stage)
    if state not in possible:
        words = " or ".join(f"“{step.value.replace('_', ' ')}”" for step in possible)
        current = stage.value.replace("_", " ")
        wanted = state.value.replace("_", " ")
        raise IllegalMove(
            f"This claim is “{current}” and cannot become “{wanted}” from there. "
            f"Move it to {words}."
        )


def _refuse_unready(claim: Claim, reason: str, now: datetime) -> None:
    if not claim.wordings.all().known(now).filter(language="en").exists():
        raise NotReady("Word the claim in English before it is published.")
    parts = (
        ClaimParty.objects.known(now).filter(claim=claim).latest_per("claim", "party")
    )
    if not any(part.role == Role.CLAIMANT for part in parts) and not reason.strip():
        raise NotReady(
            "Nobody claims this yet: give a party the role of claimant, or write down "
            "why it is published without one."
        )


def _refuse_own_review(claim: Claim, by: User | None, now: datetime) -> None:
    """What readers see for the first time, two people have seen (superusers, too)."""
    if by is None or not policy_at(now).publishing_needs_two:
        return
    steps = claim.workflow.all().known(now).order_by("-recorded_at", "-id")
    last = steps.first()
    if last is None or last.state != IN_REVIEW or last.recorded_by_id != by.pk:
        return
    raise OwnWork(
        "You sent this claim to review yourself, so a colleague publishes it: ask one "
        "to read it. A chief can change this in the policy."
    )


def _was_published(claim: Claim, now: datetime) -> bool:
    steps = ClaimWorkflow.objects.known(now).filter(claim=claim)
    return steps.filter(state=PUBLISHED.value).exists()


def _related(claim: Claim) -> set[int]:
    out = ClaimRelation.objects.filter(claim=claim).values_list("other", flat=True)
    back = ClaimRelation.objects.filter(other=claim).values_list("claim", flat=True)
    return {*out, *back}
