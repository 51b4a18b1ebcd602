"""Snapshots: what a source said at one moment, never altered."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.source import Source


class Body(models.Model):
    """Bytes that a source sent, once however often they were captured.

    `digest` is the SHA-256 in hexadecimal; `name` is where Django's storage keeps them.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = (
            models.CheckConstraint(
                name="body_digest_is_sha256",
                condition=Q(digest__regex="^[0-9a-f]{64}$"),
            ),
        )

    def __str__(self) -> str:
        return self.digest


class Snapshot(models.Model):
    """One capture; captures share a body by digest. `warc` names its record's file."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="snapshots"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="snapshots")
    captured_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    final_url = models.CharField(max_length=2000)
    http_status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=200, blank=True)
    headers = models.JSONField(default=list, blank=True)
    warc = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("source", "-captured_at", "-id")
        indexes = (
            models.Index(
                fields=("source", "-captured_at", "-id"), name="snapshot_latest"
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="snapshot_http_status_is_one",
                condition=Q(http_status__range=(100, 599)),
            ),
            # The target of the composite foreign keys in migration 0002.
            models.UniqueConstraint(
                name="snapshot_id_and_source", fields=("id", "source")
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} at {self.captured_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return f"/snapshots/{self.body_id}/"


class Extraction(models.Model):
    """The texts that one version of the extractor read from a snapshot."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="extractions"
    )
    extractor = models.CharField(max_length=200)
    title = models.TextField(blank=True)
    article = models.TextField(blank=True)
    full = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    canonical = models.TextField(blank=True, db_default="")
    published_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="extraction_names_its_extractor", condition=~Q(extractor="")
            ),
            models.UniqueConstraint(
                name="extraction_once_per_extractor", fields=("snapshot", "extractor")
            ),
        )

    def __str__(self) -> str:
        return f"{self.snapshot_id} by {self.extractor}"
