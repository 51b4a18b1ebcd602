"""Plans: how the budget of checks was shared, from a moment on."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Plan(models.Model):
    """One solution of the schedule: a row that is never edited.

    With `price` and `mean_rate` every source finds its own rate; a host that its cap
    makes dearer has a price of its own (`Host.price`). `budget` is in checks a day,
    `checks` what the plan comes to.
    """

    made_at = models.DateTimeField(db_default=Now(), editable=False)
    budget = models.FloatField()
    price = models.FloatField()
    mean_rate = models.FloatField()
    sources = models.PositiveIntegerField()
    checks = models.FloatField()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="plan_shares_something",
                condition=Q(
                    budget__gt=0, price__gte=0, mean_rate__gte=0, checks__gte=0
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sources} sources, {self.checks:.0f} checks a day"
