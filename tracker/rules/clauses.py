"""The parts of a headline: who claims, who answers, who is silent, what is shown.

Parties that say the same share a clause.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tracker.rules.evidence import Weight
from tracker.rules.facts import Evidence, Inquiry, Position, Silence
from tracker.rules.label import Clause, ClauseKind
from tracker.rules.speech import Speech
from tracker.rules.standing import Stand, Standing
from tracker.rules.vocabulary import Bearing, Role, SilenceKind, Stance
from tracker.rules.voices import voice_of

# In the order of the sentence: "acknowledged, partly, denied, disputed in detail".
COMMITTED_WORDS: Mapping[Stance, str] = {
    Stance.ASSERTS: "claimed by {parties}",
    Stance.ACKNOWLEDGES: "acknowledged by {parties}",
    Stance.ACKNOWLEDGES_PARTLY: "partly acknowledged by {parties}",
    Stance.DENIES: "denied by {parties}",
    Stance.DISPUTES_DETAILS: "disputed in detail by {parties}",
    Stance.RETRACTS: "retracted by {parties}",
}
OPEN_WORDS: Mapping[Stance, str] = {
    Stance.VERIFYING: "{parties} is verifying",
    Stance.DECLINES_TO_COMMENT: "{parties} declines to comment",
    Stance.NO_CLEAR_POSITION: "no clear position from {parties}",
}
BESIDE_WORDS: Mapping[Stance, str] = {
    Stance.VERIFYING: "{clause} (now verifying)",
    Stance.DECLINES_TO_COMMENT: "{clause} (now declines to comment)",
    Stance.NO_CLEAR_POSITION: "{clause} (now without a clear position)",
}
SILENT_WORDS: Mapping[SilenceKind, str] = {
    SilenceKind.ASKED_NO_RESPONSE: "no response from {parties}, asked {date}",
    SilenceKind.NO_STATEMENT_FOUND: (
        "no statement found from {parties}, last looked {date}"
    ),
}


def claimants(standing: Standing, speech: Speech) -> Iterator[Clause]:
    """ "Claimed by Kyiv", "Acknowledged by Kyiv"; with none, "Reported by ..."."""
    claiming = [stand for stand in standing.everyone if stand.role is Role.CLAIMANT]
    found = list(_said(claiming, ClauseKind.CLAIMED, speech))
    if not found:
        found = list(_reported(standing, speech))
    yield from found


def answers(standing: Standing, speech: Speech) -> Iterator[Clause]:
    """What answering parties said, commitments before open answers."""
    yield from _said(standing.answering, ClauseKind.ANSWERED, speech)


def silences(standing: Standing, speech: Speech) -> Iterator[Clause]:
    """Asked without response, no statement found, not yet checked: told apart."""
    silent = [stand for stand in standing.answering if stand.silence]
    awaited = [stand for stand in silent if stand.is_awaited]
    if awaited:
        yield _clause(
            ClauseKind.AWAITED, "{parties} asked, answer awaited", awaited, speech
        )
    for kind, text in SILENT_WORDS.items():
        these = [
            stand for stand in silent if stand.silence is kind and not stand.is_awaited
        ]
        yield from _dated(text, these, speech)
    unchecked = [stand for stand in silent if stand.is_unchecked]
    if unchecked:
        text = "{parties} not yet checked"
        yield _clause(ClauseKind.NOT_CHECKED, text, unchecked, speech)


def subordinates(standing: Standing, speech: Speech) -> Iterator[Clause]:
    """Each subordinate in its own name, with the gist of what it said."""
    for parent in standing.everyone:
        for stand in parent.subordinates:
            if stand.role is not Role.CLAIMANT:
                yield from _subordinate(stand, speech)


def evidence(weight: Weight, speech: Speech) -> Iterator[Clause]:
    """Evidence from two origins on, or when verified; each side by itself."""
    sides = (
        ("supported", weight.supports, weight.verified_for),
        ("contradicted", weight.contradicts, weight.verified_against),
    )
    for side, origins, verified in sides:
        if verified:
            yield Clause(
                kind=ClauseKind.EVIDENCE,
                text=speech.say(f"{side} by verified evidence"),
            )
        elif len(origins) > 1:
            text = f"{side} by {{count}} independent origins"
            yield Clause(
                kind=ClauseKind.EVIDENCE, text=speech.say(text, count=len(origins))
            )


def _said(
    stands: Iterable[Stand], kind: ClauseKind, speech: Speech
) -> Iterator[Clause]:
    groups: dict[tuple[Stance | None, Stance | None], list[Stand]] = defaultdict(list)
    for stand in stands:
        groups[stand.stance, stand.beside.stance if stand.beside else None].append(
            stand
        )
    beside_of = (None, *BESIDE_WORDS)
    for stance, words in COMMITTED_WORDS.items():
        for beside in beside_of:
            if these := groups.get((stance, beside)):
                clause = _clause(kind, words, these, speech)
                yield _with_beside(clause, beside, speech)
    for stance, words in OPEN_WORDS.items():
        if these := groups.get((None, stance)):
            yield _clause(kind, words, these, speech)


def _with_beside(clause: Clause, beside: Stance | None, speech: Speech) -> Clause:
    if beside is None:
        return clause
    text = speech.say(
        BESIDE_WORDS[beside], count=len(clause.parties), clause=clause.text
    )
    return Clause(kind=clause.kind, text=text, parties=clause.parties)


def _dated(text: str, stands: list[Stand], speech: Speech) -> Iterator[Clause]:
    """One clause a day, the earliest day first."""
    days: dict[str, list[Stand]] = defaultdict(list)
    rows = [
        (row, stand) for stand in stands if (row := _asked_or_looked(stand, speech))
    ]
    for row, stand in sorted(rows, key=lambda pair: pair[0].effective_at):
        days[speech.date(row)].append(stand)
    for day, these in days.items():
        yield _clause(ClauseKind.SILENT, text, these, speech, date=day)


def _asked_or_looked(stand: Stand, speech: Speech) -> Silence | Inquiry | None:
    """The row that dates a silence: the inquiry that nobody answered, or the look."""
    row = stand.silence_row
    if isinstance(row, Silence) and row.inquiry is not None:
        asked = (one for one in speech.record.inquiries if one.id == row.inquiry)
        return next(asked, row)
    return row


def _subordinate(stand: Stand, speech: Speech) -> Iterator[Clause]:
    said = stand.position or stand.beside
    gist = _gist(said, speech) if said else ""
    if not gist:
        yield from _said([stand], ClauseKind.SUBORDINATE, speech)
        return
    text = speech.say("{party} {gist}", party=speech.name(stand.party), gist=gist)
    yield Clause(kind=ClauseKind.SUBORDINATE, text=text, parties=(stand.party,))


def _gist(said: Position, speech: Speech) -> str:
    """The gist in this language; a sentence never mixes two languages."""
    return said.gist.get(speech.language, "").strip().rstrip(".")


def _reported(standing: Standing, speech: Speech) -> Iterator[Clause]:
    """Who brought up a claim that no claimant makes: third parties, then publishers."""
    told, publishers = _third_parties_that_assert(standing), set()
    for item in speech.record.evidence:
        if not _reports(item, speech):
            continue
        if item.origin.party is not None:
            # Who answers has a clause of its own; carrying its words reports nothing.
            told |= _disinterested(item.origin.party, standing, speech)
        elif item.publisher:
            publishers.add(item.publisher)
    names = [speech.name(party) for party in sorted(told)] + sorted(publishers)
    if names:
        text = speech.say("reported by {parties}", parties=speech.shorten(names))
        yield Clause(kind=ClauseKind.REPORTED, text=text, parties=tuple(sorted(told)))


def _third_parties_that_assert(standing: Standing) -> set[int]:
    return {
        stand.party
        for stand in standing.everyone
        if stand.role in (None, Role.THIRD_PARTY) and stand.stance is Stance.ASSERTS
    }


def _disinterested(party: int, standing: Standing, speech: Speech) -> set[int]:
    """The third party that a citation's words come from; empty for who has a part."""
    voice = voice_of(party, speech.record.parties)
    stand = standing.of(voice)
    third = stand is None or stand.role in (None, Role.THIRD_PARTY)
    return {voice} if third else set()


def _reports(item: Evidence, speech: Speech) -> bool:
    return (
        item.bearing is not Bearing.CONTRADICTS
        and not item.is_withdrawn
        and item.effective_at <= speech.moment.as_of
    )


def _clause(
    kind: ClauseKind, text: str, stands: Iterable[Stand], speech: Speech, **values: str
) -> Clause:
    parties = tuple(sorted(stand.party for stand in stands))
    return Clause(
        kind=kind, text=speech.of_parties(text, parties, **values), parties=parties
    )
