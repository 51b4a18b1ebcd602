"""Stances that turned, found and dated.

"**Reversals**: a committed stance that turned into another, a retraction, and a first
committed stance after silence or a non-committal one."

Days are counted from when the former stance was first taken (a silence: first noted) to
when it turned. `not_checked` is no silence to break: nobody had looked. What a party
says after its own retraction is no second reversal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.rules.facts import Moment, Position, Record, Silence
from tracker.rules.moments import counting
from tracker.rules.standing import spoken
from tracker.rules.vocabulary import SilenceKind, Stance
from tracker.rules.voices import voice_of


class ReversalKind(StrEnum):
    """How it turned."""

    TURNED = "turned"
    RETRACTED = "retracted"
    BROKE_SILENCE = "broke_silence"


@dataclass(frozen=True, kw_only=True)
class Reversal:
    """One turn of one party. `since` and `at` are the days' two ends."""

    kind: ReversalKind
    party: int
    before: Stance | SilenceKind
    after: Stance
    since: datetime
    at: datetime
    position: Position  # the one that turned it

    @property
    def days(self) -> int:
        """Whole calendar days between, UTC."""
        return (self.at.date() - self.since.date()).days


def reversals(record: Record, moment: Moment) -> tuple[Reversal, ...]:
    """All reversals by a moment, oldest first, then by party."""
    found = [
        reversal
        for party, said in spoken(record, moment).items()
        for reversal in _of_party(said, _quiet(party, record, moment), party)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.party, one.position.id)))


def _of_party(
    said: Sequence[Position], quiet: Sequence[Silence], party: int
) -> Iterator[Reversal]:
    committed: Position | None = None
    is_first = True
    for position in said:
        stance = position.stance
        if stance is Stance.RETRACTS:
            if committed:
                yield _reversal(committed, position, party, ReversalKind.RETRACTED)
            committed = None
        elif stance and stance.is_committed:
            if committed is None and is_first:
                yield from _broken_silence(position, said, quiet, party)
            if committed and committed.stance != stance:
                yield _reversal(committed, position, party, ReversalKind.TURNED)
            if committed is None or committed.stance != stance:
                committed = position
            is_first = False


def _broken_silence(
    position: Position,
    said: Sequence[Position],
    quiet: Sequence[Silence],
    party: int,
) -> Iterator[Reversal]:
    """A first commitment, against the earliest sign that there was none."""
    earlier: list[Position | Silence] = [
        *(row for row in said[: said.index(position)] if row.stance),
        *(row for row in quiet if row.effective_at < position.effective_at),
    ]
    signs = [row for row in earlier if _sign(row) is not Stance.RETRACTS]
    if signs:
        first = min(signs, key=lambda row: (row.effective_at, row.recorded_at, row.id))
        yield _reversal(first, position, party, ReversalKind.BROKE_SILENCE)


def _reversal(
    before: Position | Silence, after: Position, party: int, kind: ReversalKind
) -> Reversal:
    former, latter = _sign(before), after.stance
    if former is None or latter is None:
        raise ValueError("a void row takes part in no reversal")
    return Reversal(
        kind=kind,
        party=party,
        before=former,
        after=latter,
        since=before.effective_at,
        at=after.effective_at,
        position=after,
    )


def _sign(row: Position | Silence) -> Stance | SilenceKind | None:
    return row.stance if isinstance(row, Position) else row.kind


def _quiet(party: int, record: Record, moment: Moment) -> list[Silence]:
    nobody_looked = (None, SilenceKind.NOT_CHECKED)
    return [
        silence
        for silence in counting(record.silences, moment)
        if voice_of(silence.party, record.parties) == party
        and silence.kind not in nobody_looked
    ]
