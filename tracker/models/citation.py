"""Citations: the exact words in the exact source, and what the desk holds of them."""

from django.db import models
from django.db.models import F, Q

from tracker.models.base import (
    DeskFact,
    DeskFactQuerySet,
    WorldFact,
    WorldFactQuerySet,
    choices,
    one_of,
    world_constraints,
)
from tracker.models.claim import Claim
from tracker.models.position import Position
from tracker.models.snapshot import Snapshot
from tracker.models.source import Source
from tracker.rules.vocabulary import Bearing, Credibility


class Citation(WorldFact):
    """A quotation in a source that carries a position or evidence.

    `exact`, `prefix`, `suffix` are a W3C TextQuoteSelector on the source's full text;
    `start` and `end` its TextPositionSelector, in characters. `effective_at` is when
    the source said so. With `position` the words carry that position, so their origin
    is its party whoever publishes them.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="citations")
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="citations"
    )
    snapshot = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
    )
    exact = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    translation = models.TextField(blank=True)
    translator = models.CharField(max_length=200, blank=True)

    objects = WorldFactQuerySet.as_manager()

    class Meta:
        ordering = ("effective_at", "recorded_at", "id")
        indexes = (
            models.Index(fields=("claim", "effective_at"), name="citation_by_claim"),
            models.Index(fields=("source",), name="citation_by_source"),
            # Which claims quote a page, without a look at the quotations.
            models.Index(
                fields=("source", "claim", "id"),
                name="citation_of_source",
                condition=Q(is_void=False),
            ),
        )
        constraints = (
            *world_constraints("citation"),
            models.CheckConstraint(
                name="citation_words_unless_void",
                condition=Q(is_void=True) | ~Q(exact=""),
            ),
            models.CheckConstraint(
                name="citation_place_is_whole",
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
            ),
            models.CheckConstraint(
                name="citation_translation_names_translator",
                condition=Q(translation="") | ~Q(translator=""),
            ),
            # The target of a composite foreign key in migration 0002.
            models.UniqueConstraint(
                name="citation_id_and_claim", fields=("id", "claim")
            ),
        )

    def __str__(self) -> str:
        return self.exact[:80]


class CitationAssessment(DeskFact):
    """The desk's grade of a citation, from `recorded_at` on.

    `is_verified`: a person of the desk verified what it shows. `is_withdrawn`: a
    person confirmed that its words were altered in a critical place, so that it
    counts no more.
    """

    citation = models.ForeignKey(
        Citation, on_delete=models.PROTECT, related_name="assessments"
    )
    bearing = models.CharField(max_length=16, choices=choices(Bearing))
    credibility = models.PositiveSmallIntegerField(choices=choices(Credibility))
    is_verified = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("citation", "-recorded_at", "-id")
        indexes = (
            models.Index(
                fields=("citation", "-recorded_at", "-id"),
                name="citation_assessment_latest",
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="citation_assessment_bearing_is_known",
                condition=one_of("bearing", Bearing),
            ),
            models.CheckConstraint(
                name="citation_assessment_credibility_is_known",
                condition=one_of("credibility", Credibility),
            ),
            models.CheckConstraint(
                name="citation_assessment_verified_is_credible",
                condition=Q(is_verified=False)
                | Q(credibility=Credibility.CONFIRMED_BY_OTHERS.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.citation_id}: {self.bearing} {self.credibility}"
