"""Webhooks of the desk, and the lines that messages go out by."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.rules.vocabulary import NoticeKind, WebhookKind


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def active(self) -> Self:
        return self.filter(stopped_because="")


class Webhook(models.Model):
    """An address of somebody else's that the desk's news are posted to.

    Whoever has the address of a Slack or Mattermost hook may write there, so it is
    shown no more than the `secret` that signs plain JSON.
    """

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=16, choices=choices(WebhookKind))
    address = models.CharField(max_length=2000)
    secret = models.CharField(max_length=200, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=24, choices=choices(NoticeKind)), default=list
    )
    stopped_because = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="webhook_kind_is_known", condition=one_of("kind", WebhookKind)
            ),
            models.CheckConstraint(
                name="webhook_signs_plain_json",
                condition=~Q(kind=WebhookKind.JSON.value) | ~Q(secret=""),
            ),
            models.CheckConstraint(
                name="webhook_address_is_of_the_web",
                condition=Q(address__regex="^https?://"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return not self.stopped_because


class Line(models.Model):
    """A way out: the mail server, or one webhook. Its trouble is one trouble, however
    many messages wait behind it; while it fails, one message at a time tries it."""

    webhook = models.OneToOneField(
        Webhook,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="line",
    )
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    rest_until = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    last_failure_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="line_once", fields=("webhook",), nulls_distinct=False
            ),
            models.CheckConstraint(
                name="line_fails_since_a_moment",
                condition=Q(failures=0, failing_since__isnull=True, problem="")
                | (Q(failures__gt=0, failing_since__isnull=False) & ~Q(problem="")),
            ),
        )

    def __str__(self) -> str:
        return str(self.webhook or "the mail server")
