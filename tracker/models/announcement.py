"""Which changes readers were told of by mail."""

from django.db import models
from django.db.models.functions import Now

from tracker.models.base import choices, one_of
from tracker.models.claim import Claim
from tracker.rules.changes import ChangeOf


class Announcement(models.Model):
    """One change that subscribers were told of; there is one row for one thing, so
    nobody is ever told of it twice. `of` and `row` name the fact."""

    of = models.CharField(max_length=16, choices=choices(ChangeOf))
    row = models.PositiveBigIntegerField()
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("made_at",), name="announcement_made"),)
        constraints = (
            models.UniqueConstraint(name="announcement_once", fields=("of", "row")),
            models.CheckConstraint(
                name="announcement_of_is_known", condition=one_of("of", ChangeOf)
            ),
        )

    def __str__(self) -> str:
        return f"{self.of}:{self.row}"
