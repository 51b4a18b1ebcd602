"""Watches: channels of a party that are read for answers."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.models.check import Check
from tracker.models.party import Party
from tracker.models.source import Source
from tracker.rules.vocabulary import WatchKind


class Watch(models.Model):
    """A channel of a party. It is a source, so the engine reads it like any other."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="watches")
    source = models.OneToOneField(
        Source, on_delete=models.PROTECT, related_name="watch"
    )
    kind = models.CharField(max_length=16, choices=choices(WatchKind))
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("party", "id")
        verbose_name_plural = "watches"
        constraints = (
            models.CheckConstraint(
                name="watch_kind_is_known", condition=one_of("kind", WatchKind)
            ),
        )

    def __str__(self) -> str:
        return f"{self.party_id}: {self.source_id}"


class WatchEntry(models.Model):
    """One statement seen on a watched channel, once. `key` names it there."""

    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    check_run = models.ForeignKey(
        Check,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="watch_entries",
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("watch", "-recorded_at", "-id")
        verbose_name_plural = "watch entries"
        constraints = (
            models.UniqueConstraint(name="watch_entry_once", fields=("watch", "key")),
            models.CheckConstraint(
                name="watch_entry_says_something",
                condition=~Q(key="") & (~Q(title="") | ~Q(text="")),
            ),
        )

    def __str__(self) -> str:
        return self.title or self.text[:80]
