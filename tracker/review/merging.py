"""Merging: one claim goes into another, with everything that stands in it.

Nothing is lost: the old rows stay where they are, corrected, and at every earlier
moment both claims show what was known of them then. The merged claim's address leads to
the other until somebody re-opens it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from tracker.models import Claim, ClaimParty, ClaimWorkflow, StatusChange
from tracker.models.lineage import heirs
from tracker.review.carrying import Move, carry
from tracker.review.errors import IllegalMove, Mismatch, NotReady
from tracker.review.following import follow, follow_claim, follow_readers
from tracker.review.load import load_of
from tracker.review.rows import lock_all, refuse_without, write
from tracker.review.subjects import places_of, topics_of
from tracker.review.ties import (
    file_under,
    give_roles,
    relations_of,
    repoint,
    roles_of,
    same_part,
)
from tracker.review.waiting_along import waiting_follows_claim, waiting_follows_rows
from tracker.review.watch import watch_claims
from tracker.review.workflow import is_public, state_of
from tracker.rules.vocabulary import WorkflowState


@dataclass(frozen=True)
class Conflict:
    """A party that has another part in each of the two claims."""

    mine: ClaimParty
    theirs: ClaimParty


@transaction.atomic
def merge(
    claim: Claim,
    into: Claim,
    *,
    reason: str,
    parts_of: Collection[int] = (),
    by: User | None,
    now: datetime,
) -> ClaimWorkflow:
    """A claim goes into another, which stands for both from now on.

    Where a party has a part in both, the other claim's stands, but for the parties in
    `parts_of`: these keep the part that they have in the merged claim.
    """
    why = refuse_without(reason, what="merge the two")
    touched = touched_by(claim, into)
    lock_all(touched)
    load = load_of(claim)
    # What others wrote while this waited for the lock is no later than this.
    now = max(now, load.latest or now, _last_step([claim, into]) or now)
    refuse_merge(claim, into, now)
    words = f"“{claim.slug}” was merged into “{into.slug}”: {why}"
    move = Move(target=into, why=words, by=by, now=now)
    carried = carry(load, move)
    follow(claim, carried, move)
    waiting_follows_rows(claim, carried, move)
    follow_claim(claim, move)
    waiting_follows_claim(claim, move)
    follow_readers(claim, move)
    _give_ties(claim, move, parts_of=parts_of)
    step = write(
        ClaimWorkflow(
            claim=claim,
            state=WorkflowState.ARCHIVED.value,
            merged_into=into,
            reason=why,
            recorded_by=by,
            recorded_at=now,
        )
    )
    watch_claims(touched, now)
    return step


def _last_step(claims: Sequence[Claim]) -> datetime | None:
    steps = ClaimWorkflow.objects.filter(claim__in=claims)
    last: datetime | None = steps.aggregate(last=Max("recorded_at"))["last"]
    return last


def refuse_merge(claim: Claim, into: Claim, now: datetime) -> None:
    """Refuses what cannot be merged, and says how it can."""
    if claim == into:
        raise Mismatch("A claim cannot be merged into itself. Choose the other claim.")
    if merged_into(claim, now):
        raise IllegalMove(
            f"“{claim.slug}” was merged into another claim already. Re-open it first."
        )
    if state_of(into, now) is WorkflowState.ARCHIVED:
        heir = merged_into(into, now)
        raise IllegalMove(
            f"“{into.slug}” was merged into “{heir}”. Merge into that claim."
            if heir
            else f"“{into.slug}” is archived. Re-open it first, or merge the other way."
        )
    if is_public(claim, now) and not is_public(into, now):
        raise NotReady(
            "Readers can open this claim and not the other one. Publish the other one "
            "first, or merge it into this one."
        )


def merged_into(claim: Claim, now: datetime) -> Claim | None:
    """The claim that this one leads to since it was merged, at the end of the line."""
    end = heirs([claim.pk], now)[claim.pk]
    return None if end == claim.pk else Claim.objects.get(pk=end)


def merged_since(claim: Claim, moment: datetime) -> list[ClaimWorkflow]:
    """The steps by which other claims went into this one after a moment."""
    steps = ClaimWorkflow.objects.filter(merged_into=claim, recorded_at__gt=moment)
    return list(steps.select_related("claim").order_by("recorded_at", "id"))


def conflicts(claim: Claim, into: Claim, now: datetime) -> list[Conflict]:
    """Parties whose part in the one claim is not their part in the other."""
    mine, theirs = roles_of(claim, now), roles_of(into, now)
    both = sorted(mine.keys() & theirs.keys())
    pairs = [Conflict(mine[party], theirs[party]) for party in both]
    return [pair for pair in pairs if not same_part(pair.mine, pair.theirs)]


def touched_by(claim: Claim, other: Claim) -> set[int]:
    """The claims whose proposals a move of facts between two may change: the two, those
    related to the first, and those that it superseded."""
    related = relations_of(claim, datetime.max.replace(tzinfo=UTC))
    ends = {row.claim_id for row in related} | {row.other_id for row in related}
    older = StatusChange.objects.filter(superseded_by=claim)
    return {claim.pk, other.pk, *ends, *older.values_list("claim", flat=True)}


def _give_ties(claim: Claim, move: Move, *, parts_of: Collection[int]) -> None:
    into, now = move.target, move.now
    mine, theirs = roles_of(claim, now), roles_of(into, now)
    wanted = set(parts_of) & {
        pair.mine.party_id for pair in conflicts(claim, into, now)
    }
    give_roles(
        (row for party, row in mine.items() if party not in theirs or party in wanted),
        move,
    )
    topics = {row.pk for row in topics_of(claim, now)}
    places = {row.pk for row in places_of(claim, now)}
    file_under(
        into,
        move,
        topics=sorted(topics - {row.pk for row in topics_of(into, now)}),
        places=sorted(places - {row.pk for row in places_of(into, now)}),
    )
    repoint(claim, move)
