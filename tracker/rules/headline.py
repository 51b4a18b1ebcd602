"""The sentence on the badge, in each language of the interface.

"**Headline**: the status label, then claimants ("Claimed by Kyiv", "Acknowledged by
Kyiv"; with none, "Reported by ..."), then answering parties (acknowledged, partly,
denied, disputed in detail, verifying, declined, asked without response, no statement
found, not yet checked), then subordinates beside their parents with the gist of what
they said, then evidence from two origins on or when verified."

What the label has said already is not said again.
"""

from dataclasses import dataclass

from tracker.rules import clauses
from tracker.rules.case import Case, examine
from tracker.rules.facts import Moment, Record, StatusChange
from tracker.rules.label import Clause, join, label, label_clauses
from tracker.rules.phrases import Translate
from tracker.rules.speech import Speech
from tracker.rules.standing import Stand, stands
from tracker.rules.status import Proposal, has_news, propose, public_status
from tracker.rules.vocabulary import Stance

# A label on the left says what the clause on the right would say.
SAME_THING = (
    (
        "corroborated by {count} independent origins",
        "supported by {count} independent origins",
    ),
    ("confirmed by verified evidence", "supported by verified evidence"),
    ("false by verified evidence", "contradicted by verified evidence"),
)
NEWS_WORDS = {
    Stance.ASSERTS: "{parties} claims it",
    Stance.ACKNOWLEDGES: "{parties} acknowledges",
    Stance.ACKNOWLEDGES_PARTLY: "{parties} partly acknowledges",
    Stance.DENIES: "{parties} denies",
    Stance.DISPUTES_DETAILS: "{parties} disputes details",
    Stance.RETRACTS: "{parties} retracts",
}


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The label and what follows it, clause by clause, for pages that mark it up."""

    label: tuple[Clause, ...]
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """The whole sentence, without a full stop at its end."""
        parts = (join(self.label), join(self.clauses))
        return ". ".join(part for part in parts if part)


def headline(
    record: Record, moment: Moment, *, translate: Translate, language: str
) -> str:
    """The headline as text: "Unconfirmed by Moscow. Acknowledged by Kyiv; ..."."""
    return compose(record, moment, translate=translate, language=language).text


def compose(
    record: Record, moment: Moment, *, translate: Translate, language: str
) -> Headline:
    """The headline in its clauses, led by the public status of the moment."""
    speech = Speech(
        translate=translate, language=language, record=record, moment=moment
    )
    standing, case = stands(record, moment), examine(record, moment)
    head = label_clauses(public_status(record, moment), case, speech)
    said = _said_by(head, case, speech)
    body = (
        *clauses.claimants(standing, speech),
        *clauses.answers(standing, speech),
        *clauses.silences(standing, speech),
        *clauses.subordinates(standing, speech),
        *clauses.evidence(case.weight, speech),
    )
    return Headline(
        label=head, clauses=tuple(clause for clause in body if clause.text not in said)
    )


def news(
    record: Record,
    moment: Moment,
    *,
    then: Proposal | None,
    translate: Translate,
    language: str,
) -> str:
    """ "New since this status: Moscow acknowledges (under review)"; empty without news.

    `then` is the proposal at the decision, see `status.has_news`. Names the stances
    that came after the decision; where none did, the status that is proposed now.
    """
    now, public = propose(record, moment), public_status(record, moment)
    if public is None or not has_news(now, public, then=then):
        return ""
    speech = Speech(
        translate=translate, language=language, record=record, moment=moment
    )
    changes = "; ".join(
        speech.of_parties(NEWS_WORDS[stand.stance], (stand.party,))
        for stand in stands(record, moment).everyone
        if stand.stance and _is_newer(stand, public)
    )
    if not changes:
        proposed = label(
            now, record=record, moment=moment, translate=translate, language=language
        )
        changes = speech.say("the record now speaks for “{label}”", label=proposed)
    return speech.say(
        "New since this status: {changes} (under review)", changes=changes
    )


def _is_newer(stand: Stand, public: StatusChange) -> bool:
    """Whether a stance was taken, or written down, after the decision."""
    if stand.first is None:
        return False
    written = stand.first.recorded_at > public.recorded_at
    return written or stand.first.effective_at > public.effective_at


def _said_by(head: tuple[Clause, ...], case: Case, speech: Speech) -> set[str]:
    """The texts that would only repeat the label."""
    said = {clause.text for clause in head}
    count = len(case.weight.supports)
    same = (
        speech.say(clause, count=count)
        for words, clause in SAME_THING
        if speech.say(words, count=count) in said
    )
    return said | set(same)
