"""The reasons of a proposal in words, for the desk and for readers.

"The reasons name what was outweighed."
"""

from collections.abc import Mapping

from tracker.rules.speech import Speech
from tracker.rules.status import Proposal, Reason, ReasonCode

REASON_WORDS: Mapping[ReasonCode, str] = {
    ReasonCode.UPDATED: "a later claim updates it: {claim}",
    ReasonCode.VERIFIED_BOTH_WAYS: "verified evidence on both sides, origins: {count}",
    ReasonCode.VERIFIED_AGAINST: "verified evidence against it, origins: {count}",
    ReasonCode.VERIFIED_FOR: "verified evidence for it, origins: {count}",
    ReasonCode.ACKNOWLEDGED: "acknowledged by {parties}",
    ReasonCode.ASSERTION_WITHDRAWN: "no longer asserted by {parties}",
    ReasonCode.ORIGINS_SUPPORT: "independent origins for it: {count}",
    ReasonCode.ORIGINS_BOTH_WAYS: "independent origins on both sides: {count}",
    ReasonCode.ORIGINS_AGAINST: "independent origins against it: {count}",
    ReasonCode.DENIED_AGAINST_EVIDENCE: (
        "contradicted by {parties} against independent evidence, origins: {count}"
    ),
    ReasonCode.DENIED_AGAINST_PARTIAL: (
        "contradicted by {parties} while another acknowledges it partly"
    ),
    ReasonCode.DENIED_UNSUPPORTED: (
        "denied by {parties}, and nothing independent supports it"
    ),
    ReasonCode.ACKNOWLEDGED_PARTLY: "partly acknowledged by {parties}",
    ReasonCode.NOBODY_CONFIRMS: "not acknowledged by {parties}",
    ReasonCode.NOT_CHECKED: "{parties} not yet checked",
    ReasonCode.ANSWER_AWAITED: "{parties} asked, answer awaited",
    ReasonCode.NOT_BURDENED: "acknowledged by {parties}, whom it does not burden",
    ReasonCode.ACKNOWLEDGEMENT_OUTWEIGHED: "outweighed: acknowledged by {parties}",
    ReasonCode.PARTIAL_OUTWEIGHED: "outweighed: partly acknowledged by {parties}",
    ReasonCode.DENIAL_OUTWEIGHED: "outweighed: denied or disputed by {parties}",
    ReasonCode.SUPPORT_OUTWEIGHED: "outweighed: independent origins for it: {count}",
    ReasonCode.CONTRADICTION_OUTWEIGHED: (
        "outweighed: independent origins against it: {count}"
    ),
    ReasonCode.ON_SNAPSHOT_ONLY: "citations that stand on their snapshot only: {count}",
}


def explain(proposal: Proposal, speech: Speech) -> tuple[str, ...]:
    """Each reason as a phrase without a capital letter, in the proposal's order."""
    return tuple(_say(reason, speech) for reason in proposal.reasons)


def _say(reason: Reason, speech: Speech) -> str:
    names = [speech.name(party) for party in reason.parties]
    return speech.say(
        REASON_WORDS[reason.code],
        count=reason.count,
        parties=speech.join(names),
        claim=reason.claim,
    )
