"""What parties say about a claim, why they say nothing, and what they were asked."""

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
from tracker.rules.vocabulary import InquiryChannel, SilenceKind, Stance, Voice


class Inquiry(WorldFact):
    """A request for comment; `effective_at` is when it was asked."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="inquiries")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="inquiries")
    channel = models.CharField(
        max_length=24, choices=choices(InquiryChannel), blank=True
    )
    asked_by = models.CharField(max_length=200, blank=True)
    question = models.TextField(blank=True)
    deadline = models.DateTimeField(null=True, blank=True)

    objects = WorldFactQuerySet.as_manager()

    class Meta:
        ordering = ("effective_at", "recorded_at", "id")
        verbose_name_plural = "inquiries"
        indexes = (models.Index(fields=("claim", "party"), name="inquiry_by_claim"),)
        constraints = (
            *world_constraints("inquiry"),
            void_or("inquiry", "channel", InquiryChannel),
            models.CheckConstraint(
                name="inquiry_deadline_follows_question",
                condition=Q(deadline__isnull=True) | Q(deadline__gt=F("effective_at")),
            ),
            # The target of the composite foreign keys in migration 0002.
            models.UniqueConstraint(
                name="inquiry_id_and_claim", fields=("id", "claim")
            ),
        )

    def __str__(self) -> str:
        return f"asked {self.party_id} at {self.effective_at:%Y-%m-%d %H:%M}"


class Position(WorldFact):
    """What a party said about a claim, on a date, by whose mouth. Append-only.

    `gist` is a short account in each language of the interface: {"en": "..."}.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="positions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=24, choices=choices(Stance), blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    voice = models.CharField(
        max_length=16, choices=choices(Voice), default=Voice.QUOTED.value
    )
    gist = models.JSONField(default=dict, blank=True)
    answers = models.ForeignKey(
        Inquiry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
    )

    objects = WorldFactQuerySet.as_manager()

    class Meta:
        ordering = ("effective_at", "recorded_at", "id")
        indexes = (
            models.Index(fields=("claim", "effective_at"), name="position_by_claim"),
            models.Index(fields=("party", "effective_at"), name="position_by_party"),
            models.Index(fields=("-recorded_at",), name="position_recorded"),
        )
        constraints = (
            *world_constraints("position"),
            void_or("position", "stance", Stance),
            models.CheckConstraint(
                name="position_voice_is_known", condition=one_of("voice", Voice)
            ),
            # The target of the composite foreign key in migration 0002.
            models.UniqueConstraint(
                name="position_id_and_claim", fields=("id", "claim")
            ),
        )

    def __str__(self) -> str:
        return f"{self.party_id} {self.stance or 'void'} {self.effective_at:%Y-%m-%d}"


class Silence(WorldFact):
    """Why there is no position; `effective_at` is when the desk looked."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="silences")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="silences")
    kind = models.CharField(max_length=24, choices=choices(SilenceKind), blank=True)
    inquiry = models.ForeignKey(
        Inquiry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="silences",
    )

    objects = WorldFactQuerySet.as_manager()

    class Meta:
        ordering = ("effective_at", "recorded_at", "id")
        indexes = (
            models.Index(fields=("claim", "effective_at"), name="silence_by_claim"),
            models.Index(fields=("party", "effective_at"), name="silence_by_party"),
        )
        constraints = (
            *world_constraints("silence"),
            void_or("silence", "kind", SilenceKind),
            models.CheckConstraint(
                name="silence_asked_names_the_inquiry",
                condition=Q(
                    kind=SilenceKind.ASKED_NO_RESPONSE.value, inquiry__isnull=False
                )
                | (
                    ~Q(kind=SilenceKind.ASKED_NO_RESPONSE.value)
                    & Q(inquiry__isnull=True)
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind or 'void'} {self.effective_at:%Y-%m-%d}"
