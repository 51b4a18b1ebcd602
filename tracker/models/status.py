"""The desk's own conclusions, each with its reason, author and two times."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tracker.models.base import (
    WorldFact,
    WorldFactQuerySet,
    choices,
    one_of,
    void_or,
    world_constraints,
)
from tracker.models.claim import Claim
from tracker.models.party import Party
from tracker.rules.vocabulary import Status


class StatusChange(WorldFact):
    """One decision on a claim's status; written by `review.status` alone.

    `proposed` and `proposal` keep what the rules said at the time, so that a decision
    against the proposal can be seen for what it was. `author` names a decider who has
    no account here.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=24, choices=choices(Status), blank=True)
    superseded_by = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseding_statuses",
    )
    proposed = models.CharField(max_length=24, choices=choices(Status), blank=True)
    proposal = models.JSONField(default=dict, blank=True)
    author = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = WorldFactQuerySet.as_manager()

    class Meta:
        ordering = ("effective_at", "recorded_at", "id")
        indexes = (
            models.Index(fields=("claim", "effective_at"), name="status_by_claim"),
            models.Index(fields=("recorded_at",), name="status_by_recording"),
        )
        constraints = (
            *world_constraints("status_change"),
            void_or("status_change", "status", Status),
            models.CheckConstraint(
                name="status_change_has_a_reason", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="status_change_proposed_is_known",
                condition=one_of("proposed", Status, blank=True),
            ),
            models.CheckConstraint(
                name="status_change_superseded_names_a_claim",
                condition=Q(status=Status.SUPERSEDED.value, superseded_by__isnull=False)
                | (~Q(status=Status.SUPERSEDED.value) & Q(superseded_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="status_change_not_by_itself_superseded",
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("claim")),
            ),
            models.CheckConstraint(
                name="status_change_approved_by_another",
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("recorded_by")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.status or 'void'}"


class StatusParty(models.Model):
    """A party that a status turns on: "Unconfirmed by Moscow"."""

    status_change = models.ForeignKey(
        StatusChange, on_delete=models.PROTECT, related_name="parties"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "status parties"
        constraints = (
            models.UniqueConstraint(
                name="status_party_once", fields=("status_change", "party")
            ),
        )

    def __str__(self) -> str:
        return f"{self.status_change_id}: {self.party_id}"
