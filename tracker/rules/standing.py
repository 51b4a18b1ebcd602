"""Where each party stands on a claim at a moment.

"A party's stand is its latest counting position; `verifying`, `declines_to_comment` and
`no_clear_position` are shown beside an earlier committed stance and never end it;
`retracts` withdraws that party's own previous position. A party with no position stands
on its latest silence; a silence never ends a position, and a page that disappears
retracts nothing. Parties that speak for a parent fold into it before the table is read:
the latest of theirs and its own is its stand, and the page says by whose mouth."

A retraction therefore leaves the party on `retracts`: nothing that it said earlier
comes back, and a later non-committal answer stands beside the retraction. A mouth that
retracts retracts in its parent's name, since the two are one party by then.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.rules.facts import (
    ClaimRole,
    Inquiry,
    Moment,
    Position,
    Record,
    Silence,
)
from tracker.rules.moments import counting, order
from tracker.rules.vocabulary import Role, SilenceKind, Stance
from tracker.rules.voices import superior_of, voice_of


@dataclass(frozen=True, kw_only=True)
class Stand:
    """One party's row of the matrix; `party` is the voice that others fold into."""

    party: int
    role: Role | None = None
    is_burdened: bool = False
    is_expected: bool = False
    is_answering: bool = False
    position: Position | None = None  # the latest that commits it, or its retraction
    first: Position | None = None  # where the unbroken run of that stance began
    beside: Position | None = None  # a later non-committal answer, or the only one
    has_asserted: bool = (
        False  # it asserted the claim at some time, whatever it says now
    )
    silence: SilenceKind | None = None  # only where there is no position at all
    silence_row: Silence | Inquiry | None = None  # the row that says so; None: no row
    inquiry: Inquiry | None = None  # the latest that nobody has answered
    is_awaited: bool = False  # silent, asked, and the deadline is still to come
    subordinates: tuple["Stand", ...] = ()

    @property
    def stance(self) -> Stance | None:
        """A committed stance or `retracts`; None with only a non-committal answer."""
        return self.position.stance if self.position else None

    @property
    def since(self) -> datetime | None:
        """Since when it holds its stance without a break."""
        return self.first.effective_at if self.first else None

    @property
    def mouth(self) -> int | None:
        """The party that said it in this one's name; None when it spoke for itself."""
        said = self.position or self.beside
        return said.party if said and said.party != self.party else None

    @property
    def is_unchecked(self) -> bool:
        """Nobody has asked it or looked: never shown as a finding, never in a label."""
        return not (self.position or self.beside) and self.silence in (
            None,
            SilenceKind.NOT_CHECKED,
        )


@dataclass(frozen=True)
class Standing:
    """Every party's stand; subordinates stand beside their parents, and only there."""

    stands: tuple[Stand, ...]

    @property
    def everyone(self) -> tuple[Stand, ...]:
        """All stands, subordinates too, each once."""
        return tuple(_walk(self.stands))

    @property
    def answering(self) -> tuple[Stand, ...]:
        """The stands of those whose answer the claim waits for."""
        return tuple(stand for stand in self.everyone if stand.is_answering)

    def of(self, party: int) -> Stand | None:
        """The stand of a voice, or None when it has none in this claim."""
        return next((stand for stand in self.everyone if stand.party == party), None)


def stands(record: Record, moment: Moment) -> Standing:
    """Each party's stand at a moment, ordered by party id.

    A party stands here when it, or one that speaks for it, has a role, a counting
    position or a counting silence.
    """
    parts = fold_roles(record)
    said = spoken(record, moment)
    quiet = _silences(record, moment)
    present = {*parts, *said, *quiet}
    above = {voice: superior_of(voice, record.parties, parts) for voice in present}
    flat = {
        voice: _with_silence(
            _stand(voice, parts.get(voice), said.get(voice, []), above[voice]),
            silences=quiet.get(voice, []),
            open_inquiries=_open_inquiries(voice, record, moment),
            at=moment.as_of,
        )
        for voice in sorted(present)
    }
    return Standing(_beside_parents(flat, above))


def fold_roles(record: Record) -> dict[int, ClaimRole]:
    """Each voice's one part. The parent's own role counts before those of its mouths;
    among mouths claimant comes before accused, affected and third party."""
    by_voice: dict[int, list[ClaimRole]] = defaultdict(list)
    for part in record.roles:
        by_voice[voice_of(part.party, record.parties)].append(part)
    ranks = list(Role)
    return {
        voice: min(
            parts, key=lambda part: (part.party != voice, ranks.index(part.role))
        )
        for voice, parts in by_voice.items()
    }


