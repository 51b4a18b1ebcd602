"""Whose changes are asked for: all claims', or those of a party or on a topic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.models.claim import ClaimParty
from tracker.models.position import Position
from tracker.models.topic import ClaimTopic

# Above so many claims it is quicker to walk the latest rows and ask each for its claim.
FEW = 2_000
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Among:
    """Whose changes are asked for: all claims', or those of some claims by id, or those
    for which a condition on a row's `claim` holds."""

    claims: frozenset[int] | None = None
    narrow: Callable[[Rows], Rows] | None = None

    def of(self, rows: Rows) -> Rows:
        if self.claims is not None:
            return rows.filter(claim__in=self.claims)
        return self.narrow(rows) if self.narrow else rows


EVERYTHING = Among()


def of_party(parties: Iterable[int], now: datetime) -> Among:
    """Claims in which one of the parties has a part or a word."""
    ids = list(parties)
    parts = ClaimParty.objects.known(now).filter(party__in=ids)
    said = Position.objects.filter(party__in=ids)
    claims = {*_claims(parts), *_claims(said)}
    if len(claims) > FEW:
        return Among(narrow=lambda rows: rows.filter(_has_part(ids, now)))
    held = parts.filter(claim__in=claims).latest_per("claim", "party")
    named = {row.claim_id for row in held if row.role}
    counting = Position.objects.filter(party__in=ids, claim__in=claims - named)
    named |= set(counting.filter(is_void=False).values_list("claim", flat=True))
    return Among(claims=frozenset(named))


def of_topic(topic: int, now: datetime) -> Among:
    """Claims that belong to a topic."""
    rows = ClaimTopic.objects.known(now).filter(topic=topic)
    claims = _claims(rows)
    if len(claims) > FEW:
        return Among(narrow=lambda found: found.filter(_has_topic(topic, now)))
    held = rows.filter(claim__in=claims).latest_per("claim", "topic")
    return Among(claims=frozenset(row.claim_id for row in held if not row.is_ended))


def _claims(rows: Rows) -> set[int]:
    """Up to one more than a few."""
    return set(rows.values_list("claim", flat=True).distinct()[: FEW + 1])


def _has_part(parties: list[int], now: datetime) -> Q:
    held = _latest(ClaimParty, now, "party").exclude(role="")
    said = Position.objects.filter(claim=OuterRef("claim"), party__in=parties)
    return Q(Exists(held.filter(party__in=parties))) | Q(
        Exists(said.filter(is_void=False))
    )


def _has_topic(topic: int, now: datetime) -> Q:
    held = _latest(ClaimTopic, now, "topic")
    return Q(Exists(held.filter(topic=topic, is_ended=False)))


def _latest(model: Any, now: datetime, end: str) -> Rows:
    """The rows of an outer row's claim that none has followed."""
    known = model._default_manager.known(now)
    later = known.filter(
        Q(recorded_at__gt=OuterRef("recorded_at"))
        | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk")),
        **{name: OuterRef(name) for name in ("claim", end)},
    )
    rows: Rows = known.filter(~Exists(later), claim=OuterRef("claim"))
    return rows
