"""Hosts and sources: where evidence lives and when it is looked at next."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from tracker.models.base import (
    DeskFact,
    DeskFactQuerySet,
    choices,
    is_free,
    lease_constraint,
    one_of,
)
from tracker.models.party import Party
from tracker.rules.vocabulary import Reliability, SourceKind, SourceState


class Host(models.Model):
    """A site that sources live on: one request in flight, a pause between two.

    `name` is the host with its port where that is not the scheme's own. `gap` is in
    seconds; empty means the setting's. `price` is the plan's where the host's cap makes
    a check dearer than elsewhere.
    """

    name = models.CharField(max_length=260, unique=True)
    gap = models.FloatField(null=True, blank=True)
    price = models.FloatField(null=True, blank=True, editable=False)
    next_allowed_at = models.DateTimeField(db_default=Now())
    backoff_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    robots_body = models.TextField(blank=True, editable=False)
    robots_status = models.PositiveSmallIntegerField(
        null=True, blank=True, editable=False
    )
    robots_fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    ignores_robots = models.BooleanField(default=False)
    ignores_robots_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        indexes = (
            models.Index(fields=("next_allowed_at",), name="host_turn"),
            models.Index(
                fields=("backoff_until",),
                name="host_backoff",
                condition=Q(backoff_until__isnull=False),
            ),
        )
        constraints = (
            lease_constraint("host"),
            models.CheckConstraint(
                name="host_gap_is_not_negative",
                condition=Q(gap__isnull=True) | Q(gap__gte=0),
            ),
            models.CheckConstraint(
                name="host_price_is_not_negative",
                condition=Q(price__isnull=True) | Q(price__gte=0),
            ),
            models.CheckConstraint(
                name="host_ignores_robots_with_a_reason",
                condition=Q(ignores_robots=False) | ~Q(ignores_robots_reason=""),
            ),
        )

    def __str__(self) -> str:
        return self.name


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self, now: datetime) -> Self:
        """Sources whose time has come and that nobody is looking at."""
        return self.filter(is_free(now), due_at__lte=now)


class Source(models.Model):
    """A page, post, PDF or feed at an address: the queue's row.

    The columns below `due_at` belong to the engine. `due_at` is empty for a source
    that is never looked at again (paused, pinned). `intervals` (days) and `changes`
    are the ring of the last looks that `change_rate` (a day, in the page's old age) is
    estimated from; where the page's birth is known its young days count for many.
    `importance` is the last plan's.
    """

    url = models.CharField(max_length=2000, unique=True)
    # `source_turn` begins with the host: an index of its own would be a second one.
    host = models.ForeignKey(
        Host, on_delete=models.PROTECT, related_name="sources", db_index=False
    )
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    is_live = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_default=Now(), null=True, blank=True)
    due_reason = models.CharField(max_length=200, blank=True, editable=False)
    priority = models.SmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    check_seq = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(
        max_length=16,
        choices=choices(SourceState),
        default=SourceState.UNKNOWN.value,
        editable=False,
    )
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    last_checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    full_get_at = models.DateTimeField(null=True, blank=True, editable=False)
    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    intervals = ArrayField(
        models.FloatField(), default=list, blank=True, editable=False
    )
    changes = ArrayField(
        models.BooleanField(), default=list, blank=True, editable=False
    )

    change_rate = models.FloatField(null=True, blank=True, editable=False)
    born_at = models.DateTimeField(null=True, blank=True, editable=False)
    importance = models.FloatField(default=1.0, db_default=1.0, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("host", "due_at"), name="source_turn"),
            models.Index(
                fields=("due_at",),
                name="source_due",
                condition=Q(lease_until__isnull=True),
            ),
            models.Index(
                fields=("lease_until",),
                name="source_lease",
                condition=Q(lease_until__isnull=False),
            ),
            models.Index(
                fields=("host", "due_at"),
                name="source_asked_for",
                condition=Q(priority__gt=0),
            ),
            models.Index(
                fields=("state",),
                name="source_in_trouble",
                condition=~Q(state=SourceState.OK.value),
            ),
        )
        constraints = (
            lease_constraint("source"),
            models.CheckConstraint(
                name="source_state_is_known", condition=one_of("state", SourceState)
            ),
            models.CheckConstraint(
                name="source_is_planned_with_no_debts",
                condition=Q(importance__gte=0)
                & (Q(change_rate__isnull=True) | Q(change_rate__gte=0)),
            ),
            models.CheckConstraint(
                name="source_is_http",
                condition=Q(url__startswith="http://") | Q(url__startswith="https://"),
            ),
        )

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        return f"/sources/{self.pk}/"


class SourceProfile(DeskFact):
    """What the desk holds of a source: publisher, grade, origin; from then on.

    An origin is named only where the source carries another's word.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="profiles"
    )
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        max_length=16, choices=choices(SourceKind), default=SourceKind.PAGE.value
    )
    language = models.CharField(max_length=12, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    reliability = models.CharField(
        max_length=1, choices=choices(Reliability), default=Reliability.F.value
    )
    origin_source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_by",
    )
    origin_party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_by",
    )

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("source", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("source", "-recorded_at", "-id"), name="source_profile_latest"
            ),
            models.Index(fields=("reliability", "source"), name="source_by_grade"),
            models.Index(fields=("kind", "source"), name="source_by_kind"),
        )
        constraints = (
            models.CheckConstraint(
                name="source_profile_kind_is_known",
                condition=one_of("kind", SourceKind),
            ),
            models.CheckConstraint(
                name="source_profile_reliability_is_known",
                condition=one_of("reliability", Reliability),
            ),
            models.CheckConstraint(
                name="source_profile_has_one_origin",
                condition=Q(origin_source__isnull=True) | Q(origin_party__isnull=True),
            ),
            models.CheckConstraint(
                name="source_profile_is_not_its_own_origin",
                condition=Q(origin_source__isnull=True) | ~Q(origin_source=F("source")),
            ),
        )

    def __str__(self) -> str:
        return self.title or self.publisher or str(self.source_id)