def spoken(record: Record, moment: Moment) -> dict[int, list[Position]]:
    """Counting positions by the voice in whose name they were said, oldest first."""
    by_voice: dict[int, list[Position]] = defaultdict(list)
    for position in counting(record.positions, moment):
        by_voice[voice_of(position.party, record.parties)].append(position)
    return dict(by_voice)


def _stand(
    voice: int, part: ClaimRole | None, said: list[Position], superior: int | None
) -> Stand:
    stand = Stand(party=voice)
    if part:
        stand = replace(
            stand,
            role=part.role,
            is_burdened=part.is_burdened,
            is_expected=part.is_expected,
            is_answering=part.role.answers and superior is None,
        )
    for position in said:
        stand = _after(stand, position)
    return stand


def _after(stand: Stand, position: Position) -> Stand:
    """The stand once one more position was said."""
    if not (position.stance and _ends_what_stood(position.stance)):
        return replace(stand, beside=position)
    goes_on = stand.position is not None and stand.stance == position.stance
    return replace(
        stand,
        position=position,
        first=stand.first if goes_on else position,
        beside=None,
        has_asserted=stand.has_asserted or _asserts(stand.role, position.stance),
    )


def _ends_what_stood(stance: Stance) -> bool:
    return stance.is_committed or stance is Stance.RETRACTS


def _asserts(role: Role | None, stance: Stance) -> bool:
    """ "A claimant never answers: its `asserts` or `acknowledges` are both the
    assertion." """
    if stance is Stance.ACKNOWLEDGES:
        return role is Role.CLAIMANT
    return stance is Stance.ASSERTS


def _silences(record: Record, moment: Moment) -> dict[int, list[Silence]]:
    by_voice: dict[int, list[Silence]] = defaultdict(list)
    for silence in counting(record.silences, moment):
        by_voice[voice_of(silence.party, record.parties)].append(silence)
    return dict(by_voice)


def _open_inquiries(voice: int, record: Record, moment: Moment) -> list[Inquiry]:
    """Requests to a voice that no counting position answers, oldest first."""
    said = counting(record.positions, moment)
    answered = {row.answers for row in said if row.answers is not None}
    for inquiry in sorted(record.inquiries, key=lambda row: (row.recorded_at, row.id)):
        # An answer to a request answers the corrected row of that request, too.
        if inquiry.corrects in answered:
            answered.add(inquiry.id)
    return [
        inquiry
        for inquiry in counting(record.inquiries, moment)
        if voice_of(inquiry.party, record.parties) == voice
        and inquiry.id not in answered
    ]


def _with_silence(
    stand: Stand,
    *,
    silences: list[Silence],
    open_inquiries: list[Inquiry],
    at: datetime,
) -> Stand:
    """Add the latest silence where nothing was said; an unanswered request is one.

    "Not checked" needs no row: an expected party with nothing at all has it.
    """
    inquiry = open_inquiries[-1] if open_inquiries else None
    stand = replace(stand, inquiry=inquiry)
    if stand.position or stand.beside:
        return stand
    row = _latest(silences, open_inquiries)
    if row is None:
        unchecked = stand.is_answering and stand.is_expected
        return replace(stand, silence=SilenceKind.NOT_CHECKED if unchecked else None)
    kind = row.kind if isinstance(row, Silence) else SilenceKind.ASKED_NO_RESPONSE
    asked = kind is SilenceKind.ASKED_NO_RESPONSE
    deadline = inquiry.deadline if inquiry else None
    awaited = asked and deadline is not None and at < deadline
    return replace(stand, silence=kind, silence_row=row, is_awaited=awaited)


def _latest(
    silences: list[Silence], open_inquiries: list[Inquiry]
) -> Silence | Inquiry | None:
    """The later row; of a silence and a request at one moment, the silence."""
    newest: list[Silence | Inquiry] = [*open_inquiries[-1:], *silences[-1:]]
    return max(reversed(newest), key=lambda row: order(row)[:2], default=None)


def _beside_parents(
    flat: dict[int, Stand], above: dict[int, int | None]
) -> tuple[Stand, ...]:
    def build(voice: int) -> Stand:
        below = tuple(build(child) for child in flat if above[child] == voice)
        return replace(flat[voice], subordinates=below)

    return tuple(build(voice) for voice in flat if above[voice] is None)


def _walk(stands: Iterable[Stand]) -> Iterable[Stand]:
    for stand in stands:
        yield stand
        yield from _walk(stand.subordinates)
