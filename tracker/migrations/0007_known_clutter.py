"""What is known to be clutter, a fact that nobody edits, and the signs of it."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

REFUSE_CHANGE = """
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON tracker_clutter
FOR EACH ROW EXECUTE FUNCTION tracker_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0006_looks_begin_with_their_claim"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clutter",
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
                ("key", models.CharField(max_length=80)),
                ("sample", models.TextField(blank=True)),
                (
                    "learnt_from",
                    models.CharField(
                        choices=[
                            ("captures", "Captures"),
                            ("recurrence", "Recurrence"),
                            ("clicked", "Clicked"),
                        ],
                        max_length=16,
                    ),
                ),
                ("is_ended", models.BooleanField(default=False)),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clutter",
                        to="tracker.host",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.reviewitem",
                    ),
                ),
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
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clutter",
                        to="tracker.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "clutter",
                "ordering": ("source", "host", "key", "-recorded_at", "-id"),
                "indexes": [
                    models.Index(
                        fields=["source", "key", "-recorded_at", "-id"],
                        name="clutter_of_source",
                    ),
                    models.Index(
                        fields=["host", "key", "-recorded_at", "-id"],
                        name="clutter_of_host",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("host__isnull", True), ("source__isnull", False)),
                            models.Q(("host__isnull", False), ("source__isnull", True)),
                            _connector="OR",
                        ),
                        name="clutter_is_of_a_source_or_a_host",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("learnt_from__in", ["captures", "recurrence", "clicked"])
                        ),
                        name="clutter_lesson_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z]+:[0-9a-f]{64}$")),
                        name="clutter_key_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_ended", False),
                                models.Q(("learnt_from", "clicked"), _negated=True),
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="clutter_of_a_person_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClutterSign",
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
                ("key", models.CharField(max_length=80)),
                ("times", models.PositiveIntegerField(default=1)),
                (
                    "seen_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tracker.source",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["key"], name="clutter_sign_elsewhere")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "key"), name="clutter_sign_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            REFUSE_CHANGE, "DROP TRIGGER refuse_change ON tracker_clutter"
        ),
    ]
