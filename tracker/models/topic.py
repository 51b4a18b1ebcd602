"""Topics and places, and which claims they belong to."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from tracker.models.base import DeskFact, DeskFactQuerySet, slug_constraint
from tracker.models.claim import Claim


class Topic(models.Model):
    """A register of subjects; which claim belongs to one is a fact beside it."""

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField(help_text='{"en": "...", "uk": "...", "ru": "..."}')

    class Meta:
        ordering = ("slug",)
        constraints = (
            slug_constraint("topic"),
            models.CheckConstraint(
                name="topic_has_english_name", condition=Q(names__has_key="en")
            ),
        )

    def __str__(self) -> str:
        return str(self.names.get("en", self.slug))


class Place(models.Model):
    """A register of places; `precision_km` is the radius within which it lies."""

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField(help_text='{"en": "...", "uk": "...", "ru": "..."}')
    latitude = models.FloatField(
        validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision_km = models.FloatField(default=1.0)

    class Meta:
        ordering = ("slug",)
        constraints = (
            slug_constraint("place"),
            models.CheckConstraint(
                name="place_has_english_name", condition=Q(names__has_key="en")
            ),
            models.CheckConstraint(
                name="place_is_on_earth",
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="place_precision_is_positive", condition=Q(precision_km__gt=0)
            ),
        )

    def __str__(self) -> str:
        return str(self.names.get("en", self.slug))


class ClaimTopic(DeskFact):
    """A claim belongs to a topic from `recorded_at` on, until a row that ends it."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="claim_topics"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="claim_topics"
    )
    is_ended = models.BooleanField(default=False)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "topic", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("claim", "topic", "-recorded_at", "-id"),
                name="claim_topic_latest",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.topic_id}"


class ClaimPlace(DeskFact):
    """A claim is about a place from `recorded_at` on, until a row that ends it."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="claim_places"
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="claim_places"
    )
    is_ended = models.BooleanField(default=False)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "place", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("claim", "place", "-recorded_at", "-id"),
                name="claim_place_latest",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.place_id}"
