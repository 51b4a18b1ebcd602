"""Bringing back what was: an earlier version of a fact, an old value of a register.

Nothing is taken away for it: an earlier version comes back as a new row, and an old
value as one more change.
"""

from datetime import datetime
from functools import singledispatch

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction

from tracker.models import (
    CitationAssessment,
    ClaimParty,
    ClaimWording,
    Edit,
    PartyProfile,
    SourceProfile,
)
from tracker.models.base import DeskFact
from tracker.review.claims import reword, set_role
from tracker.review.errors import Invalid, Mismatch, NothingNew
from tracker.review.evidence import assess, grade, source_fields
from tracker.review.parties import change_profile, profile_fields
from tracker.review.rows import refuse_without
from tracker.rules.vocabulary import Bearing, Credibility, Role

VERSIONS = (
    CitationAssessment,
    ClaimParty,
    ClaimWording,
    PartyProfile,
    SourceProfile,
)
# The columns of each table whose old value can be put back. Not those by which somebody
# comes to power: these are given and taken by hand.
OLD_VALUES = {
    "auth_user": ("first_name", "last_name", "email"),
    "tracker_host": ("gap", "ignores_robots", "ignores_robots_reason"),
    "tracker_place": ("slug", "names", "latitude", "longitude", "precision_km"),
    "tracker_source": ("is_live",),
    "tracker_submission": ("title", "url", "text", "language", "published_at"),
    "tracker_topic": ("slug", "names"),
    "tracker_watch": ("party_id", "source_id", "kind", "is_active"),
}


@singledispatch
def bring_back(row: DeskFact, *, reason: str, by: User | None, now: datetime) -> None:
    """Make an earlier version of a fact the current one."""
    raise Mismatch("A row of this kind is not brought back. Record it anew instead.")


@bring_back.register
def _words(row: ClaimWording, *, reason: str, by: User | None, now: datetime) -> None:
    words = reword(
        row.claim,
        statements={row.language: row.statement},
        contexts={row.language: row.context},
        reason=refuse_without(reason, what="bring back the earlier words"),
        by=by,
        now=now,
    )
    _refuse_same(words)


@bring_back.register
def _role(row: ClaimParty, *, reason: str, by: User | None, now: datetime) -> None:
    set_role(
        row.claim,
        row.party,
        role=Role(row.role) if row.role else None,
        is_burdened=row.is_burdened,
        is_expected=row.is_expected,
        reason=refuse_without(reason, what="bring back the earlier part"),
        by=by,
        now=now,
    )


@bring_back.register
def _grade(
    row: CitationAssessment, *, reason: str, by: User | None, now: datetime
) -> None:
    assess(
        row.citation,
        bearing=Bearing(row.bearing),
        credibility=Credibility(row.credibility),
        is_verified=row.is_verified,
        is_withdrawn=row.is_withdrawn,
        reason=refuse_without(reason, what="bring back the earlier grade"),
        by=by,
        now=now,
    )


@bring_back.register
def _party(row: PartyProfile, *, reason: str, by: User | None, now: datetime) -> None:
    why = refuse_without(reason, what="bring back the earlier profile")
    back = change_profile(row.party, reason=why, by=by, now=now, **profile_fields(row))
    _refuse_same(back.recorded_at == now)


@bring_back.register
def _source(row: SourceProfile, *, reason: str, by: User | None, now: datetime) -> None:
    why = refuse_without(reason, what="bring back the earlier profile")
    back = grade(row.source, reason=why, by=by, now=now, **source_fields(row))
    _refuse_same(back.recorded_at == now)


def columns_of(edit: Edit) -> tuple[str, ...]:
    """The columns whose old values the edit can give back."""
    if edit.before is None or edit.after is None:
        return ()
    known = OLD_VALUES.get(edit.table, ())
    return tuple(name for name in edit.before if name in known)


@transaction.atomic
def put_back(edit: Edit) -> models.Model:
    """The old values of one change, whatever stands there now."""
    columns = columns_of(edit)
    if edit.before is None or not columns:
        raise Mismatch("Nothing of this change can be put back. Change it by hand.")
    row = table_of(edit)._default_manager.select_for_update().get(pk=edit.row)
    old = {name: _value(row, name, edit.before[name]) for name in columns}
    if all(getattr(row, name) == value for name, value in old.items()):
        raise NothingNew("It is so already. There is nothing to put back.")
    for name, value in old.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        raise Invalid(
            f"The old value cannot stand any more: {' '.join(error.messages)} "
            "Change it by hand."
        ) from error
    row.save(update_fields=columns)
    return row


def table_of(edit: Edit) -> type[models.Model]:
    """The model of the row that an edit tells of."""
    everyone = apps.get_models(include_auto_created=True)
    return next(model for model in everyone if model._meta.db_table == edit.table)


def _value(row: models.Model, column: str, kept: object) -> object:
    fields = {
        field.attname: field
        for field in row._meta.get_fields()
        if isinstance(field, models.Field)
    }
    return fields[column].to_python(kept)


def _refuse_same(is_new: object) -> None:
    if not is_new:
        raise NothingNew("This version is the current one. There is nothing to do.")
