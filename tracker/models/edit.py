"""Who changed what when: a line for every row that a person of the desk writes.

The lines are written by triggers (migration 0014), so that they hold for bulk
operations, the shell and other programs too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, models
from django.db.models import Q

from tracker.models.base import choices, one_of
from tracker.rules.vocabulary import EditVerb

# Read by the triggers; a setting of the connection, so that it ends with it.
PERSON = "on_record.person"


class Edit(models.Model):
    """One row that was added, changed or removed.

    A changed row has its old and new values in `before` and `after`, by column. An
    added fact has neither: the row itself is kept for ever. `claim`, `party` and
    `source` are the ids of what the row is about.
    """

    at = models.DateTimeField()
    # No constraint: a line must outlast whatever becomes of the account.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    verb = models.CharField(max_length=8, choices=choices(EditVerb))
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    claim = models.BigIntegerField(null=True)
    party = models.BigIntegerField(null=True)
    source = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("table", "row", "-id"), name="edit_of_row"),
            models.Index(fields=("person", "-id"), name="edit_by_person"),
            models.Index(
                fields=("claim", "-id"),
                name="edit_of_claim",
                condition=Q(claim__isnull=False),
            ),
            models.Index(
                fields=("party", "-id"),
                name="edit_of_party",
                condition=Q(party__isnull=False),
            ),
            models.Index(
                fields=("source", "-id"),
                name="edit_of_source",
                condition=Q(source__isnull=False),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="edit_verb_is_known", condition=one_of("verb", EditVerb)
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.table} {self.row}"


@contextmanager
def acting(person: int | None) -> Iterator[None]:
    """Whatever is written meanwhile is written down as this person's."""
    _say(str(person or ""))
    try:
        yield
    finally:
        # A transaction that failed takes the setting back by itself.
        if not connection.needs_rollback:
            _say("")


def _say(person: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [PERSON, person])
