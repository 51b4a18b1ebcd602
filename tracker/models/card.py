"""What lists are found by: a card for each claim, and counts beside the cards.

A card repeats facts and can be thrown away and written anew (`models.cards`). No page
tells a status from it: rows of lists are written from the facts when they are read.
"""

from datetime import UTC, datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from tracker.models.claim import Claim

# Where a claim has no such date: it stands at the end of the list.
NEVER_YET = datetime(1, 1, 1, tzinfo=UTC)
NEVER_SAID = datetime(9999, 12, 31, tzinfo=UTC)


class ClaimCard(models.Model):
    """One row a claim, made by a trigger with the claim itself.

    `version` is the number of the claim's version when the card was written, and
    `stale_from` the moment at which time alone makes it old. A claim that lists do not
    show has an empty card. `facets` are numbers of `rules.facets`.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="card"
    )
    version = models.BigIntegerField(db_default=0)
    stale_from = models.DateTimeField(null=True, blank=True)
    is_listed = models.BooleanField(db_default=False)
    changed_at = models.DateTimeField(db_default=NEVER_YET)
    decided_at = models.DateTimeField(db_default=NEVER_YET)
    said_at = models.DateTimeField(db_default=NEVER_SAID)
    facets = ArrayField(models.BigIntegerField(), db_default=[])
    words = SearchVectorField(null=True)
    spelled = ArrayField(models.TextField(), db_default=[])

    class Meta:
        ordering = ("claim",)
        indexes = (
            GinIndex(fields=("facets",), name="card_facets", fastupdate=False),
            GinIndex(fields=("words",), name="card_words", fastupdate=False),
            models.Index(
                fields=("-changed_at", "-claim"),
                name="card_by_change",
                condition=Q(is_listed=True),
            ),
            models.Index(
                fields=("-decided_at", "-claim"),
                name="card_by_decision",
                condition=Q(is_listed=True),
            ),
            models.Index(
                fields=("said_at", "claim"),
                name="card_by_word",
                condition=Q(is_listed=True),
            ),
            models.Index(
                fields=("stale_from",),
                name="card_by_end",
                condition=Q(stale_from__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.claim_id)


class StaleCard(models.Model):
    """A claim whose card has to be written anew: a row each time that its version was
    raised. Nobody waits to add one, and whoever writes the card deletes those that were
    there before it read the facts."""

    claim = models.ForeignKey(
        Claim,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.claim_id)


class FacetCount(models.Model):
    """How many listed claims have a facet, but for changes that wait to be added."""

    facet = models.BigIntegerField(primary_key=True)
    kind = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()

    class Meta:
        ordering = ("facet",)
        indexes = (models.Index(fields=("kind", "-number"), name="facet_count_most"),)

    def __str__(self) -> str:
        return f"{self.facet}: {self.number}"


class FacetChange(models.Model):
    """By how much a count has changed; rows are added, so nobody waits for a count."""

    facet = models.BigIntegerField()
    number = models.IntegerField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.facet}: {self.number:+}"


class WordCount(models.Model):
    """How many listed claims have a word: what a search may have meant."""

    word = models.TextField(primary_key=True)
    number = models.BigIntegerField()

    class Meta:
        ordering = ("word",)

    def __str__(self) -> str:
        return f"{self.word}: {self.number}"


class WordChange(models.Model):
    """By how much the count of a word has changed."""

    word = models.TextField(db_index=True)
    number = models.IntegerField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.word}: {self.number:+}"
