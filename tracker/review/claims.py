"""Claims: their wording, the parties' roles, and how claims stand to one another."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import (
    Claim,
    ClaimParty,
    ClaimRelation,
    ClaimWording,
    ClaimWorkflow,
    Party,
    SlugRedirect,
)
from tracker.review.errors import Invalid, NothingNew
from tracker.review.rows import lock, lock_all, refuse_without, write
from tracker.review.texts import fit
from tracker.review.watch import watch_claims, watch_proposal
from tracker.review.workflow import is_public, move, state_of
from tracker.rules.vocabulary import RelationKind, Role, WorkflowState

__all__ = ["add_claim", "move", "relate", "reword", "set_role", "state_of", "unrelate"]

NO_WORDS: Mapping[str, str] = {}


@transaction.atomic
def add_claim(
    *,
    slug: str,
    statements: Mapping[str, str],
    contexts: Mapping[str, str] = NO_WORDS,
    by: User | None,
    now: datetime,
) -> Claim:
    """A new draft, worded in English at least. Keys of the words are languages."""
    refuse_unworded(statements)
    refuse_given_up([slug])
    claim = write(Claim(slug=slug, added_at=now))
    for language, statement in statements.items():
        if statement.strip():
            context = contexts.get(language, "")
            _word(claim, language, statement, context=context, by=by, now=now)
    draft = WorkflowState.DRAFT.value
    write(ClaimWorkflow(claim=claim, state=draft, recorded_by=by, recorded_at=now))
    return claim


def refuse_given_up(slugs: Collection[str]) -> None:
    """Refuses addresses that lead to a claim which has another one now."""
    rows = SlugRedirect.objects.filter(old_slug__in=slugs, claim__isnull=False)
    old = rows.first()
    if old is not None:
        raise Invalid(
            f"“{old.old_slug}” was another claim's address. Choose another slug."
        )


def refuse_unworded(statements: Mapping[str, str]) -> None:
    if not statements.get("en", "").strip():
        raise Invalid("Word the claim in English first; other languages may follow.")


@transaction.atomic
def reword(
    claim: Claim,
    *,
    statements: Mapping[str, str],
    contexts: Mapping[str, str] = NO_WORDS,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> list[ClaimWording]:
    """New wordings where they differ from the current ones; a public one says why.

    A language that is left out, or empty, keeps its words.
    """
    row = lock(claim)
    current = wordings_of(row, now)
    changed = []
    for language, statement in statements.items():
        old = current.get(language)
        context = contexts.get(language, old.context if old else "")
        words = _fitting(language, statement, context)
        if words[0] and words != ((old.statement, old.context) if old else None):
            changed.append((language, *words))
    if changed and is_public(row, now):
        refuse_without(reason, what="change words that readers have seen")
    return [
        _word(row, language, statement, context=context, reason=reason, by=by, now=now)
        for language, statement, context in changed
    ]


def wordings_of(claim: Claim, now: datetime) -> dict[str, ClaimWording]:
    """The current wording in each language."""
    rows = claim.wordings.all().known(now).latest_per("language")
    return {row.language: row for row in rows}


@transaction.atomic
def set_role(
    claim: Claim,
    party: Party,
    *,
    role: Role | None,
    is_burdened: bool = False,
    is_expected: bool = False,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> ClaimParty:
    """A party's one part in a claim from now on; no role ends it."""
    row = lock(claim)
    if (is_burdened or is_expected) and not (role and role.answers):
        raise Invalid(
            "Only the accused and the affected answer a claim: choose such a role, or "
            "leave “burdened” and “expected” unmarked."
        )
    value = role.value if role else ""
    old = ClaimParty.objects.known(now).filter(claim=row, party=party)
    last = old.latest_per("claim", "party").first()
    has = (
        (last.role, last.is_burdened, last.is_expected) if last else ("", False, False)
    )
    if has == (value, is_burdened, is_expected):
        raise NothingNew(f"“{party}” has this part already. Change it or go back.")
    part = write(
        ClaimParty(
            claim=row,
            party=party,
            role=value,
            is_burdened=is_burdened,
            is_expected=is_expected,
            reason=reason,
            recorded_by=by,
            recorded_at=now,
        )
    )
    watch_proposal(row, now)
    return part


def relate(
    claim: Claim,
    kind: RelationKind,
    other: Claim,
    *,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> ClaimRelation:
    """This claim <kind> the other, from now on."""
    words = {"reason": reason, "is_ended": False}
    return _set_relation(claim, kind, other, words=words, by=by, now=now)


def unrelate(
    claim: Claim,
    kind: RelationKind,
    other: Claim,
    *,
    reason: str,
    by: User | None,
    now: datetime,
) -> ClaimRelation:
    """This claim no longer <kind> the other."""
    why = refuse_without(reason, what="end this relation")
    words = {"reason": why, "is_ended": True}
    return _set_relation(claim, kind, other, words=words, by=by, now=now)


@transaction.atomic
def _set_relation(
    claim: Claim,
    kind: RelationKind,
    other: Claim,
    *,
    words: Mapping[str, object],
    by: User | None,
    now: datetime,
) -> ClaimRelation:
    if claim == other:
        raise Invalid("A claim stands in no relation to itself. Choose another claim.")
    lock_all([claim.pk, other.pk])
    pair = {"claim": claim, "kind": kind.value, "other": other}
    old = ClaimRelation.objects.known(now).filter(**pair)
    last = old.latest_per("claim", "kind", "other").first()
    if (last.is_ended if last else True) == words["is_ended"]:
        raise NothingNew("The two claims stand so already. Change it or go back.")
    row = write(ClaimRelation(**pair, **words, recorded_by=by, recorded_at=now))
    watch_claims([claim.pk, other.pk], now)
    return row


def _fitting(language: str, statement: str, context: str) -> tuple[str, str]:
    """The words as they are kept; raises Invalid for the field that they stand in."""
    return (
        fit(statement, "statement", field=f"statement_{language}"),
        fit(context, "context", field=f"context_{language}"),
    )


def _word(
    claim: Claim,
    language: str,
    statement: str,
    *,
    context: str,
    reason: str = "",
    by: User | None,
    now: datetime,
) -> ClaimWording:
    words = {"context": context, "reason": reason}
    row = wording_row(
        claim, language, statement, **words, recorded_by=by, recorded_at=now
    )
    return write(row)


def wording_row(
    claim: Claim,
    language: str,
    statement: str,
    *,
    context: str,
    reason: str = "",
    recorded_by: User | None,
    recorded_at: datetime,
) -> ClaimWording:
    """A wording that is not written yet; refused where its words do not fit."""
    fitting = _fitting(language, statement, context)
    return ClaimWording(
        claim=claim,
        language=language,
        statement=fitting[0],
        context=fitting[1],
        reason=reason,
        recorded_by=recorded_by,
        recorded_at=recorded_at,
    )
