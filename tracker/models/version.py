"""Which version of a public page holds now: raised by the database itself."""

from django.db import models
from django.db.models.functions import Now

from tracker.models.claim import Claim


class ClaimVersion(models.Model):
    """One row a claim, raised by triggers (migration 0024) as the last act of each
    transaction that wrote something the claim's page shows.

    A number is never on two different pages; `changed_at` keeps that true after a
    backup was restored, when numbers are given a second time.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="version"
    )
    number = models.BigIntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("claim",)

    def __str__(self) -> str:
        return f"{self.claim_id} at {self.number}"


class SiteVersion(models.Model):
    """One row, raised by what may stand on any page: names of parties, topics, places
    and people."""

    number = models.BigIntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="site_version_is_one_row", condition=models.Q(id=1)
            ),
        )

    def __str__(self) -> str:
        return str(self.number)
