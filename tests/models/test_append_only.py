"""Facts are rows that nobody edits: not the shell, not a bulk operation, not SQL."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from tests.models.rows import World, add
from tracker import models as m
from tracker.models.base import DeskFact

FACTS: list[type[Model]] = [
    *(
        model
        for model in apps.get_app_config("tracker").get_models()
        if issubclass(model, DeskFact)
    ),
    m.Body,
    m.Snapshot,
    m.Extraction,
    m.Check,
    m.CitationCheck,
    m.StatusParty,
    m.WatchEntry,
]


def rows(row: Model) -> str:
    return connection.ops.quote_name(row._meta.db_table)


def column(row: Model) -> str:
    """A column that is no key: its own value is written back to it."""
    plain = (one for one in row._meta.concrete_fields if not one.is_relation)
    return next(
        (one.attname for one in plain if not one.primary_key), row._meta.pk.attname
    )


def save(row: Model) -> None:
    row.save()


def update(row: Model) -> None:
    one = column(row)
    type(row)._default_manager.filter(pk=row.pk).update(**{one: getattr(row, one)})


def bulk_update(row: Model) -> None:
    fields = [one for one in row._meta.concrete_fields if not one.primary_key]
    type(row)._default_manager.bulk_update([row], [fields[0].name])


def delete(row: Model) -> None:
    row.delete()


def delete_many(row: Model) -> None:
    type(row)._default_manager.all().delete()


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def update_by_sql(row: Model) -> None:
    one = connection.ops.quote_name(column(row))
    execute(f"UPDATE {rows(row)} SET {one} = {one}")  # noqa: S608


def delete_by_sql(row: Model) -> None:
    execute(f"DELETE FROM {rows(row)}")  # noqa: S608


EDITS = (save, update, bulk_update, delete, delete_many, update_by_sql, delete_by_sql)


@pytest.mark.django_db
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_a_fact_is_never_edited(
    model: type[Model], edit: Callable[[Model], None]
) -> None:
    row = add(model, World())
    with pytest.raises(IntegrityError, match="its rows are facts"):  # noqa: SIM117
        with transaction.atomic():
            edit(row)


@pytest.mark.django_db
def test_every_table_of_facts_has_the_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname = 'refuse_change' AND tgenabled = 'O'"
        )
        guarded = {name.strip('"') for (name,) in cursor.fetchall()}
    logs = {m.Edit._meta.db_table, LogEntry._meta.db_table}
    assert guarded == {model._meta.db_table for model in FACTS} | logs


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [m.Claim, m.Party, m.Source], ids=lambda model: model.__name__
)
def test_an_identity_with_facts_is_never_deleted(model: type[Model]) -> None:
    world = World()
    row = {m.Claim: world.claim, m.Party: world.party, m.Source: world.source}[model]
    add(m.ClaimParty, world)
    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
        execute(
            f"DELETE FROM {rows(row)} WHERE id = {row.pk};"  # noqa: S608
            "SET CONSTRAINTS ALL IMMEDIATE"
        )
