"""What is known to be clutter of a source or a site, and the signs that it is learnt
from."""

from collections.abc import Collection, Mapping

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import DeskFact, DeskFactQuerySet, choices, one_of
from tracker.models.review import ReviewItem
from tracker.models.source import Host, Source
from tracker.rules.vocabulary import LearntFrom


class Clutter(DeskFact):
    """Something of a page that is ignored from then on, until a row that ends it.

    `key` says what (`tracker.engine.clutter`), `sample` in words that a person knows it
    by. It holds for one source, or for all of a host; nobody recorded what a machine
    learnt.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="clutter"
    )
    host = models.ForeignKey(
        Host, on_delete=models.PROTECT, null=True, blank=True, related_name="clutter"
    )
    key = models.CharField(max_length=80)
    sample = models.TextField(blank=True)
    learnt_from = models.CharField(max_length=16, choices=choices(LearntFrom))
    item = models.ForeignKey(
        ReviewItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_ended = models.BooleanField(default=False)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "clutter"
        ordering = ("source", "host", "key", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("source", "key", "-recorded_at", "-id"),
                name="clutter_of_source",
            ),
            models.Index(
                fields=("host", "key", "-recorded_at", "-id"), name="clutter_of_host"
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="clutter_is_of_a_source_or_a_host",
                condition=Q(source__isnull=False, host__isnull=True)
                | Q(source__isnull=True, host__isnull=False),
            ),
            models.CheckConstraint(
                name="clutter_lesson_is_known",
                condition=one_of("learnt_from", LearntFrom),
            ),
            models.CheckConstraint(
                name="clutter_key_is_one",
                condition=Q(key__regex="^[a-z]+:[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="clutter_of_a_person_has_a_reason",
                condition=(Q(is_ended=False) & ~Q(learnt_from=LearntFrom.CLICKED.value))
                | ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return self.sample or self.key


class ClutterSign(models.Model):
    """How often something of a source came, went or changed: the engine's own notes.

    Only so many of a source are kept, the newest.
    """

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=80)
    times = models.PositiveIntegerField(default=1)
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=("key",), name="clutter_sign_elsewhere"),)
        constraints = (
            models.UniqueConstraint(name="clutter_sign_once", fields=("source", "key")),
        )

    def __str__(self) -> str:
        return f"{self.source_id}: {self.key}"


def clutter_of(hosts: Mapping[int, int]) -> dict[int, frozenset[str]]:
    """The keys of what is clutter now, by source; `hosts` are the sources' hosts.

    What holds for a host holds for each of its sources.
    """
    of_source: dict[int, set[str]] = {}
    of_host: dict[int, set[str]] = {}
    for row in clutter_in_force(hosts.keys(), hosts.values()):
        if row.source_id is not None:
            of_source.setdefault(row.source_id, set()).add(row.key)
        elif row.host_id is not None:
            of_host.setdefault(row.host_id, set()).add(row.key)
    return {
        source: frozenset(of_source.get(source, set()) | of_host.get(host, set()))
        for source, host in hosts.items()
    }


def clutter_in_force(sources: Collection[int], hosts: Collection[int]) -> list[Clutter]:
    """The rows that hold now for any of the sources or hosts."""
    rows = (
        Clutter.objects.select_related("recorded_by")
        .filter(Q(source__in=list(sources)) | Q(host__in=set(hosts)))
        .latest_per("source", "host", "key")
    )
    return [row for row in rows if not row.is_ended]
