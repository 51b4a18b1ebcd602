"""How a row of a table is drawn from its number `n`.

A column that is not named here gets what Django would give it, so that a new one needs
no word here. `%(claim)s` is the highest id that the table had before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED


@dataclass(frozen=True, kw_only=True)
class Fill:
    """Rows of one table. `number` names the size that says how many; `extra` are
    rows that stand on others of the same batch and must be written with them."""

    model: str
    number: str
    columns: Mapping[str, str]
    joined: str = ""
    where: str = "true"
    extra: "Fill | None" = None

    @property
    def table(self) -> type[Model]:
        label = self.model if "." in self.model else f"tracker.{self.model}"
        return apps.get_model(label)


def statement_of(fill: Fill) -> tuple[str, dict[str, Any]]:
    """The rows from `first` to `last`, and the values of unnamed columns."""
    meta = fill.table._meta
    columns, values = dict(fill.columns), dict[str, Any]()
    for field in meta.concrete_fields:
        column = str(field.column)
        if _is_missing(field, fill):
            usual = field.get_db_prep_save(field.get_default(), connection)
            values[f"usual_{column}"] = usual
            columns[column] = f"%(usual_{column})s"
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f'INSERT INTO "{meta.db_table}" ({names})'  # noqa: S608
        f" SELECT {', '.join(columns.values())}"
        f" FROM generate_series(%(first)s::bigint, %(last)s::bigint) n {fill.joined}"
        f" WHERE {fill.where}",
        values,
    )


def _is_missing(field: "Field[Any, Any]", fill: Fill) -> bool:
    is_given = field.column in fill.columns or field.primary_key or field.null
    return not is_given and getattr(field, "db_default", NOT_PROVIDED) is NOT_PROVIDED
