"""Claims as the desk's lists tell of them: how each is worded and stands now."""

from django.db import models

from tracker.models.base import choices
from tracker.models.claim import Claim
from tracker.rules.vocabulary import Status, WorkflowState


class ClaimLine(models.Model):
    """One row a claim, written by triggers (migration 0021) whenever one of the facts
    is added that it repeats. No rule and no public page reads it: what was so at a
    moment, the facts say.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="line"
    )
    statement = models.TextField()
    state = models.CharField(max_length=16, choices=choices(WorkflowState), blank=True)
    state_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=24, choices=choices(Status), blank=True)

    class Meta:
        ordering = ("claim",)
        indexes = (
            models.Index(fields=("state", "state_at"), name="claim_line_by_state"),
            models.Index(fields=("status", "claim"), name="claim_line_by_status"),
        )

    def __str__(self) -> str:
        return self.statement
