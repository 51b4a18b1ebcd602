"""Splitting: some of what stands in a claim goes to another, new or not.

The rows that go are written anew in the other claim and correct the old ones. Words go
where the position goes that they carry; an inquiry goes with its answers, and stands in
both claims where answers are in both.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Inquiry, Position
from tracker.models.base import WorldFact
from tracker.models.lineage import successors
from tracker.review.carrying import Move, carry
from tracker.review.claims import add_claim, relate, reword
from tracker.review.errors import IllegalMove, Invalid, Mismatch, NothingNew
from tracker.review.following import follow
from tracker.review.load import Load, load_of, part_of
from tracker.review.merging import touched_by
from tracker.review.rows import lock_all, refuse_without
from tracker.review.subjects import places_of, topics_of
from tracker.review.ties import (
    end_roles,
    file_under,
    give_roles,
    is_circle,
    relations_of,
    roles_of,
)
from tracker.review.waiting_along import waiting_follows_rows
from tracker.review.watch import watch_claims
from tracker.review.workflow import state_of
from tracker.rules.vocabulary import RelationKind, WorkflowState


class Lot(StrEnum):
    """Where something of a claim is after a split."""

    STAYS = "stays"
    GOES = "goes"
    BOTH = "both"


NONE: Mapping[int, Lot] = {}


@dataclass(frozen=True, kw_only=True)
class Dealt:
    """What goes. Rows are named by their ids; what is not named stays.

    Citations that carry a position and inquiries that were answered need no naming:
    they follow.
    """

    positions: Collection[int] = ()
    silences: Collection[int] = ()
    inquiries: Collection[int] = ()
    citations: Collection[int] = ()
    parties: Mapping[int, Lot] = field(default_factory=dict)
    topics: Mapping[int, Lot] = field(default_factory=dict)
    places: Mapping[int, Lot] = field(default_factory=dict)


@transaction.atomic
def split(
    claim: Claim,
    *,
    slug: str,
    statements: Mapping[str, str],
    dealt: Dealt,
    kept_statement: str = "",
    relation: RelationKind | None = RelationKind.PART_OF,
    reason: str,
    by: User | None,
    now: datetime,
) -> Claim:
    """A new draft with what was dealt to it. `relation` is the new claim's to this one;
    `kept_statement` words this claim in English from now on."""
    new = add_claim(slug=slug, statements=statements, by=by, now=now)
    move_facts(
        claim, new, dealt=dealt, relation=relation, reason=reason, by=by, now=now
    )
    if kept_statement:
        words = {"en": kept_statement}
        reword(claim, statements=words, reason=reason, by=by, now=now)
    return new


@transaction.atomic
def move_facts(
    claim: Claim,
    to: Claim,
    *,
    dealt: Dealt,
    relation: RelationKind | None = None,
    reason: str,
    by: User | None,
    now: datetime,
) -> None:
    """Some of what stands in a claim stands in another from now on."""
    why = refuse_without(reason, what="split the claim")
    touched = touched_by(claim, to)
    lock_all(touched)
    _refuse_target(claim, to, now)
    load = load_of(claim)
    chosen = _chosen(load, dealt, now)
    now = max(now, load.latest or now)
    words = f"“{claim.slug}” was split, and this went to “{to.slug}”: {why}"
    move = Move(target=to, why=words, by=by, now=now)
    carried = carry(chosen, move)
    follow(claim, carried, move)
    waiting_follows_rows(claim, carried, move)
    _deal_ties(claim, dealt, move)
    if relation is not None:
        _relate(to, relation, claim, move, why)
    watch_claims(touched, now)


def followers(load: Load, now: datetime) -> dict[WorldFact, tuple[Position, ...]]:
    """The rows that are not dealt out by themselves, with the positions they follow:
    citations that carry one, inquiries that some answer.

    Words whose position stands in this claim no more have nothing to follow: they stay.
    """
    own = {row.pk: row for row in load.positions}
    said = successors(Position, _carried(load), now)
    found: dict[WorldFact, tuple[Position, ...]] = {}
    for row in load.citations:
        if row.position_id:
            end = own.get(said[row.position_id])
            found[row] = (end,) if end else ()
    return found


def referring(load: Load, now: datetime) -> dict[int, list[WorldFact]]:
    """The positions and silences that refer to each inquiry that stands."""
    asked = successors(Inquiry, load.asked, now)
    found: dict[int, list[WorldFact]] = {}
    for row in load.positions:
        if row.answers_id:
            found.setdefault(asked[row.answers_id], []).append(row)
    for silence in load.silences:
        if silence.inquiry_id:
            found.setdefault(asked[silence.inquiry_id], []).append(silence)
    return found


def _chosen(load: Load, dealt: Dealt, now: datetime) -> Load:
    """The rows that go, with all that follows them."""
    named = _named(load, dealt)
    words = followers(load, now)
    rows = set(named)
    for citation, ends in words.items():
        rows.discard(citation)
        if ends and ends[0] in named:
            rows.add(citation)
    for pk, users in referring(load, now).items():
        asked = {row for row in load.inquiries if row.pk == pk}
        rows -= asked
        if all(user in rows for user in users):
            rows |= asked
    if not rows and not _goes(dealt):
        raise NothingNew("Nothing goes to the other claim. Deal out at least one row.")
    return part_of(load, rows)


def _named(load: Load, dealt: Dealt) -> set[WorldFact]:
    """The rows that were dealt out; refuses those that stand in the claim no more."""
    found: set[WorldFact] = set()
    kinds: tuple[tuple[Collection[WorldFact], Collection[int]], ...] = (
        (load.positions, dealt.positions),
        (load.silences, dealt.silences),
        (load.inquiries, dealt.inquiries),
        (load.citations, dealt.citations),
    )
    for rows, ids in kinds:
        by_id = {row.pk: row for row in rows}
        if set(ids) - by_id.keys():
            raise Mismatch(
                "A row that you dealt out was corrected or taken back meanwhile. Look "
                "at the list again: it shows what stands now."
            )
        found |= {by_id[pk] for pk in ids}
    return found


def _goes(dealt: Dealt) -> bool:
    lots = (*dealt.parties.values(), *dealt.topics.values(), *dealt.places.values())
    return any(lot is not Lot.STAYS for lot in lots)


def _carried(load: Load) -> set[int]:
    return {row.position_id for row in load.citations if row.position_id}


def _refuse_target(claim: Claim, to: Claim, now: datetime) -> None:
    if claim == to:
        raise Mismatch("A claim is split in two: choose another claim for what goes.")
    if state_of(to, now) is WorkflowState.ARCHIVED:
        raise IllegalMove(
            f"“{to.slug}” is archived. Re-open it first, or choose another claim."
        )


def _deal_ties(claim: Claim, dealt: Dealt, move: Move) -> None:
    """Parts and subjects: what goes ends here, what is in both stays as well."""
    to, now = move.target, move.now
    mine, theirs = roles_of(claim, now), roles_of(to, now)
    if dealt.parties.keys() - mine.keys():
        raise Mismatch(
            "A party that you dealt out has no part in the claim any more. Look at the "
            "list again: it shows who has one now."
        )
    give_roles(
        (
            mine[party]
            for party, lot in dealt.parties.items()
            if lot is not Lot.STAYS and party not in theirs
        ),
        move,
    )
    end_roles(claim, _going(dealt.parties), move)
    has_topics = {row.pk for row in topics_of(to, now)}
    has_places = {row.pk for row in places_of(to, now)}
    file_under(
        to,
        move,
        topics=_given(dealt.topics, has_topics),
        places=_given(dealt.places, has_places),
    )
    topics, places = _going(dealt.topics), _going(dealt.places)
    file_under(claim, move, topics=topics, places=places, is_ended=True)


def _going(lots: Mapping[int, Lot]) -> list[int]:
    return [pk for pk, lot in lots.items() if lot is Lot.GOES]


def _given(lots: Mapping[int, Lot], has: Collection[int]) -> list[int]:
    return [pk for pk, lot in lots.items() if lot is not Lot.STAYS and pk not in has]


def _relate(to: Claim, kind: RelationKind, claim: Claim, move: Move, why: str) -> None:
    stands = {
        (row.claim_id, row.kind, row.other_id) for row in relations_of(to, move.now)
    }
    if (to.pk, kind.value, claim.pk) in stands:
        return
    if is_circle(to.pk, kind.value, claim.pk):
        raise Invalid(
            "That relation would make a claim newer than itself or a part of itself. "
            "Choose another relation, or none."
        )
    relate(to, kind, claim, reason=why, by=move.by, now=move.now)
