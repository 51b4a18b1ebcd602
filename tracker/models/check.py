"""Checks: what one re-check of a source found, and what became of each citation."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.models.citation import Citation
from tracker.models.snapshot import Snapshot
from tracker.models.source import Source
from tracker.rules.vocabulary import (
    ChangeKind,
    CheckOutcome,
    CitationState,
    SourceState,
)


class Check(models.Model):
    """One attempt to look at a source. `effective_at` is when the answer was in.

    `seq` counts a source's checks and `token` is the lease's fencing token: together
    they make a doubled result impossible. `snapshot` is what was seen, new or again.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="checks")
    seq = models.PositiveIntegerField()
    token = models.UUIDField(unique=True)
    outcome = models.CharField(max_length=24, choices=choices(CheckOutcome))
    reason = models.TextField(blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    final_url = models.CharField(max_length=2000, blank=True)
    redirects = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    size = models.PositiveBigIntegerField(default=0)
    snapshot = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checks",
    )
    change = models.CharField(max_length=16, choices=choices(ChangeKind), blank=True)
    words_added = models.PositiveIntegerField(default=0)
    words_removed = models.PositiveIntegerField(default=0)
    correction_notice = models.TextField(blank=True)
    source_state = models.CharField(max_length=16, choices=choices(SourceState))
    next_due_at = models.DateTimeField(null=True, blank=True)
    next_due_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("source", "-seq")
        indexes = (
            models.Index(fields=("-effective_at",), name="check_latest"),
            models.Index(fields=("source", "-effective_at"), name="check_of_source"),
        )
        constraints = (
            models.UniqueConstraint(name="check_once", fields=("source", "seq")),
            models.CheckConstraint(
                name="check_outcome_is_known", condition=one_of("outcome", CheckOutcome)
            ),
            models.CheckConstraint(
                name="check_change_is_known",
                condition=one_of("change", ChangeKind, blank=True),
            ),
            models.CheckConstraint(
                name="check_source_state_is_known",
                condition=one_of("source_state", SourceState),
            ),
            models.CheckConstraint(
                name="check_http_status_is_one",
                condition=Q(http_status__isnull=True)
                | Q(http_status__range=(100, 599)),
            ),
            models.CheckConstraint(
                name="check_ends_after_it_starts",
                condition=Q(effective_at__gte=F("started_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} #{self.seq}: {self.outcome}"


class CitationCheck(models.Model):
    """What became of one citation's words at one check.

    `matched` are the words found, `similarity` theirs to the quotation (0 to 1).
    `is_confirmed`: a second look after the confirmation delay saw the same.
    `is_place_kept`: `start` and `end` count in the text of the check's snapshot; else
    they count in a text that was not kept, as only its clutter was new.
    """

    check_run = models.ForeignKey(
        Check, on_delete=models.PROTECT, related_name="citation_checks"
    )
    citation = models.ForeignKey(
        Citation, on_delete=models.PROTECT, related_name="checks"
    )
    state = models.CharField(max_length=20, choices=choices(CitationState))
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    matched = models.TextField(blank=True)
    similarity = models.FloatField(null=True, blank=True)
    is_confirmed = models.BooleanField(default=False)
    is_place_kept = models.BooleanField(default=False)

    class Meta:
        ordering = ("citation", "-check_run_id")
        indexes = (
            models.Index(
                fields=("citation", "-check_run"), name="citation_check_latest"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                name="citation_check_once", fields=("check_run", "citation")
            ),
            models.CheckConstraint(
                name="citation_check_state_is_known",
                condition=one_of("state", CitationState),
            ),
            models.CheckConstraint(
                name="citation_check_place_is_whole",
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
            ),
            models.CheckConstraint(
                name="citation_check_kept_place_is_one",
                condition=Q(is_place_kept=False) | Q(start__isnull=False),
            ),
            models.CheckConstraint(
                name="citation_check_similarity_is_a_share",
                condition=Q(similarity__isnull=True) | Q(similarity__range=(0, 1)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.citation_id}: {self.state}"
