"""Whose changes are asked for: all claims', or those of parties, a topic, a place.

A few claims are named one by one; of many the newest rows are walked, and each is asked
for its claim. The planner, left to choose, takes the wrong way for one or the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.models.claim import ClaimParty
from tracker.models.position import Position
from tracker.models.seen import HELD, Subject, held_by, parts_of
from tracker.rules.facts import Moment

# Above so many claims it is quicker to walk the latest rows and ask each for its claim.
FEW = 2_000
Rows = QuerySet[Any]
Narrow = Callable[[Rows, str], Rows]


@dataclass(frozen=True)
class Among:
    """Whose changes are asked for: all claims', or those of some claims by id, or what
    a narrower leaves of rows, told the path from a row to its claim. Both: what is in
    both."""

    claims: frozenset[int] | None = None
    narrow: Narrow | None = None

    def of(self, rows: Rows, path: str = "claim") -> Rows:
        if self.claims is not None:
            rows = rows.filter(**{f"{path}__in": self.claims})
        return self.narrow(rows, path) if self.narrow else rows

    def __and__(self, other: "Among") -> "Among":
        return Among(narrow=lambda rows, path: other.of(self.of(rows, path), path))


EVERYTHING = Among()


def of_parties(parties: Iterable[int], moment: Moment) -> Among:
    """Claims in which one of the parties has a part or a word."""
    ids = list(parties)
    parts = ClaimParty.objects.known(moment.known_at).filter(party__in=ids)
    said = Position.objects.known(moment.known_at).filter(party__in=ids)
    claims = {*_claims(parts), *_claims(said)}
    if len(claims) > FEW:
        return Among(narrow=lambda rows, path: rows.filter(has_part(ids, moment, path)))
    held = parts.filter(claim__in=claims).latest_per("claim", "party")
    named = {row.claim_id for row in held if row.role}
    spoken = said.filter(claim__in=claims - named).counting(moment)
    return Among(claims=frozenset(named.union(spoken.values_list("claim", flat=True))))


def of_subject(subject: Subject, which: int, moment: Moment) -> Among:
    """Claims that belong to a topic or to a place."""
    model: Any
    model, name = HELD[subject]
    rows = model.objects.known(moment.known_at).filter(**{name: which})
    claims = _claims(rows)
    if len(claims) <= FEW:
        held = rows.filter(claim__in=claims).latest_per("claim", name)
        return Among(claims=frozenset(r.claim_id for r in held if not r.is_ended))

    def narrow(found: Rows, path: str) -> Rows:
        held = held_by(subject, which, moment)
        return found.filter(Exists(held.filter(claim=OuterRef(path))))

    return Among(narrow=narrow)


def has_part(parties: list[int], moment: Moment, path: str) -> Q:
    """One of the parties has a part or a word in the claim at the end of a path."""
    held = parts_of(moment, party__in=parties, claim=OuterRef(path))
    said = Position.objects.counting(moment).filter(
        claim=OuterRef(path), party__in=parties
    )
    return Q(Exists(held)) | Q(Exists(said))


def _claims(rows: Rows) -> set[int]:
    """Up to one more than a few."""
    return set(rows.values_list("claim", flat=True).distinct()[: FEW + 1])
