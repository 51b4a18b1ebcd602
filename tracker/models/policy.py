"""What the desk asks of its own people: where two are needed, how long an undo is
easy."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tracker.models.base import DeskFact, DeskFactQuerySet, choices
from tracker.rules.vocabulary import Status

MOST_MINUTES = 24 * 60


class Policy(DeskFact):
    """The policy from a moment on; the latest row holds, `review.policy` reads it."""

    statuses = ArrayField(
        models.CharField(max_length=24, choices=choices(Status)),
        default=list,
        blank=True,
    )
    publishing_needs_two = models.BooleanField(default=True)
    undo_minutes = models.PositiveSmallIntegerField(default=10)

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-id")
        verbose_name_plural = "policy"
        constraints = (
            models.CheckConstraint(
                name="policy_statuses_are_known",
                condition=Q(statuses__contained_by=[one.value for one in Status]),
            ),
            models.CheckConstraint(
                name="policy_undo_within_a_day",
                condition=Q(undo_minutes__lte=MOST_MINUTES),
            ),
            models.CheckConstraint(name="policy_says_why", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"Policy since {self.recorded_at:%d %B %Y, %H:%M}"
