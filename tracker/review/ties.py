"""What ties a claim to parties, subjects and other claims, given to another claim."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Q

from tracker.models import (
    Claim,
    ClaimParty,
    ClaimPlace,
    ClaimRelation,
    ClaimTopic,
)
from tracker.review.carrying import Move
from tracker.rules.vocabulary import RelationKind

# Claims that a claim reaches over relations of one kind that have not ended; the
# database refuses circles of these (migration 0002).
_REACHED = """
WITH RECURSIVE line(claim_id) AS (
    SELECT %s::bigint
    UNION
    SELECT latest.other_id FROM line JOIN LATERAL (
        SELECT DISTINCT ON (other_id) other_id, is_ended
        FROM tracker_claimrelation
        WHERE claim_id = line.claim_id AND kind = %s
        ORDER BY other_id, recorded_at DESC, id DESC
    ) latest ON NOT latest.is_ended
)
SELECT claim_id FROM line
"""
_IN_ORDER = (RelationKind.UPDATES, RelationKind.PART_OF)


def roles_of(claim: Claim, now: datetime) -> dict[int, ClaimParty]:
    """The parties' parts, by party."""
    rows = ClaimParty.objects.known(now).filter(claim=claim)
    latest = rows.latest_per("claim", "party")
    return {row.party_id: row for row in latest if row.role}


def relations_of(claim: Claim, now: datetime) -> list[ClaimRelation]:
    """The relations that stand, out and in."""
    rows = ClaimRelation.objects.known(now).filter(Q(claim=claim) | Q(other=claim))
    latest = rows.latest_per("claim", "kind", "other")
    return [row for row in latest if not row.is_ended]


def same_part(one: ClaimParty, other: ClaimParty) -> bool:
    return _part(one) == _part(other)


def give_roles(rows: Iterable[ClaimParty], move: Move) -> None:
    """These parts in the other claim, too, from now on."""
    ClaimParty.objects.bulk_create(
        ClaimParty(
            claim=move.target,
            party_id=row.party_id,
            role=row.role,
            is_burdened=row.is_burdened,
            is_expected=row.is_expected,
            **_signed(move),
        )
        for row in rows
    )


def end_roles(claim: Claim, parties: Iterable[int], move: Move) -> None:
    """These parties have no part in the claim any more."""
    ClaimParty.objects.bulk_create(
        ClaimParty(claim=claim, party_id=party, role="", **_signed(move))
        for party in parties
    )


def file_under(
    claim: Claim,
    move: Move,
    *,
    topics: Collection[int] = (),
    places: Collection[int] = (),
    is_ended: bool = False,
) -> None:
    """File a claim under topics and places, or no longer."""
    ClaimTopic.objects.bulk_create(
        ClaimTopic(claim=claim, topic_id=pk, is_ended=is_ended, **_signed(move))
        for pk in topics
    )
    ClaimPlace.objects.bulk_create(
        ClaimPlace(claim=claim, place_id=pk, is_ended=is_ended, **_signed(move))
        for pk in places
    )


def repoint(source: Claim, move: Move) -> None:
    """End all relations of a claim, and give the other those that it can have."""
    rows = relations_of(source, move.now)
    kept = carriable(source, move.target, move.now)
    ended = [
        _relation(row.claim_id, row.kind, row.other_id, move, is_ended=True)
        for row in rows
    ]
    ClaimRelation.objects.bulk_create(ended)
    ClaimRelation.objects.bulk_create(_relation(*ends, move) for ends in kept)


def carriable(
    source: Claim, target: Claim, now: datetime
) -> list[tuple[int, str, int]]:
    """The relations of a claim as the other can have them: none to itself, none twice,
    and none that would make a claim newer than itself or a part of itself."""
    has = {(row.claim_id, row.kind, row.other_id) for row in relations_of(target, now)}
    found: list[tuple[int, str, int]] = []
    for row in relations_of(source, now):
        is_out = row.claim_id == source.pk
        far = row.other_id if is_out else row.claim_id
        ends = (target.pk, row.kind, far) if is_out else (far, row.kind, target.pk)
        if far == target.pk or ends in has or is_circle(*ends):
            continue
        if row.kind == RelationKind.CONTRADICTS and ends[::-1] in has:
            continue
        found.append(ends)
    return found


def is_circle(claim: int, kind: str, other: int) -> bool:
    """Whether the claim would stand above itself with this relation."""
    if kind not in _IN_ORDER:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, [other, kind])
        return claim in {row[0] for row in cursor.fetchall()}


def _relation(
    claim: int, kind: str, other: int, move: Move, *, is_ended: bool = False
) -> ClaimRelation:
    return ClaimRelation(
        claim_id=claim, kind=kind, other_id=other, is_ended=is_ended, **_signed(move)
    )


def _signed(move: Move) -> dict[str, object]:
    return {"reason": move.why, "recorded_by": move.by, "recorded_at": move.now}


def _part(row: ClaimParty) -> tuple[object, ...]:
    return row.role, row.is_burdened, row.is_expected
