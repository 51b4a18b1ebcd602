"""Parties: who can make, confirm or deny a claim."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from tracker.models.base import (
    DeskFact,
    DeskFactQuerySet,
    choices,
    one_of,
    slug_constraint,
)
from tracker.rules.vocabulary import PartyKind


class Party(models.Model):
    """A party's identity; all that is said of it stands in its profiles."""

    slug = models.SlugField(max_length=80, unique=True)
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("slug",)
        verbose_name_plural = "parties"
        constraints = (slug_constraint("party"),)

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return f"/parties/{self.slug}/"


class PartyProfile(DeskFact):
    """A party's names and its place under another, from `recorded_at` on.

    One row holds the whole profile, so that a reader of any moment sees one that was
    true as a whole. `names` and `full_names` are {"en": "Kyiv", "uk": ...}: the short
    label for headlines and the name in full.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="profiles")
    names = models.JSONField()
    full_names = models.JSONField(default=dict, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=32, choices=choices(PartyKind))
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 code")
    parent = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinate_profiles",
    )
    speaks_for_parent = models.BooleanField(default=False)
    same_as = ArrayField(
        models.URLField(max_length=500),
        default=list,
        blank=True,
        help_text="Addresses of the same party elsewhere, such as Wikidata",
    )

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("party", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("party", "-recorded_at", "-id"), name="party_profile_latest"
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="party_profile_kind_is_known", condition=one_of("kind", PartyKind)
            ),
            models.CheckConstraint(
                name="party_profile_has_english_name", condition=Q(names__has_key="en")
            ),
            models.CheckConstraint(
                name="party_profile_country_is_a_code",
                condition=Q(country__regex="^([A-Z]{2})?$"),
            ),
            models.CheckConstraint(
                name="party_profile_speaks_for_a_parent",
                condition=Q(speaks_for_parent=False) | Q(parent__isnull=False),
            ),
            models.CheckConstraint(
                name="party_profile_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("party")),
            ),
        )

    def __str__(self) -> str:
        return str(self.names.get("en", self.party_id))
