"""Work on many rows: what was asked for, how far it is, and what was refused.

The database is the queue here, too: a job is claimed with a lease and a fencing token,
and each of its batches is written in one transaction with its progress.
"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from tracker.models.base import choices, is_free, lease_constraint, one_of
from tracker.rules.vocabulary import JobKind, JobState

OPEN = (JobState.WAITING.value, JobState.RUNNING.value)


class Upload(models.Model):
    """A file that somebody sent, in parts, so that a worker anywhere can read it."""

    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.name


class UploadPart(models.Model):
    """A stretch of a file's bytes."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ("upload", "number")
        constraints = (
            models.UniqueConstraint(
                name="upload_part_once", fields=("upload", "number")
            ),
        )

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.number}"


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def due(self, now: datetime) -> Self:
        """Those that nobody works on, the one that waited longest first."""
        return self.open().filter(is_free(now)).order_by("due_at", "id")


class Job(models.Model):
    """One thing that is done to many rows, on behalf of a person.

    `targets` are the rows as they were chosen, frozen at the moment of asking; an
    import has an `upload` instead. An import that only looks for errors is a dry run,
    and `follows` is the dry run that a real one carries out, once. `done` counts the
    rows that were gone through, `refused` those among them that were left as they are,
    and `made` says what became of the others. `tries` counts the workers that died
    over it one after the other. `memo` is the work's own.
    """

    kind = models.CharField(max_length=16, choices=choices(JobKind))
    arguments = models.JSONField(default=dict, blank=True)
    targets = ArrayField(models.BigIntegerField(), default=list, blank=True)
    upload = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    is_dry = models.BooleanField(default=False)
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_out_by",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs"
    )
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(
        max_length=16, choices=choices(JobState), default=JobState.WAITING.value
    )
    total = models.PositiveIntegerField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    made = models.JSONField(default=dict, blank=True)
    memo = models.JSONField(default=dict, blank=True)
    problem = models.TextField(blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (
            models.Index(
                fields=("due_at", "id"), name="job_due", condition=Q(state__in=OPEN)
            ),
        )
        constraints = (
            lease_constraint("job"),
            models.CheckConstraint(
                name="job_kind_is_known", condition=one_of("kind", JobKind)
            ),
            models.CheckConstraint(
                name="job_state_is_known", condition=one_of("state", JobState)
            ),
            models.CheckConstraint(
                name="job_that_ended_has_a_date",
                condition=Q(state__in=OPEN, ended_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="job_that_failed_says_why",
                condition=~Q(state=JobState.FAILED.value) | ~Q(problem=""),
            ),
            models.CheckConstraint(
                name="job_is_not_over_full",
                condition=Q(refused__lte=F("done"))
                & (Q(total__isnull=True) | Q(done__lte=F("total"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.total or 'unknown'} rows)"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class JobProblem(models.Model):
    """A row that was refused, and why: by its id, or by its line in a file."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(null=True, blank=True)
    target = models.BigIntegerField(null=True, blank=True)
    column = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200, blank=True)
    words = models.TextField()

    class Meta:
        ordering = ("job", "line", "id")
        indexes = (
            models.Index(fields=("job", "line", "id"), name="job_problem_by_line"),
        )
        constraints = (
            models.CheckConstraint(
                name="job_problem_has_words", condition=~Q(words="")
            ),
        )

    def __str__(self) -> str:
        return self.words
