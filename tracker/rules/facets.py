"""What a claim can be found by: its status, who says what of it, its subjects.

Each facet of a claim is a value, and has a number of its own, so that a column of
numbers can hold all that a claim is found by. "Subordinates that speak for a parent
fold into it": a facet of a stance names the voice; a party that stands beside its
parent is found by its own name alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from tracker.rules.facts import Evidence, Moment, Record
from tracker.rules.label import named_parties
from tracker.rules.moments import counting
from tracker.rules.standing import Stand, Standing, stands
from tracker.rules.status import public_status
from tracker.rules.vocabulary import (
    CitationState,
    Role,
    SilenceKind,
    SourceState,
    Stance,
    Status,
)
from tracker.rules.voices import voice_of


class Kind(IntEnum):
    """The kinds of facets. The numbers are stored: a new kind takes a new one."""

    ALL = 1  # every claim that lists show
    STATUS = 2
    BY = 3  # a status and a party that it turns on: "Unconfirmed by Moscow"
    STANCE = 4  # a party and what it says, or how it is silent: "Denied by Beijing"
    TOPIC = 5
    PLACE = 6
    CLAIMANT = 7
    EVIDENCE = 8
    PARTY = 9  # a party with a part, a word or a silence in it
    KIN = 10  # the same and all above them: whose profile the facets depend on


NOT_ASSESSED = "not_assessed"
PRESENT, ALTERED, GONE, UNREACHABLE = "present", "altered", "gone", "unreachable"
EVIDENCE = (PRESENT, ALTERED, GONE, UNREACHABLE)
STATUSES = (*(status.value for status in Status), NOT_ASSESSED)
SILENCES = (SilenceKind.NO_STATEMENT_FOUND, SilenceKind.ASKED_NO_RESPONSE)
STANCES = (
    *(stance.value for stance in Stance),
    *(kind.value for kind in SILENCES),
)
# The words by their stored numbers, from 1: new words are added at the end.
_WORDS = (
    *("unconfirmed", "corroborated", "confirmed", "partly_confirmed", "disputed"),
    *("denied", "false", "unverifiable", "retracted", "superseded", "not_assessed"),
    *("asserts", "acknowledges", "acknowledges_partly", "denies", "disputes_details"),
    *("verifying", "declines_to_comment", "no_clear_position", "retracts"),
    *("no_statement_found", "asked_no_response"),
    *("present", "altered", "gone", "unreachable"),
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}
_KIND_AT, _WORD_AT = 48, 40
_OF = (1 << _WORD_AT) - 1

_PAGE_GONE = (SourceState.DEAD, SourceState.PINNED_DEAD)
_PAGE_CLOSED = (
    SourceState.BLOCKED,
    SourceState.PAYWALLED,
    SourceState.SUSPECT,
    SourceState.UNREACHABLE,
)
_WORDS_ALTERED = (CitationState.ALTERED, CitationState.ALTERED_CRITICAL)


@dataclass(frozen=True, order=True, kw_only=True)
class Facet:
    """`word` is of a closed list, `of` the id of a party, topic or place."""

    kind: Kind
    word: str = ""
    of: int = 0

    @property
    def number(self) -> int:
        word = _NUMBERS[self.word] if self.word else 0
        return self.kind << _KIND_AT | word << _WORD_AT | self.of


def facet(number: int) -> Facet:
    """The facet of a number."""
    word = number >> _WORD_AT & 0xFF
    return Facet(
        kind=Kind(number >> _KIND_AT),
        word=_WORDS[word - 1] if word else "",
        of=number & _OF,
    )


@dataclass(frozen=True, kw_only=True)
class Dates:
    """When a claim was first said, decided and last changed; None where never."""

    said: datetime | None
    decided: datetime | None
    changed: datetime | None


def facets(record: Record, moment: Moment) -> frozenset[Facet]:
    """All that the record of a listed claim is found by, but its subjects."""
    standing = stands(record, moment)
    return frozenset(
        (
            Facet(kind=Kind.ALL),
            *_of_status(record, standing, moment),
            *_of_stances(standing),
            *_of_evidence(record),
            *_of_parties(record, standing),
        )
    )


def dates(record: Record, moment: Moment) -> Dates:
    """What lists are sorted by. A change is that somebody said or decided something."""
    said = counting(record.positions, moment)
    decided = public_status(record, moment)
    turned = [row.effective_at for row in (*said, *counting(record.statuses, moment))]
    return Dates(
        said=said[0].effective_at if said else None,
        decided=decided.effective_at if decided else None,
        changed=max(turned, default=None),
    )


def _of_status(record: Record, standing: Standing, moment: Moment) -> Iterator[Facet]:
    public = public_status(record, moment)
    if public is None or public.status is None:
        yield Facet(kind=Kind.STATUS, word=NOT_ASSESSED)
        return
    yield Facet(kind=Kind.STATUS, word=public.status.value)
    for party in named_parties(public, standing, record.parties):
        voice = voice_of(party, record.parties)
        yield Facet(kind=Kind.BY, word=public.status.value, of=voice)


def _of_stances(standing: Standing) -> Iterator[Facet]:
    for stand in standing.everyone:
        for word in _said(stand):
            yield Facet(kind=Kind.STANCE, word=word, of=stand.party)
        if stand.role is Role.CLAIMANT or stand.has_asserted:
            yield Facet(kind=Kind.CLAIMANT, of=stand.party)


def _said(stand: Stand) -> Iterator[str]:
    """A committed stance, and an answer beside it; else how the party is silent."""
    for position in (stand.position, stand.beside):
        if position is not None and position.stance is not None:
            yield position.stance.value
    if stand.silence in SILENCES:
        yield stand.silence.value


def _of_evidence(record: Record) -> Iterator[Facet]:
    for item in record.evidence:
        health = health_of(item)
        if health:
            yield Facet(kind=Kind.EVIDENCE, word=health)


def health_of(item: Evidence) -> str:
    """What became of a quotation: its page first, for words on a page that is gone are
    gone. Empty where nobody has looked yet."""
    if item.source_state in _PAGE_GONE or item.state is CitationState.GONE:
        return GONE
    if item.source_state in _PAGE_CLOSED:
        return UNREACHABLE
    if item.state in _WORDS_ALTERED:
        return ALTERED
    return PRESENT if item.state else ""


def _of_parties(record: Record, standing: Standing) -> Iterator[Facet]:
    named = {
        *(row.party for row in record.roles),
        *(row.party for row in record.positions),
        *(stand.party for stand in standing.everyone),
    }
    for party in named:
        yield Facet(kind=Kind.PARTY, of=party)
    for party in _upwards(named, record):
        yield Facet(kind=Kind.KIN, of=party)


def _upwards(parties: Iterable[int], record: Record) -> set[int]:
    """The parties and everyone above them."""
    found: set[int] = set()
    waiting = list(parties)
    while waiting:
        party = waiting.pop()
        if party in found:
            continue
        found.add(party)
        known = record.parties.get(party)
        if known is not None and known.parent is not None:
            waiting.append(known.parent)
    return found
