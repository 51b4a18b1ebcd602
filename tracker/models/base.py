"""What every fact carries, and how a moment picks the rows that count."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from tracker.rules.facts import Moment
from tracker.rules.vocabulary import Precision

Row = TypeVar("Row", bound=models.Model)


def choices(words: type[Enum]) -> list[tuple[Any, str]]:
    """A closed list of words as Django's choices."""
    return [(word.value, word.name.replace("_", " ").capitalize()) for word in words]


def one_of(field: str, words: type[Enum], *, blank: bool = False) -> Q:
    """The condition that a column holds one of a closed list of words."""
    values = [word.value for word in words]
    return Q(**{f"{field}__in": ["", *values] if blank else values})


class DeskFactQuerySet(models.QuerySet[Row]):
    """Facts of the desk: true from `recorded_at` on, until a later row."""

    def known(self, known_at: datetime) -> Self:
        """Rows that this desk had written down by then."""
        return self.filter(recorded_at__lte=known_at)

    def latest_per(self, *fields: str) -> Self:
        """The latest row for each value of the fields; ties resolve by id."""
        # By column: a foreign key's own name would sort by the other table's order.
        found = [self.model._meta.get_field(name) for name in fields]
        columns = [row.attname for row in found if isinstance(row, models.Field)]
        return self.order_by(*columns, "-recorded_at", "-id").distinct(*columns)


class WorldFactQuerySet(DeskFactQuerySet[Row]):
    """Facts of the world: dated, and corrected by later rows only."""

    def counting(self, moment: Moment) -> Self:
        """The rows that count at a moment (design: "Time").

        Corrections count whatever claim they stand in: a split moves a row by
        correcting it from another claim.
        """
        correction = self.model._default_manager.filter(
            corrects=OuterRef("pk"), recorded_at__lte=moment.known_at
        )
        return self.known(moment.known_at).filter(
            ~Exists(correction), effective_at__lte=moment.as_of, is_void=False
        )

    def oldest_first(self) -> Self:
        return self.order_by("effective_at", "recorded_at", "id")


class DeskFact(models.Model):
    """A row that is never edited: a change is a new row (trigger in migration 0002)."""

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True


class WorldFact(DeskFact):
    """A dated fact of the world, with both clocks and its correction.

    `effective_at` is the moment from which the fact counts: for an imprecise date the
    end of its range, whose start is `effective_from`.
    """

    effective_at = models.DateTimeField(db_index=True)
    effective_from = models.DateTimeField(null=True, blank=True)
    precision = models.CharField(
        max_length=16, choices=choices(Precision), default=Precision.EXACT.value
    )
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
    )
    is_void = models.BooleanField(default=False)
    corrects_id: int | None  # Django makes it; only concrete models know of it

    class Meta:
        abstract = True


def world_constraints(table: str) -> list[models.BaseConstraint]:
    """The rules that every table of world facts keeps; a trigger in migration 0002
    sees to it that a row corrects an earlier one, so never itself."""
    exact = Precision.EXACT.value
    return [
        models.CheckConstraint(
            name=f"{table}_precision_is_known", condition=one_of("precision", Precision)
        ),
        models.CheckConstraint(
            name=f"{table}_exact_date_has_no_range",
            condition=Q(precision=exact, effective_from__isnull=True)
            | (
                ~Q(precision=exact)
                & Q(
                    effective_from__isnull=False,
                    effective_from__lte=F("effective_at"),
                )
            ),
        ),
        models.CheckConstraint(
            name=f"{table}_correction_says_why",
            condition=Q(corrects__isnull=True) | ~Q(reason=""),
        ),
        models.CheckConstraint(
            name=f"{table}_void_corrects_a_row",
            condition=Q(is_void=False) | Q(corrects__isnull=False),
        ),
    ]


def slug_constraint(table: str, field: str = "slug") -> models.CheckConstraint:
    """An address keeps to the letters that a path needs no escape for."""
    return models.CheckConstraint(
        name=f"{table}_{field}_is_an_address",
        condition=Q(**{f"{field}__regex": "^[-a-zA-Z0-9_]+$"}),
    )


def void_or(table: str, field: str, words: type[Enum]) -> models.CheckConstraint:
    """A void row has no value; every other row has one of the words."""
    return models.CheckConstraint(
        name=f"{table}_{field}_unless_void",
        condition=Q(**{"is_void": True, field: ""})
        | (Q(is_void=False) & one_of(field, words)),
    )


def by_key(rows: Iterable[Row], key: str) -> dict[int, list[Row]]:
    """Rows in lists by one of their foreign keys, order kept."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def is_free(now: datetime) -> Q:
    """The condition that no worker owns a row: without a lease, or it ran out."""
    return Q(lease_until__isnull=True) | Q(lease_until__lt=now)


def lease_constraint(table: str) -> models.CheckConstraint:
    """A lease has both a fencing token and an end, or neither."""
    return models.CheckConstraint(
        name=f"{table}_lease_is_whole",
        condition=Q(lease_token__isnull=True, lease_until__isnull=True)
        | Q(lease_token__isnull=False, lease_until__isnull=False),
    )
