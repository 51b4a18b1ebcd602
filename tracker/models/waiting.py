"""What waits for a second person: contributions, and decisions of weight.

The first may change or withdraw it; another accepts or declines it. The database
refuses an answer by the first, whoever asks.
"""

from typing import Self, TypeVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.models.claim import Claim
from tracker.models.party import Party
from tracker.models.review import ReviewItem
from tracker.models.status import StatusChange
from tracker.rules.vocabulary import (
    ContributionDeed,
    ContributionKind,
    Status,
    WaitingState,
)

Row = TypeVar("Row", bound=models.Model)
CORRECTABLE = ("position", "silence", "inquiry", "citation")


class WaitingQuerySet(models.QuerySet[Row]):
    def waiting(self) -> Self:
        return self.filter(state=WaitingState.WAITING)


class Waiting(models.Model):
    """Somebody's work that another has to look at. `answer` is why it was declined."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        max_length=16, choices=choices(WaitingState), default=WaitingState.WAITING.value
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        abstract = True


def waiting_constraint(table: str) -> models.CheckConstraint:
    """Never answered by its own author, and declined with a reason."""
    state = {word: Q(state=word.value) for word in WaitingState}
    answered = Q(answered_by__isnull=False, answered_at__isnull=False)
    by_another = answered & ~Q(answered_by=F("author"))
    return models.CheckConstraint(
        name=f"{table}_answered_by_another",
        condition=(
            state[WaitingState.WAITING]
            & Q(answered_by__isnull=True, answered_at__isnull=True, answer="")
        )
        | (state[WaitingState.WITHDRAWN] & answered & Q(answered_by=F("author")))
        | (state[WaitingState.ACCEPTED] & by_another)
        | (state[WaitingState.DECLINED] & by_another & ~Q(answer="")),
    )


class Contribution(Waiting):
    """What somebody would add to a claim that readers can open.

    `data` is what was filled in, by the fields of the form that it was filled in with;
    `row` is the row of the record that it corrects or takes back, and `became` the one
    that it was written down as.
    """

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="contributions"
    )
    kind = models.CharField(max_length=16, choices=choices(ContributionKind))
    deed = models.CharField(
        max_length=16,
        choices=choices(ContributionDeed),
        default=ContributionDeed.ADD.value,
    )
    row = models.PositiveBigIntegerField(null=True, blank=True)
    item = models.ForeignKey(
        ReviewItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
    )
    data = models.JSONField(default=dict, blank=True)
    summary = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    became = models.PositiveBigIntegerField(null=True, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        permissions = (("accept_contribution", "Can accept contributions"),)
        indexes = (
            models.Index(
                fields=("created_at", "id"),
                name="contribution_waiting",
                condition=Q(state=WaitingState.WAITING.value),
            ),
        )
        constraints = (
            waiting_constraint("contribution"),
            models.CheckConstraint(
                name="contribution_kind_is_known",
                condition=one_of("kind", ContributionKind),
            ),
            models.CheckConstraint(
                name="contribution_names_the_row_that_it_corrects",
                condition=Q(deed=ContributionDeed.ADD.value, row__isnull=True)
                | Q(
                    deed__in=(
                        ContributionDeed.CORRECT.value,
                        ContributionDeed.TAKE_BACK.value,
                    ),
                    kind__in=CORRECTABLE,
                    row__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="contribution_became_a_row_when_accepted",
                condition=Q(became__isnull=True) | Q(state=WaitingState.ACCEPTED.value),
            ),
        )

    def __str__(self) -> str:
        return self.summary


class PendingDecision(Waiting):
    """A decision of weight on a status, until a second person answers.

    `proposal` keeps what the rules said when it was taken; `change` is the row that it
    was written down as.
    """

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="pending_decisions"
    )
    status = models.CharField(max_length=24, choices=choices(Status))
    parties = ArrayField(models.PositiveBigIntegerField(), default=list, blank=True)
    superseded_by = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()
    item = models.ForeignKey(
        ReviewItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pending_decisions",
    )
    proposal = models.JSONField(default=dict)
    decided_at = models.DateTimeField(db_default=Now(), editable=False)
    change = models.OneToOneField(
        StatusChange,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pending_decision",
    )

    objects = WaitingQuerySet.as_manager()

    class Meta:
        ordering = ("-decided_at", "-id")
        permissions = (("approve_pendingdecision", "Can approve decisions of weight"),)
        constraints = (
            waiting_constraint("pending_decision"),
            models.UniqueConstraint(
                name="pending_decision_one_a_claim",
                fields=("claim",),
                condition=Q(state=WaitingState.WAITING.value),
            ),
            models.CheckConstraint(
                name="pending_decision_status_is_known",
                condition=one_of("status", Status),
            ),
            models.CheckConstraint(
                name="pending_decision_has_a_reason", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="pending_decision_superseded_names_a_claim",
                condition=Q(status=Status.SUPERSEDED.value, superseded_by__isnull=False)
                | (~Q(status=Status.SUPERSEDED.value) & Q(superseded_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="pending_decision_becomes_a_change",
                condition=Q(state=WaitingState.ACCEPTED.value, change__isnull=False)
                | (~Q(state=WaitingState.ACCEPTED.value) & Q(change__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.status} ({self.state})"

    def party_rows(self) -> list[Party]:
        """The parties that the status is to turn on."""
        return list(Party.objects.filter(pk__in=self.parties))
