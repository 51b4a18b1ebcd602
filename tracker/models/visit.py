"""When a person was last at the desk, so that it can say what is new."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DeskVisit(models.Model):
    """`seen_until` is the moment after which all is new to the person; `last_at` is
    when the desk was last open. A long pause between the two begins a new visit."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_visit"
    )
    seen_until = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="desk_visit_saw_the_past",
                condition=Q(seen_until__lte=F("last_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} at {self.last_at:%Y-%m-%d %H:%M}"
