"""The proposal of a moment, kept beside the decision that was taken on it."""

from typing import Any

from tracker.models import StatusChange
from tracker.rules.status import Proposal, Reason, ReasonCode
from tracker.rules.vocabulary import Status


def to_json(proposal: Proposal) -> dict[str, Any]:
    """What `StatusChange.proposal` holds."""
    return {
        "status": proposal.status.value,
        "parties": list(proposal.parties),
        "origins": proposal.origins,
        "superseded_by": proposal.superseded_by,
        "reasons": [
            {
                "code": reason.code.value,
                "parties": list(reason.parties),
                "count": reason.count,
                "claim": reason.claim,
            }
            for reason in proposal.reasons
        ],
    }


def kept(change: StatusChange | None) -> Proposal | None:
    """The proposal that a decision was taken on; None where nobody kept it."""
    if change is None or not change.proposal:
        return None
    return from_json(change.proposal)


def from_json(known: dict[str, Any]) -> Proposal:
    """The proposal that `to_json` wrote down."""
    return Proposal(
        status=Status(known["status"]),
        parties=tuple(known["parties"]),
        origins=known["origins"],
        superseded_by=known["superseded_by"],
        reasons=tuple(
            Reason(
                code=ReasonCode(reason["code"]),
                parties=tuple(reason["parties"]),
                count=reason["count"],
                claim=reason["claim"],
            )
            for reason in known["reasons"]
        ),
    )
