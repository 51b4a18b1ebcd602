"""How the evidence of each site stands, counted beside the checks."""

from django.db import models

from tracker.models.source import Host, Source


class HostHealth(models.Model):
    """The quotations on one site that count, by what became of them, and its quoted
    pages. `counted_at` says as of when.

    A count, not a fact: it can be thrown away and made again (`review.health`).
    `oldest` is the quoted page whose last look is the longest ago.
    """

    host = models.OneToOneField(Host, on_delete=models.CASCADE, related_name="health")
    present = models.PositiveIntegerField(default=0)
    altered = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    unreachable = models.PositiveIntegerField(default=0)
    unseen = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    pages_altered = models.PositiveIntegerField(default=0)
    pages_gone = models.PositiveIntegerField(default=0)
    oldest = models.ForeignKey(
        Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    oldest_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.host_id} as of {self.counted_at:%Y-%m-%d %H:%M}"
