"""The steps that people took with a review item."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.models.base import DeskFact, DeskFactQuerySet, choices, one_of
from tracker.models.review import ReviewItem
from tracker.models.status import StatusChange
from tracker.rules.vocabulary import StepKind


class ItemStep(DeskFact):
    """One step: who took it, when, and what the item was before, so that it can be
    taken back exactly.

    `reason` is the reason or the note that came with it. `assignee` and `wait_until`
    are the item's from then on; `status_change` is what the step decided.
    """

    item = models.ForeignKey(ReviewItem, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=24, choices=choices(StepKind))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    wait_until = models.DateTimeField(null=True, blank=True)
    was_assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    was_waiting_until = models.DateTimeField(null=True, blank=True)
    status_change = models.ForeignKey(
        StatusChange,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    undoes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
    )

    objects = DeskFactQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="item_step_kind_is_known", condition=one_of("kind", StepKind)
            ),
            models.CheckConstraint(
                name="item_step_undone_names_the_step",
                condition=Q(kind=StepKind.UNDONE.value, undoes__isnull=False)
                | (~Q(kind=StepKind.UNDONE.value) & Q(undoes__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.kind}"
