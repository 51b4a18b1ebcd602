"""Suggestions: claims found in submissions, and what the desk makes of them."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Claim, Suggestion
from tracker.review.claims import add_claim
from tracker.review.errors import AlreadyClosed
from tracker.review.rows import refuse_without
from tracker.rules.vocabulary import SuggestionState


@transaction.atomic
def accept(
    suggestion: Suggestion, *, slug: str, by: User | None, now: datetime
) -> Claim:
    """A new draft with the suggested statement."""
    row = _still_new(suggestion)
    statements = {"en": row.statement}
    claim = add_claim(slug=slug, statements=statements, by=by, now=now)
    _decide(row, SuggestionState.ACCEPTED, claim=claim, by=by, now=now)
    return claim


@transaction.atomic
def merge(
    suggestion: Suggestion, claim: Claim, *, by: User | None, now: datetime
) -> Suggestion:
    """The suggestion says what a claim says that the desk has."""
    row = _still_new(suggestion)
    return _decide(row, SuggestionState.MERGED, claim=claim, by=by, now=now)


@transaction.atomic
def decline(
    suggestion: Suggestion, *, reason: str, by: User | None, now: datetime
) -> Suggestion:
    """Nothing for this desk, and why."""
    row = _still_new(suggestion)
    row.reason = refuse_without(reason, what="decline this")
    return _decide(row, SuggestionState.DECLINED, claim=None, by=by, now=now)


def _still_new(suggestion: Suggestion) -> Suggestion:
    row = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if row.state != SuggestionState.NEW:
        raise AlreadyClosed("Somebody has decided on this. Go on with the next one.")
    return row


def _decide(
    row: Suggestion,
    state: SuggestionState,
    *,
    claim: Claim | None,
    by: User | None,
    now: datetime,
) -> Suggestion:
    row.state, row.claim = state.value, claim
    row.decided_at, row.decided_by = now, by
    row.save(update_fields=["state", "claim", "reason", "decided_at", "decided_by"])
    return row
