"""Writes the rows in batches, each a transaction, and says how far it is."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from tracker.management.scale.fills import Fill, statement_of
from tracker.management.scale.functions import FUNCTIONS
from tracker.management.scale.rows import ALL
from tracker.management.scale.sizes import Sizes
from tracker.models import Claim, Source
from tracker.review.roles import ROLES

BATCH = 10_000
CORRECTED = 100
# Tables whose rows are named by other rows: their ids are set aside before any row.
_NUMBERED = {
    "person": ("auth_user", "people"),
    "party": ("tracker_party", "parties"),
    "topic": ("tracker_topic", "topics"),
    "place": ("tracker_place", "places"),
    "host": ("tracker_host", "hosts"),
    "source": ("tracker_source", "sources"),
    "snapshot": ("tracker_snapshot", "sources"),
    "check": ("tracker_check", "checks"),
    "watch": ("tracker_watch", "watches"),
    "claim": ("tracker_claim", "claims"),
    "inquiry": ("tracker_inquiry", "inquiries"),
    "position": ("tracker_position", "positions"),
    "citation": ("tracker_citation", "citations"),
    "statuschange": ("tracker_statuschange", "claims"),
    "submission": ("tracker_submission", "submissions"),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """How far one table is; `rate` is rows a second."""

    words: str
    done: int
    total: int
    rate: float


Told = Callable[[Step], None]
Values = dict[str, Any]


def is_empty() -> bool:
    return not (Claim.objects.exists() or Source.objects.exists())


def seed(sizes: Sizes, *, number: int, now: datetime, told: Told) -> None:
    """Adds a desk of these sizes; the same number draws the same rows."""
    values = _values(sizes, number=number, now=now)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(FUNCTIONS, values)
    for fill in ALL:
        for step in _filled(fill, values):
            told(step)
    _give_roles(sizes, values)
    with connection.cursor() as cursor:
        cursor.execute("RESET synchronous_commit")


def tidy() -> None:
    """So that the first page is not asked of a database that knows nothing of it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _values(sizes: Sizes, *, number: int, now: datetime) -> Values:
    counted = asdict(sizes)
    counted["checks"] = sizes.sources * sizes.checks_each
    counted["corrections"] = sizes.positions // CORRECTED
    with connection.cursor() as cursor:
        begins = {
            name: _set_aside(cursor, table, counted[many])
            for name, (table, many) in _NUMBERED.items()
        }
    return counted | begins | {"seed": number, "now": now}


def _set_aside(cursor: CursorWrapper, table: str, number: int) -> int:
    """The highest id so far; the next one that PostgreSQL gives comes after ours."""
    cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608
    (highest,) = cursor.fetchone()
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
        (table, highest + number + 1),
    )
    return int(highest)


def _filled(fill: Fill, values: Values) -> Iterator[Step]:
    total: int = values[fill.number]
    began = time.monotonic()
    words = str(fill.table._meta.verbose_name_plural)
    for first in range(1, total + 1, BATCH):
        last = min(first + BATCH - 1, total)
        with transaction.atomic(), connection.cursor() as cursor:
            for part in (fill, fill.extra):
                if part is not None:
                    sql, usual = statement_of(part)
                    cursor.execute(sql, values | usual | {"first": first, "last": last})
        rate = last / max(time.monotonic() - began, 1e-6)
        yield Step(words=words, done=last, total=total, rate=rate)


def _give_roles(sizes: Sizes, values: Values) -> None:
    """Every fourth person is of one role."""
    ids = range(values["person"] + 1, values["person"] + sizes.people + 1)
    for place, role in enumerate(ROLES):
        group = Group.objects.get(name=role)
        group.user_set.add(*ids[place :: len(ROLES)])
