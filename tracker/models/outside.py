"""Copies of pages in outside archives: wished for, looked for, and found."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import choices, is_free, lease_constraint, one_of
from tracker.models.snapshot import Snapshot
from tracker.models.source import Source
from tracker.rules.vocabulary import CopyKind, CopyState

OPEN = (CopyState.WAITING.value, CopyState.SAVING.value)
_KEPT, _SAVING = CopyState.KEPT.value, CopyState.SAVING.value


class OutsideCopyQuerySet(models.QuerySet["OutsideCopy"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def due(self, now: datetime) -> Self:
        """Those whose time has come and that nobody is asking about."""
        return self.open().filter(is_free(now), due_at__lte=now)

    def kept(self) -> Self:
        """Those that can be read, the latest copy first."""
        return self.filter(state=CopyState.KEPT).order_by("-captured_at", "-id")


class OutsideCopy(models.Model):
    """A wish, updated in place while it is open: never two for one page.

    `save`: the archive shall keep the page, of which `snapshot` is our own version.
    `find`: it shall say what copy it has from `near` a moment. `job` is the archive's
    number for a capture under way since `job_at`. `address` is the copy itself,
    `captured_at` its date there, and `found_at` when this desk came to know of it.
    `problem` says what stood in the way last, and what to do.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="outside_copies"
    )
    snapshot = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outside_copies",
    )
    kind = models.CharField(max_length=8, choices=choices(CopyKind))
    state = models.CharField(
        max_length=8, choices=choices(CopyState), default=CopyState.WAITING.value
    )
    near = models.DateTimeField()
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0)
    job = models.CharField(max_length=200, blank=True)
    job_at = models.DateTimeField(null=True, blank=True)
    address = models.CharField(max_length=2500, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OutsideCopyQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        verbose_name_plural = "outside copies"
        indexes = (
            models.Index(
                fields=("due_at", "id"),
                name="outside_copy_due",
                condition=Q(state__in=OPEN),
            ),
        )
        constraints = (
            lease_constraint("outside_copy"),
            models.CheckConstraint(
                name="outside_copy_kind_is_known", condition=one_of("kind", CopyKind)
            ),
            models.CheckConstraint(
                name="outside_copy_state_is_known",
                condition=one_of("state", CopyState),
            ),
            models.CheckConstraint(
                name="outside_copy_kept_has_an_address",
                condition=Q(
                    Q(state=_KEPT, captured_at__isnull=False, found_at__isnull=False)
                    & (
                        Q(address__startswith="http://")
                        | Q(address__startswith="https://")
                    )
                )
                | (
                    ~Q(state=_KEPT)
                    & Q(address="", captured_at__isnull=True, found_at__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="outside_copy_saving_has_a_job",
                condition=(Q(state=_SAVING, job_at__isnull=False) & ~Q(job=""))
                | (~Q(state=_SAVING) & Q(job="", job_at__isnull=True)),
            ),
            models.UniqueConstraint(
                name="outside_copy_open_once",
                fields=("source", "kind"),
                condition=Q(state__in=OPEN),
            ),
        )

    def __str__(self) -> str:
        return self.address or f"{self.get_kind_display()}: {self.source_id}"
