"""What people of the desk are told, and how each wishes to be told."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.models.claim import Claim
from tracker.models.notice import Delivery
from tracker.models.review import ReviewItem
from tracker.rules.vocabulary import NoticeKind, ReviewState, Telling


class Notice(models.Model):
    """One thing that happened; `key` makes sure that it is told only once.

    `what` and `about` are its words in each language of the interface, as they were
    then. `at` is when it happened, `path` where on this site it is dealt with.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=24, choices=choices(NoticeKind))
    item = models.ForeignKey(
        ReviewItem,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    what: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    about: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    path = models.CharField(max_length=500)
    at = models.DateTimeField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("item", "kind", "at"), name="notice_by_item"),
            models.Index(fields=("claim", "kind", "at"), name="notice_by_claim"),
        )
        constraints = (
            models.CheckConstraint(
                name="notice_kind_is_known", condition=one_of("kind", NoticeKind)
            ),
            models.CheckConstraint(
                name="notice_leads_somewhere_here",
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"),
            ),
        )

    def __str__(self) -> str:
        return self.key


class ToldQuerySet(models.QuerySet["Told"]):
    def waiting(self) -> Self:
        """Not seen, and nobody has dealt with it meanwhile."""
        closed = (ReviewState.RESOLVED, ReviewState.DISMISSED)
        return self.filter(seen_at__isnull=True).exclude(notice__item__state__in=closed)

    def for_a_digest(self) -> Self:
        return self.waiting().filter(how=Telling.DIGEST, delivery__isnull=True)


class Told(models.Model):
    """A notice for one person: how that person wished to be told, the letter that it
    went into, and when it was seen on the desk."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="told"
    )
    how = models.CharField(max_length=8, choices=choices(Telling))
    delivery = models.ForeignKey(
        Delivery,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="told",
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=("person", "-id"),
                name="told_not_seen",
                condition=Q(seen_at__isnull=True),
            ),
            models.Index(
                fields=("person",),
                name="told_for_a_digest",
                condition=Q(
                    how=Telling.DIGEST.value,
                    delivery__isnull=True,
                    seen_at__isnull=True,
                ),
            ),
        )
        constraints = (
            models.UniqueConstraint(name="told_once", fields=("notice", "person")),
            models.CheckConstraint(
                name="told_how_is_known", condition=one_of("how", Telling)
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice_id} to {self.person_id}"


class NoticeChoice(models.Model):
    """How a person wishes to be told of one kind of thing; without a row, as
    `rules.notices` says."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notice_choices",
    )
    kind = models.CharField(max_length=24, choices=choices(NoticeKind))
    how = models.CharField(max_length=8, choices=choices(Telling))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="notice_choice_once", fields=("person", "kind")
            ),
            models.CheckConstraint(
                name="notice_choice_kind_is_known", condition=one_of("kind", NoticeKind)
            ),
            models.CheckConstraint(
                name="notice_choice_how_is_known", condition=one_of("how", Telling)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.how}"


class LetterSettings(models.Model):
    """The language of a person's letters, and the hour of the daily one."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="letter_settings",
    )
    language = models.CharField(max_length=12, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    hour = models.PositiveSmallIntegerField(
        default=8, validators=[MaxValueValidator(23)]
    )

    class Meta:
        verbose_name_plural = "letter settings"
        constraints = (
            models.CheckConstraint(
                name="letter_settings_hour_is_of_a_day", condition=Q(hour__lte=23)
            ),
        )

    def __str__(self) -> str:
        return f"{self.hour}:00 {self.zone}"
