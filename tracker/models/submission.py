"""Submissions: articles that came in, and the claims that were found in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.models.claim import Claim
from tracker.rules.vocabulary import SuggestionState


class Submission(models.Model):
    """An article that came in; it may lack an address and a date."""

    title = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-received_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="submission_is_not_empty", condition=~Q(text="") & ~Q(title="")
            ),
        )

    def __str__(self) -> str:
        return self.title


class Suggestion(models.Model):
    """A claim that was found in a submission, and what the desk made of it.

    `note` is what its finder says of it: who said it, how others rated it.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="suggestions"
    )
    statement = models.TextField()
    quotation = models.TextField(blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(
        max_length=16,
        choices=choices(SuggestionState),
        default=SuggestionState.NEW.value,
    )
    reason = models.TextField(blank=True)
    claim = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("submission", "id")
        constraints = (
            models.CheckConstraint(
                name="suggestion_state_is_known",
                condition=one_of("state", SuggestionState),
            ),
            models.CheckConstraint(
                name="suggestion_taken_names_the_claim",
                condition=~Q(
                    state__in=(
                        SuggestionState.ACCEPTED.value,
                        SuggestionState.MERGED.value,
                    )
                )
                | Q(claim__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_declined_with_a_reason",
                condition=~Q(state=SuggestionState.DECLINED.value) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="suggestion_decided_has_a_date",
                condition=Q(state=SuggestionState.NEW.value, decided_at__isnull=True)
                | (~Q(state=SuggestionState.NEW.value) & Q(decided_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return self.statement[:80]
