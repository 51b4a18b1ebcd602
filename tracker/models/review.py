"""Review items: something that a person has to look at."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.models.check import Check
from tracker.models.citation import Citation
from tracker.models.claim import Claim
from tracker.models.party import Party
from tracker.models.position import Inquiry
from tracker.models.source import Source
from tracker.models.watch import WatchEntry
from tracker.rules.vocabulary import ReviewKind, ReviewState, Urgency, WaitingState
from tracker.rules.wording import label_of


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    def open(self) -> Self:
        return self.filter(state=ReviewState.OPEN)

    def touching(self, claim: Claim) -> Self:
        """About a claim, or about words that are quoted for it; each is looked for by
        itself, for only so can its index be used."""
        items = self.model._default_manager.order_by()
        own = items.filter(claim=claim).values("pk")
        return self.filter(
            pk__in=own.union(items.filter(citation__claim=claim).values("pk"))
        )

    def without_pending(self) -> Self:
        """Without those on which somebody decided and a second person has to answer."""
        return self.exclude(pending_decisions__state=WaitingState.WAITING)

    def queued(self, now: datetime) -> Self:
        """Open, and not put off until later."""
        return self.open().filter(Q(wait_until__isnull=True) | Q(wait_until__lte=now))

    def waiting(self, now: datetime) -> Self:
        """Open, and put off: they come back by themselves."""
        return self.open().filter(wait_until__gt=now)

    def most_urgent_first(self) -> Self:
        return self.order_by("-urgency", "-is_confirmed", "opened_at", "id")


class ReviewItem(models.Model):
    """One finding, updated in place while it is open: never two for one thing.

    `check_run` is the check that opened it and `last_check` the latest that saw it
    still so. `before` and `after` are the words then and now. `urgent_at` is when it
    came to be both urgent and confirmed; `waited_by` and `waited_at` say who put it
    aside until `wait_until`, and when.
    """

    kind = models.CharField(max_length=24, choices=choices(ReviewKind))
    state = models.CharField(
        max_length=16, choices=choices(ReviewState), default=ReviewState.OPEN.value
    )
    urgency = models.PositiveSmallIntegerField(choices=choices(Urgency))
    is_confirmed = models.BooleanField(default=False)
    claim = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_items",
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_items",
    )
    citation = models.ForeignKey(
        Citation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_items",
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    inquiry = models.ForeignKey(
        Inquiry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_items",
    )
    watch_entry = models.ForeignKey(
        WatchEntry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_items",
    )
    check_run = models.ForeignKey(
        Check, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    last_check = models.ForeignKey(
        Check, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    urgent_at = models.DateTimeField(null=True, blank=True, editable=False)
    wait_until = models.DateTimeField(null=True, blank=True)
    waited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    waited_at = models.DateTimeField(null=True, blank=True, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="review_items",
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    assigned_at = models.DateTimeField(null=True, blank=True, editable=False)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    resolution = models.TextField(blank=True)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        ordering = ("-urgency", "opened_at", "id")
        indexes = (
            models.Index(
                fields=("-urgency", "-is_confirmed", "opened_at", "id"),
                name="review_item_queue",
                condition=Q(state=ReviewState.OPEN.value),
            ),
            models.Index(
                fields=("-resolved_at",),
                name="review_item_closed",
                condition=Q(resolved_at__isnull=False),
            ),
            # What people may have to be told of: see `tracker.notices.finders`.
            models.Index(
                fields=("urgent_at",),
                name="review_item_urgent",
                condition=Q(state=ReviewState.OPEN.value, urgent_at__isnull=False),
            ),
            models.Index(
                fields=("assigned_at",),
                name="review_item_assigned",
                condition=Q(state=ReviewState.OPEN.value, assigned_at__isnull=False),
            ),
            models.Index(
                fields=("wait_until",),
                name="review_item_waited",
                condition=Q(state=ReviewState.OPEN.value, waited_by__isnull=False),
            ),
            models.Index(
                fields=("opened_at",),
                name="review_item_overdue",
                condition=Q(
                    state=ReviewState.OPEN.value,
                    kind=ReviewKind.INQUIRY_OVERDUE.value,
                ),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="review_item_kind_is_known", condition=one_of("kind", ReviewKind)
            ),
            models.CheckConstraint(
                name="review_item_urgency_is_known",
                condition=one_of("urgency", Urgency),
            ),
            models.CheckConstraint(
                name="review_item_closed_with_a_reason",
                condition=Q(
                    state=ReviewState.OPEN.value,
                    resolved_at__isnull=True,
                    resolved_by__isnull=True,
                    resolution="",
                )
                | (
                    Q(
                        state__in=(
                            ReviewState.RESOLVED.value,
                            ReviewState.DISMISSED.value,
                        ),
                        resolved_at__isnull=False,
                    )
                    & ~Q(resolution="")
                ),
            ),
            models.CheckConstraint(
                name="review_item_is_about_something",
                condition=Q(claim__isnull=False) | Q(source__isnull=False),
            ),
            models.UniqueConstraint(
                name="review_item_open_once",
                fields=(
                    "kind",
                    "source",
                    "citation",
                    "claim",
                    "party",
                    "inquiry",
                    "watch_entry",
                ),
                condition=Q(state=ReviewState.OPEN.value),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        state = label_of(ReviewState(self.state)).lower()
        return f"{label_of(ReviewKind(self.kind))} ({state})"
