"""Parties: who they are and whom they speak for, a new row for every change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Party, PartyProfile, SlugRedirect
from tracker.models.lineage import ancestors
from tracker.review.errors import Invalid
from tracker.review.reach import claims_of_party
from tracker.review.rows import write
from tracker.review.watch import watch_claims
from tracker.rules.vocabulary import PartyKind


class ProfileFields(TypedDict, total=False):
    """What a profile says; `names` are the short labels by language."""

    names: Mapping[str, str]
    full_names: Mapping[str, str]
    aliases: Sequence[str]
    kind: PartyKind
    country: str
    parent: Party | None
    speaks_for_parent: bool
    same_as: Sequence[str]


@transaction.atomic
def add_party(
    *, slug: str, by: User | None, now: datetime, **fields: Unpack[ProfileFields]
) -> Party:
    """A new party with its first profile; a name in English and a kind are needed."""
    if SlugRedirect.objects.filter(old_slug=slug, party__isnull=False).exists():
        raise Invalid(f"“{slug}” was another party's address. Choose another slug.")
    party = write(Party(slug=slug, added_at=now))
    _write(party, fields, reason="", by=by, now=now)
    return party


@transaction.atomic
def change_profile(
    party: Party,
    *,
    reason: str = "",
    by: User | None,
    now: datetime,
    **changes: Unpack[ProfileFields],
) -> PartyProfile:
    """The profile from now on; fields that are left out stay as they are.

    Returns the current row when nothing changes.
    """
    Party.objects.select_for_update().get(pk=party.pk)
    current = profile_of(party, now)
    if current is None:
        return _write(party, changes, reason=reason, by=by, now=now)
    kept = profile_fields(current)
    if _plain(kept | changes) == _plain(kept):
        return current
    row = _write(party, kept | changes, reason=reason, by=by, now=now)
    watch_claims(claims_of_party(party), now)
    return row


def profile_of(party: Party, now: datetime) -> PartyProfile | None:
    """The current profile."""
    return (
        PartyProfile.objects.known(now).filter(party=party).latest_per("party").first()
    )


def profile_fields(row: PartyProfile) -> ProfileFields:
    """What a profile says, as the arguments that would write it again."""
    return {
        "names": row.names,
        "full_names": row.full_names,
        "aliases": row.aliases,
        "kind": PartyKind(row.kind),
        "country": row.country,
        "parent": row.parent,
        "speaks_for_parent": row.speaks_for_parent,
        "same_as": row.same_as,
    }


def _plain(fields: ProfileFields) -> dict[str, object]:
    lists = {"aliases", "same_as"}
    maps = {"names", "full_names"}
    return {
        name: list(value)  # type: ignore[call-overload]
        if name in lists
        else {key: text for key, text in value.items() if text}  # type: ignore[attr-defined]
        if name in maps
        else value
        for name, value in fields.items()
    }


def _write(
    party: Party,
    fields: ProfileFields,
    *,
    reason: str,
    by: User | None,
    now: datetime,
) -> PartyProfile:
    plain = _plain(fields)
    names = plain.get("names")
    if not (isinstance(names, dict) and names.get("en")):
        raise Invalid("Give the party a name in English; other languages may follow.")
    if "kind" not in plain:
        raise Invalid("Say what sort of body the party is.")
    parent = fields.get("parent")
    if parent is not None and party.pk in ancestors([parent.pk], now):
        raise Invalid("A party cannot stand below itself. Choose another parent.")
    if fields.get("speaks_for_parent") and parent is None:
        raise Invalid("Choose the parent that this party speaks for.")
    return write(
        PartyProfile(
            party=party, reason=reason, recorded_by=by, recorded_at=now, **plain
        )
    )
