"""Subscriptions, and the outbox of messages that are to be sent."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import choices, is_free, lease_constraint, one_of
from tracker.models.claim import Claim
from tracker.models.party import Party
from tracker.models.topic import Topic
from tracker.models.webhook import Webhook
from tracker.rules.vocabulary import DeliveryState


class Subscription(models.Model):
    """A reader's wish to be told: of one claim, party or topic, or of all changes."""

    email = models.EmailField()
    claim = models.ForeignKey(
        Claim,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    language = models.CharField(max_length=12, default="en")
    token = models.UUIDField(unique=True, editable=False)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="subscription_is_to_one_thing",
                condition=Q(claim__isnull=True, party__isnull=True)
                | Q(claim__isnull=True, topic__isnull=True)
                | Q(party__isnull=True, topic__isnull=True),
            ),
            models.UniqueConstraint(
                name="subscription_once",
                fields=("email", "claim", "party", "topic"),
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return self.email


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def pending(self) -> Self:
        return self.filter(state=DeliveryState.PENDING)

    def due(self, now: datetime) -> Self:
        """To be sent now, and nobody is at it."""
        return self.pending().filter(is_free(now), due_at__lte=now)


class Delivery(models.Model):
    """One message in the outbox; `key` makes sure that it is never written twice.

    It goes to a webhook or, without one, by mail to `recipient`. `payload` is what it
    says. A message counts its failures from `wanted_at` on; `tried_at` is when the last
    try began, so what was sent without a word of it here can be told.
    """

    key = models.CharField(max_length=200, unique=True)
    subscription = models.ForeignKey(
        Subscription,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    webhook = models.ForeignKey(
        Webhook,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    recipient = models.CharField(
        max_length=2000, help_text="An e-mail address or the name of a webhook"
    )
    payload = models.JSONField(default=dict)
    state = models.CharField(
        max_length=16,
        choices=choices(DeliveryState),
        default=DeliveryState.PENDING.value,
    )
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    wanted_at = models.DateTimeField(db_default=Now(), editable=False)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-due_at", "-id")
        verbose_name_plural = "deliveries"
        indexes = (
            models.Index(
                fields=("due_at",),
                name="delivery_due",
                condition=Q(state=DeliveryState.PENDING.value),
            ),
            models.Index(
                fields=("webhook",),
                name="delivery_failed",
                condition=Q(state=DeliveryState.FAILED.value),
            ),
        )
        constraints = (
            lease_constraint("delivery"),
            models.CheckConstraint(
                name="delivery_state_is_known", condition=one_of("state", DeliveryState)
            ),
            models.CheckConstraint(
                name="delivery_sent_has_a_date",
                condition=Q(state=DeliveryState.SENT.value, sent_at__isnull=False)
                | (~Q(state=DeliveryState.SENT.value) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="delivery_failed_says_why",
                condition=~Q(
                    state__in=(
                        DeliveryState.FAILED.value,
                        DeliveryState.DROPPED.value,
                    ),
                    last_error="",
                ),
            ),
        )

    def __str__(self) -> str:
        return self.key
