"""Contributions, decisions that wait for a second person, and the policy on both."""

from collections.abc import Sequence

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

REFUSE_CHANGE = """
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON tracker_policy
FOR EACH ROW EXECUTE FUNCTION tracker_refuse_change()
"""
NOTE_FACTS = """
CREATE TRIGGER note_facts AFTER INSERT ON tracker_policy
REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION tracker_note_facts()
"""
NOTE_EDITS = """
CREATE TRIGGER note_edit AFTER INSERT OR UPDATE OF {listed} OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION tracker_note_edit({arguments})
"""
# What people do to what waits, from its first word to its answer.
KEPT = {
    "tracker_contribution": ("state", "summary", "data", "answer"),
    "tracker_pendingdecision": ("state", "status", "reason", "answer"),
}
# What a form was filled in with: {"field": ["value", ...], ...} and nothing else.
FIELDS = """
ALTER TABLE tracker_contribution ADD CONSTRAINT contribution_data_are_fields CHECK (
    jsonb_typeof(data) = 'object'
    AND NOT jsonb_path_exists(data, 'strict $.* ? (@.type() != "array")')
)
"""


def note_edits(table: str, columns: Sequence[str]) -> migrations.RunSQL:
    arguments = ", ".join(f"'{name}'" for name in columns)
    made = NOTE_EDITS.format(
        table=table, listed=", ".join(columns), arguments=arguments
    )
    return migrations.RunSQL(made, f"DROP TRIGGER note_edit ON {table}")


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0014_edits_write_themselves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("position", "Position"),
                            ("silence", "Silence"),
                            ("inquiry", "Inquiry"),
                            ("citation", "Citation"),
                            ("role", "Role"),
                            ("relation", "Relation"),
                            ("wording", "Wording"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("add", "Add"),
                            ("correct", "Correct"),
                            ("take_back", "Take back"),
                        ],
                        default="add",
                        max_length=16,
                    ),
                ),
                ("row", models.PositiveBigIntegerField(blank=True, null=True)),
                ("data", models.JSONField(blank=True, default=dict)),
                ("summary", models.CharField(max_length=300)),
                ("note", models.TextField(blank=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("became", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="tracker.claim",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="tracker.reviewitem",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-id"),
                "permissions": (("accept_contribution", "Can accept contributions"),),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["created_at", "id"],
                        name="contribution_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "waiting"),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("state", "withdrawn"),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("answered_by", models.F("author")),
                            ),
                            models.Q(
                                ("state", "accepted"),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(
                                    ("answered_by", models.F("author")), _negated=True
                                ),
                            ),
                            models.Q(
                                ("state", "declined"),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(
                                    ("answered_by", models.F("author")), _negated=True
                                ),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contribution_answered_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "position",
                                    "silence",
                                    "inquiry",
                                    "citation",
                                    "role",
                                    "relation",
                                    "wording",
                                ],
                            )
                        ),
                        name="contribution_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deed", "add"), ("row__isnull", True)),
                            models.Q(
                                ("deed__in", ("correct", "take_back")),
                                (
                                    "kind__in",
                                    ("position", "silence", "inquiry", "citation"),
                                ),
                                ("row__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contribution_names_the_row_that_it_corrects",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("became__isnull", True),
                            ("state", "accepted"),
                            _connector="OR",
                        ),
                        name="contribution_became_a_row_when_accepted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PendingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Unconfirmed"),
                            ("corroborated", "Corroborated"),
                            ("confirmed", "Confirmed"),
                            ("partly_confirmed", "Partly confirmed"),
                            ("disputed", "Disputed"),
                            ("denied", "Denied"),
                            ("false", "False"),
                            ("unverifiable", "Unverifiable"),
                            ("retracted", "Retracted"),
                            ("superseded", "Superseded"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveBigIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("reason", models.TextField()),
                ("proposal", models.JSONField(default=dict)),
                (
                    "decided_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "change",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pending_decision",
                        to="tracker.statuschange",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pending_decisions",
                        to="tracker.claim",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pending_decisions",
                        to="tracker.reviewitem",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.claim",
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_at", "-id"),
                "permissions": (
                    ("approve_pendingdecision", "Can approve decisions of weight"),
                ),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "waiting"),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("state", "withdrawn"),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("answered_by", models.F("author")),
                            ),
                            models.Q(
                                ("state", "accepted"),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(
                                    ("answered_by", models.F("author")), _negated=True
                                ),
                            ),
                            models.Q(
                                ("state", "declined"),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(
                                    ("answered_by", models.F("author")), _negated=True
                                ),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pending_decision_answered_by_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("claim",),
                        name="pending_decision_one_a_claim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "unconfirmed",
                                    "corroborated",
                                    "confirmed",
                                    "partly_confirmed",
                                    "disputed",
                                    "denied",
                                    "false",
                                    "unverifiable",
                                    "retracted",
                                    "superseded",
                                ],
                            )
                        ),
                        name="pending_decision_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="pending_decision_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "superseded"),
                                ("superseded_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("status", "superseded"), _negated=True),
                                ("superseded_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="pending_decision_superseded_names_a_claim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change__isnull", False), ("state", "accepted")),
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("change__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="pending_decision_becomes_a_change",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "statuses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("unconfirmed", "Unconfirmed"),
                                ("corroborated", "Corroborated"),
                                ("confirmed", "Confirmed"),
                                ("partly_confirmed", "Partly confirmed"),
                                ("disputed", "Disputed"),
                                ("denied", "Denied"),
                                ("false", "False"),
                                ("unverifiable", "Unverifiable"),
                                ("retracted", "Retracted"),
                                ("superseded", "Superseded"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("publishing_needs_two", models.BooleanField(default=True)),
                ("undo_minutes", models.PositiveSmallIntegerField(default=10)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "policy",
                "ordering": ("-recorded_at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "statuses__contained_by",
                                [
                                    "unconfirmed",
                                    "corroborated",
                                    "confirmed",
                                    "partly_confirmed",
                                    "disputed",
                                    "denied",
                                    "false",
                                    "unverifiable",
                                    "retracted",
                                    "superseded",
                                ],
                            )
                        ),
                        name="policy_statuses_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("undo_minutes__lte", 1440)),
                        name="policy_undo_within_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="policy_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            REFUSE_CHANGE, "DROP TRIGGER refuse_change ON tracker_policy"
        ),
        migrations.RunSQL(
            FIELDS,
            "ALTER TABLE tracker_contribution "
            "DROP CONSTRAINT contribution_data_are_fields",
        ),
        migrations.RunSQL(NOTE_FACTS, "DROP TRIGGER note_facts ON tracker_policy"),
        *(note_edits(table, columns) for table, columns in KEPT.items()),
    ]
