"""Claims, many at a time: new drafts, and what they are filed under.

The rows are those that `claims` and `subjects` write, and the refusals theirs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import (
    Claim,
    ClaimPlace,
    ClaimTopic,
    ClaimWorkflow,
    Place,
    Topic,
)
from tracker.review.claims import refuse_given_up, refuse_unworded, wording_row
from tracker.review.many_items import GONE, Refusals
from tracker.review.permissions import may_record
from tracker.review.rows import at, lock_all, write_all
from tracker.rules.vocabulary import WorkflowState

WAITS_FOR_AN_EDITOR = (
    "Readers can open this claim, so what you add to it waits for an editor. Propose "
    "it on the claim's page, or ask an editor to do this."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim as it is to be added; keys of the words are languages."""

    slug: str
    statements: Mapping[str, str]
    contexts: Mapping[str, str] = field(default_factory=dict)
    topics: Sequence[int] = ()
    places: Sequence[int] = ()


@transaction.atomic
def add_claims(drafts: Sequence[Draft], *, by: User, now: datetime) -> list[Claim]:
    """New drafts, all of them or none."""
    refuse_given_up([draft.slug for draft in drafts])
    for draft in drafts:
        refuse_unworded(draft.statements)
    known: Any = {"recorded_by": by, "recorded_at": now}
    claims = write_all([Claim(slug=draft.slug, added_at=now) for draft in drafts])
    pairs = list(zip(claims, drafts, strict=True))
    write_all(
        [
            wording_row(
                claim, language, said, context=draft.contexts.get(language, ""), **known
            )
            for claim, draft in pairs
            for language, said in draft.statements.items()
            if said.strip()
        ]
    )
    state = WorkflowState.DRAFT.value
    write_all([ClaimWorkflow(claim=claim, state=state, **known) for claim in claims])
    write_all(
        [
            ClaimTopic(claim=claim, topic_id=topic, **known)
            for claim, draft in pairs
            for topic in draft.topics
        ]
    )
    write_all(
        [
            ClaimPlace(claim=claim, place_id=place, **known)
            for claim, draft in pairs
            for place in draft.places
        ]
    )
    return claims


def file_all(
    claims: Iterable[int], topic: Topic, *, is_ended: bool, by: User, now: datetime
) -> Refusals:
    """File claims under a topic from now on, or no longer; others are left alone."""
    about = {"topic": topic}
    return _tie(ClaimTopic, about, claims, is_ended=is_ended, by=by, now=now)


def place_all(
    claims: Iterable[int], place: Place, *, is_ended: bool, by: User, now: datetime
) -> Refusals:
    """Say that claims are about a place from now on, or no longer."""
    about = {"place": place}
    return _tie(ClaimPlace, about, claims, is_ended=is_ended, by=by, now=now)


def public_among(claims: Iterable[int], now: datetime) -> set[int]:
    """Those that readers can open."""
    readable = Claim.objects.readable(at(now)).filter(pk__in=list(claims))
    return set(readable.values_list("pk", flat=True))


@transaction.atomic
def _tie(
    table: Any,
    about: Mapping[str, Topic | Place],
    claims: Iterable[int],
    *,
    is_ended: bool,
    by: User,
    now: datetime,
) -> Refusals:
    """Rows of the table for those that do not stand so already."""
    chosen, refused = _writable(claims, by, now)
    rows = table.objects.known(now).filter(claim__in=chosen, **about)
    stand = {row.claim_id: row.is_ended for row in rows.latest_per("claim", *about)}
    known = {"is_ended": is_ended, "recorded_by": by, "recorded_at": now}
    changed = [claim for claim in chosen if stand.get(claim, True) != is_ended]
    write_all([table(claim_id=claim, **about, **known) for claim in changed])
    return refused


def _writable(
    claims: Iterable[int], by: User, now: datetime
) -> tuple[list[int], Refusals]:
    """The claims that a person may write about at once, locked, and why not others."""
    chosen = list(claims)
    found = [claim.pk for claim in lock_all(chosen)]
    refused = dict.fromkeys(set(chosen) - set(found), GONE)
    if not may_record(by, is_public=True):
        refused |= dict.fromkeys(public_among(found, now), WAITS_FOR_AN_EDITOR)
    return [claim for claim in found if claim not in refused], refused
