"""Which evidence counts, and how many origins stand behind it.

"*Independent* evidence comes from a source of reliability A to C and credibility 1 to 3
whose origin is neither a party with a role other than third party nor one that speaks
for such a party: a page that carries a party's word has that party as its origin,
whoever publishes it. Sources that share an origin count once; `repeats` never counts.
*Verified* evidence is independent, of reliability A or B and credibility 1, and marked
as verified by a person of the desk. A page that is gone or moved still counts, on its
snapshot, flagged. Words altered in a critical place stop counting when a person
confirms the alteration, not before."
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.rules.facts import Evidence, Moment, Origin, Record
from tracker.rules.standing import fold_roles
from tracker.rules.vocabulary import Bearing, CitationState, Role, SourceState
from tracker.rules.voices import speaking_chain, voice_of

RELIABLE = frozenset("ABC")
CREDIBLE = frozenset({1, 2, 3})
FLAGGED_WORDS = frozenset(
    {
        CitationState.ALTERED,
        CitationState.ALTERED_CRITICAL,
        CitationState.GONE,
        CitationState.UNCHECKABLE,
    }
)
FLAGGED_PAGES = frozenset(
    {
        SourceState.MOVED,
        SourceState.SUSPECT,
        SourceState.DEAD,
        SourceState.PINNED_DEAD,
        SourceState.UNREACHABLE,
    }
)


@dataclass(frozen=True, kw_only=True)
class Weight:
    """The independent evidence at a moment, as origins; each origin once a side."""

    supports: frozenset[Origin] = frozenset()
    contradicts: frozenset[Origin] = frozenset()
    verified_for: frozenset[Origin] = frozenset()
    verified_against: frozenset[Origin] = frozenset()
    citations: tuple[int, ...] = ()  # those that count
    flagged: tuple[int, ...] = ()  # those of them that stand on their snapshot only


def weigh(record: Record, moment: Moment) -> Weight:
    """Weigh what independent sources had said by a moment."""
    counted = [item for item in record.evidence if counts(item, record, moment)]
    verified = [item for item in counted if _is_verified(item)]
    return Weight(
        supports=_origins(counted, Bearing.SUPPORTS, record),
        contradicts=_origins(counted, Bearing.CONTRADICTS, record),
        verified_for=_origins(verified, Bearing.SUPPORTS, record),
        verified_against=_origins(verified, Bearing.CONTRADICTS, record),
        citations=tuple(sorted(item.citation for item in counted)),
        flagged=tuple(sorted(item.citation for item in counted if is_flagged(item))),
    )


def counts(item: Evidence, record: Record, moment: Moment) -> bool:
    """Whether this evidence weighs anything at this moment."""
    return (
        item.effective_at <= moment.as_of
        and not item.is_withdrawn
        and item.bearing is not Bearing.REPEATS
        and is_independent(item, record)
    )


def is_independent(item: Evidence, record: Record) -> bool:
    """Good enough grades, and nobody's word who has a stake in the claim."""
    return (
        item.reliability in RELIABLE
        and item.credibility in CREDIBLE
        and not _has_stake(item.origin.party, record)
    )


def is_flagged(item: Evidence) -> bool:
    """The words or their page are not as they were: it counts on its snapshot."""
    return item.state in FLAGGED_WORDS or item.source_state in FLAGGED_PAGES


def _is_verified(item: Evidence) -> bool:
    """Asked of independent evidence only."""
    return item.is_verified and item.reliability in "AB" and item.credibility == 1


def _has_stake(party: int | None, record: Record) -> bool:
    """Whether a party, or one that it speaks for, has a role other than third party."""
    if party is None:
        return False
    own = {part.party: part.role for part in record.roles}
    folded = fold_roles(record).get(voice_of(party, record.parties))
    roles = {own.get(link) for link in speaking_chain(party, record.parties)}
    roles.add(folded.role if folded else None)
    return bool(roles - {None, Role.THIRD_PARTY})


def _origins(
    items: Iterable[Evidence], bearing: Bearing, record: Record
) -> frozenset[Origin]:
    return frozenset(
        origin_of(item, record) for item in items if item.bearing is bearing
    )


def origin_of(item: Evidence, record: Record) -> Origin:
    """Whose word it is in the end; those who speak for a party are that party."""
    if item.origin.party is None:
        return item.origin
    return Origin(party=voice_of(item.origin.party, record.parties))
