"""The public status: decided by a person, with a reason, and watched ever after.

The only writer of StatusChange and StatusParty. "A person decides; a decision that
differs from the proposal needs a written reason. No outcome of a machine changes a
public status."
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Party, StatusChange, StatusParty
from tracker.models.as_of import record
from tracker.review.errors import Mismatch, NothingNew, ReasonMissing
from tracker.review.proposals import kept, to_json
from tracker.review.rows import lock, refuse_replaced, refuse_without, write
from tracker.review.watch import close_watch, watch_proposal
from tracker.review.when import exactly, fields_of
from tracker.rules import facts
from tracker.rules.facts import Moment, Record
from tracker.rules.label import BY_PARTIES
from tracker.rules.reasons import is_against, says_something
from tracker.rules.standing import stands
from tracker.rules.status import Proposal, differs, propose, public_status
from tracker.rules.vocabulary import Status
from tracker.rules.voices import voice_of

__all__ = ["change_status", "undo_status", "watch_proposal", "weigh"]


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A decision held against the record of its moment: nothing speaks against it."""

    parties: tuple[int, ...]
    reason: str
    decided: datetime
    proposal: Proposal


@transaction.atomic
def change_status(
    claim: Claim,
    *,
    status: Status,
    parties: Iterable[Party] = (),
    reason: str,
    superseded_by: Claim | None = None,
    effective_at: datetime | None = None,
    author: str = "",
    approved_by: User | None = None,
    by: User | None,
    now: datetime,
) -> StatusChange:
    """Write a decision on a claim's status, and what the rules proposed at that moment.

    `parties` are those that the status turns on; a party that speaks for another
    counts as that other. Deciding the same again is news only when the proposal has
    changed since: then it says that the status stands all the same. Doors ask
    `approvals.decide`, which knows what needs a second person.
    """
    row = lock(claim)
    weighed = weigh(
        row,
        status=status,
        parties=parties,
        reason=reason,
        superseded_by=superseded_by,
        effective_at=effective_at,
        now=now,
    )
    change = write(
        StatusChange(
            claim=row,
            status=status.value,
            superseded_by=superseded_by,
            proposed=weighed.proposal.status.value,
            proposal=to_json(weighed.proposal),
            author=author,
            approved_by=approved_by,
            reason=weighed.reason,
            recorded_by=by,
            recorded_at=now,
            **fields_of(exactly(weighed.decided), now),
        )
    )
    StatusParty.objects.bulk_create(
        StatusParty(status_change=change, party_id=party) for party in weighed.parties
    )
    close_watch(row, resolution=weighed.reason, by=approved_by or by, now=now)
    watch_proposal(row, now)
    return change


def weigh(
    claim: Claim,
    *,
    status: Status,
    parties: Iterable[Party] = (),
    reason: str,
    superseded_by: Claim | None = None,
    effective_at: datetime | None = None,
    now: datetime,
) -> Weighed:
    """A decision with what the rules propose beside it; refused when it cannot be."""
    why = refuse_without(reason, what="decide so")
    _refuse_wrong_successor(claim, status, superseded_by)
    decided = effective_at or now
    moment = Moment(as_of=decided, known_at=now)
    facts_then = record(claim, moment)
    turns_on = _voices(status, parties, facts_then, moment)
    decision = facts.StatusChange(
        id=0,
        effective_at=decided,
        recorded_at=now,
        status=status,
        parties=turns_on,
        superseded_by=superseded_by.slug if superseded_by else "",
    )
    proposal = propose(facts_then, moment)
    _refuse_nothing_new(decision, proposal, facts_then, moment)
    _refuse_unexplained(decision, proposal, why)
    return Weighed(
        parties=turns_on,
        reason=why,
        decided=decided,
        proposal=proposal,
    )


@transaction.atomic
def undo_status(
    change: StatusChange, *, reason: str, by: User | None, now: datetime
) -> StatusChange:
    """Void a decision: the one before it is the public status again."""
    claim = lock(change.claim)
    why = refuse_without(reason, what="undo this decision")
    refuse_replaced(change)
    undone = write(
        StatusChange(
            claim=claim,
            corrects=change,
            is_void=True,
            reason=why,
            effective_at=change.effective_at,
            effective_from=change.effective_from,
            precision=change.precision,
            recorded_by=by,
            recorded_at=now,
        )
    )
    watch_proposal(claim, now)
    return undone


def _refuse_wrong_successor(
    claim: Claim, status: Status, superseded_by: Claim | None
) -> None:
    if (status is Status.SUPERSEDED) != (superseded_by is not None):
        raise Mismatch(
            "A superseded claim names the claim that updates it, and no other does. "
            "Choose that claim, or another status."
        )
    if superseded_by == claim:
        raise Mismatch("A claim cannot supersede itself. Choose the later claim.")


def _voices(
    status: Status, parties: Iterable[Party], known: Record, moment: Moment
) -> tuple[int, ...]:
    """The parties that the status turns on, each as the voice that it folds into."""
    chosen = list(parties)
    if chosen and status not in BY_PARTIES:
        word = status.value.replace("_", " ")
        raise Mismatch(f"“{word}” turns on no party. Leave the parties out.")
    standing = stands(known, moment)
    voices = {}
    for party in chosen:
        voice = voice_of(party.pk, known.parties) if party.pk in known.parties else 0
        if standing.of(voice) is None:
            raise Mismatch(
                f"“{party}” has no part in this claim at that date. "
                "Give it a role or record what it said first, or leave it out."
            )
        voices[voice] = party
    return tuple(sorted(voices))


def _refuse_unexplained(
    decision: facts.StatusChange, proposal: Proposal, why: str
) -> None:
    if is_against(proposal, decision) and not says_something(why):
        raise ReasonMissing(
            "This differs from what the rules propose. Say in a sentence about this "
            "case why it differs: readers see it.",
            field="reason",
        )


def _refuse_nothing_new(
    decision: facts.StatusChange, proposal: Proposal, known: Record, moment: Moment
) -> None:
    public = public_status(known, moment)
    if public is None or _decides(decision) != _decides(public):
        return
    before = kept(StatusChange.objects.get(pk=public.id))
    if before is None or not differs(proposal, before):
        raise NothingNew(
            "This is the status already, for the same parties, and nothing that bears "
            "on it has changed since. Choose another status, or leave it as it is."
        )


def _decides(change: facts.StatusChange) -> tuple[object, ...]:
    return change.status, frozenset(change.parties), change.superseded_by
