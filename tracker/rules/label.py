"""The status in a few words, with the parties that it turns on.

"A status names the parties that it turns on: "Unconfirmed by Moscow", "Denied by
Beijing", "Confirmed by Moscow"." "A party that nobody has checked is never in a label:
"Unconfirmed; Moscow not yet checked", not "Unconfirmed by Moscow". Before a deadline:
"asked, answer awaited"."
"""

from dataclasses import dataclass
from enum import StrEnum

from tracker.rules.case import Case, examine
from tracker.rules.facts import Moment, Record, StatusChange
from tracker.rules.phrases import Translate
from tracker.rules.speech import Speech, capitalise
from tracker.rules.standing import Stand, Standing, stands
from tracker.rules.status import Proposal
from tracker.rules.vocabulary import Status
from tracker.rules.voices import Parties, voice_of


class ClauseKind(StrEnum):
    """What a clause of a headline is about, for pages that mark it up."""

    STATUS = "status"
    CLAIMED = "claimed"
    REPORTED = "reported"
    ANSWERED = "answered"
    SILENT = "silent"
    NOT_CHECKED = "not_checked"
    AWAITED = "awaited"
    SUBORDINATE = "subordinate"
    EVIDENCE = "evidence"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A few words of a sentence, still without its capital letter."""

    kind: ClauseKind
    text: str
    parties: tuple[int, ...] = ()


BY_PARTIES = {
    Status.UNCONFIRMED: "unconfirmed by {parties}",
    Status.CONFIRMED: "confirmed by {parties}",
    Status.PARTLY_CONFIRMED: "partly confirmed by {parties}",
    Status.DISPUTED: "disputed by {parties}",
    Status.DENIED: "denied by {parties}",
    Status.RETRACTED: "retracted by {parties}",
}
BARE = {
    Status.UNCONFIRMED: "unconfirmed",
    Status.CORROBORATED: "corroborated",
    Status.CONFIRMED: "confirmed",
    Status.PARTLY_CONFIRMED: "partly confirmed",
    Status.DISPUTED: "disputed",
    Status.DENIED: "denied",
    Status.FALSE: "false",
    Status.UNVERIFIABLE: "unverifiable",
    Status.RETRACTED: "retracted",
    Status.SUPERSEDED: "superseded by a later claim",
}


def label(
    decision: StatusChange | Proposal | None,
    *,
    record: Record,
    moment: Moment,
    translate: Translate,
    language: str,
) -> str:
    """The label of a public or a proposed status: "Unconfirmed by Moscow and Beijing".

    Without a decision: "Not yet assessed".
    """
    speech = Speech(
        translate=translate, language=language, record=record, moment=moment
    )
    return join(label_clauses(decision, examine(record, moment), speech))


def join(clauses: tuple[Clause, ...]) -> str:
    """Clauses as one sentence without its full stop."""
    return capitalise("; ".join(clause.text for clause in clauses))


def label_clauses(
    decision: StatusChange | Proposal | None, case: Case, speech: Speech
) -> tuple[Clause, ...]:
    """The label, a clause for the status and one for each thing it has to add."""
    if decision is None or decision.status is None:
        return (_status(speech.say("not yet assessed")),)
    standing = stands(speech.record, speech.moment)
    named = _nameable(decision, standing, speech.record.parties)
    head = _status(_head(decision.status, named, case, speech), named)
    if decision.status is Status.UNCONFIRMED:
        return (head, *_silent_yet(case, speech))
    if decision.status is Status.CORROBORATED and case.disputing:
        return (head, *_denials(case, speech))
    return (head,)


def named_parties(
    decision: StatusChange, standing: Standing, parties: Parties
) -> tuple[int, ...]:
    """The parties that the label of a decision names."""
    if decision.status not in BY_PARTIES:
        return ()
    return _nameable(decision, standing, parties)


def _nameable(
    decision: StatusChange | Proposal, standing: Standing, parties: Parties
) -> tuple[int, ...]:
    """The parties of a decision that somebody has checked, and whose time is up."""
    named = []
    for party in sorted(decision.parties):
        stand = standing.of(voice_of(party, parties))
        waits = decision.status is Status.UNCONFIRMED and _is_waited_for(stand)
        if stand is not None and not stand.is_unchecked and not waits:
            named.append(party)
    return tuple(named)


def _is_waited_for(stand: Stand | None) -> bool:
    if stand is None or not stand.is_awaited:
        return False
    return stand.is_answering and stand.is_expected


def _head(status: Status, named: tuple[int, ...], case: Case, speech: Speech) -> str:
    if named and status in BY_PARTIES:
        return speech.of_parties(BY_PARTIES[status], named)
    return _by_evidence(status, case, speech) or speech.say(BARE[status])


def _by_evidence(status: Status, case: Case, speech: Speech) -> str:
    """What the evidence of the moment lets the label add; else nothing.

    A person may decide without such evidence; then the label must not invent it.
    """
    weight = case.weight
    if status is Status.CORROBORATED and len(weight.supports) > 1:
        return speech.say(
            "corroborated by {count} independent origins", count=len(weight.supports)
        )
    if status is Status.CONFIRMED and weight.verified_for:
        return speech.say("confirmed by verified evidence")
    if status is Status.FALSE and weight.verified_against:
        return speech.say("false by verified evidence")
    if status is Status.DISPUTED and weight.contradicts:
        return speech.say("disputed by the evidence")
    return ""


def _silent_yet(case: Case, speech: Speech) -> tuple[Clause, ...]:
    found = (
        (ClauseKind.NOT_CHECKED, "{parties} not yet checked", case.unchecked),
        (ClauseKind.AWAITED, "{parties} asked, answer awaited", case.awaited),
    )
    return tuple(
        Clause(kind=kind, text=speech.of_parties(text, parties), parties=parties)
        for kind, text, parties in found
        if parties
    )


def _denials(case: Case, speech: Speech) -> tuple[Clause, ...]:
    """ "Denials are named" beside a number of origins."""
    details = tuple(party for party in case.disputing if party not in case.denying)
    found = (
        ("denied by {parties}", case.denying),
        ("disputed in detail by {parties}", details),
    )
    return tuple(
        Clause(
            kind=ClauseKind.ANSWERED,
            text=speech.of_parties(text, parties),
            parties=parties,
        )
        for text, parties in found
        if parties
    )


def _status(text: str, parties: tuple[int, ...] = ()) -> Clause:
    return Clause(kind=ClauseKind.STATUS, text=text, parties=parties)
