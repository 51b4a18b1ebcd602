"""What the table of statuses asks about, sorted out of the stands and the evidence.

"A claimant never answers [...]. An *answering party* is `accused` or `affected`. Only
an answering party that the claim burdens can confirm it by acknowledging; the others
are listed."
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.rules.evidence import Weight, weigh
from tracker.rules.facts import Moment, Record
from tracker.rules.standing import Stand, Standing, stands
from tracker.rules.vocabulary import RelationKind, Stance

# With one of these a party no longer leaves the claim unconfirmed on its side.
GIVES_WAY = frozenset({Stance.ACKNOWLEDGES, Stance.ACKNOWLEDGES_PARTLY, Stance.ASSERTS})


@dataclass(frozen=True, kw_only=True)
class Case:
    """Parties by id, ascending; claims by slug."""

    newer: tuple[str, ...]  # published claims that update this one
    weight: Weight
    acknowledging: tuple[int, ...]  # burdened answering parties
    partly: tuple[int, ...]  # burdened answering parties
    partly_any: tuple[int, ...]  # any answering party
    denying: tuple[int, ...]
    disputing: tuple[int, ...]  # deny it or dispute its details
    withdrawn: tuple[int, ...]  # all that ever asserted it, when none still does
    unconfirming: tuple[int, ...]  # expected, heard or looked for, no acknowledgement
    unchecked: tuple[int, ...]  # expected, and nobody looked or asked
    awaited: tuple[int, ...]  # expected, asked, and the deadline is to come
    unburdened: tuple[int, ...]  # acknowledge, but the claim does not burden them


def examine(record: Record, moment: Moment) -> Case:
    """Read the record once for all lines of the table."""
    standing = stands(record, moment)
    answering = standing.answering
    burdened = [stand for stand in answering if stand.is_burdened]
    expected = [stand for stand in answering if stand.is_expected]
    unburdened = [stand for stand in answering if not stand.is_burdened]
    partly = Stance.ACKNOWLEDGES_PARTLY
    return Case(
        newer=_newer(record),
        weight=weigh(record, moment),
        acknowledging=_saying(burdened, Stance.ACKNOWLEDGES),
        partly=_saying(burdened, partly),
        partly_any=_saying(answering, partly),
        denying=_saying(answering, Stance.DENIES),
        disputing=_saying(answering, Stance.DENIES, Stance.DISPUTES_DETAILS),
        withdrawn=_withdrawn(standing),
        unconfirming=_ids(stand for stand in expected if _leaves_open(stand)),
        unchecked=_ids(stand for stand in expected if stand.is_unchecked),
        awaited=_ids(stand for stand in expected if stand.is_awaited),
        unburdened=_saying(unburdened, Stance.ACKNOWLEDGES, partly),
    )


def _newer(record: Record) -> tuple[str, ...]:
    updates = (
        relation.other
        for relation in record.relations
        if relation.kind is RelationKind.UPDATES and relation.is_incoming
    )
    return tuple(sorted(updates))


def _withdrawn(standing: Standing) -> tuple[int, ...]:
    """ "A party asserted it, all that did have retracted or now deny it." """
    asserted = [stand for stand in standing.everyone if stand.has_asserted]
    over = (Stance.RETRACTS, Stance.DENIES)
    if all(stand.stance in over for stand in asserted):
        return _ids(asserted)
    return ()


def _leaves_open(stand: Stand) -> bool:
    return not stand.is_unchecked and stand.stance not in GIVES_WAY


def _saying(stands: Iterable[Stand], *stances: Stance) -> tuple[int, ...]:
    return _ids(stand for stand in stands if stand.stance in stances)


def _ids(stands: Iterable[Stand]) -> tuple[int, ...]:
    return tuple(sorted(stand.party for stand in stands))
