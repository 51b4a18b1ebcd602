"""Turns of evidence: the looks at which quoted words came to be seen otherwise."""

from django.db import models
from django.db.models import Q

from tracker.models.base import choices, one_of
from tracker.models.check import Check
from tracker.models.citation import Citation
from tracker.rules.vocabulary import CitationState


class EvidenceTurn(models.Model):
    """Written by a trigger (migration 0027) with the citation check that it repeats,
    so that nobody has to read a million looks that saw nothing new.

    The first look at a citation is one, too; `is_news` where it found the words
    missing, and at every later turn.
    """

    citation = models.ForeignKey(
        Citation, on_delete=models.CASCADE, related_name="turns", db_index=False
    )
    check_run = models.ForeignKey(
        Check, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    state = models.CharField(max_length=20, choices=choices(CitationState))
    before = models.CharField(max_length=20, choices=choices(CitationState), blank=True)
    is_news = models.BooleanField()
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-recorded_at", "-id")
        indexes = (
            models.Index(fields=("citation", "-id"), name="evidence_turn_latest"),
            models.Index(
                fields=("-recorded_at", "-id"),
                name="evidence_turn_news",
                condition=Q(is_news=True),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="evidence_turn_state_is_known",
                condition=one_of("state", CitationState),
            ),
        )

    def __str__(self) -> str:
        return f"{self.citation_id}: {self.before or 'unseen'} to {self.state}"
