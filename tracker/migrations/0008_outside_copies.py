"""Copies of pages in outside archives: wished for, looked for, and found.

A copy that was wished for with a snapshot is of that snapshot's own page.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0007_known_clutter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideCopy",
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
                    "kind",
                    models.CharField(
                        choices=[("save", "Save"), ("find", "Find")], max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("saving", "Saving"),
                            ("kept", "Kept"),
                            ("none", "None"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("near", models.DateTimeField()),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("job", models.CharField(blank=True, max_length=200)),
                ("job_at", models.DateTimeField(blank=True, null=True)),
                ("address", models.CharField(blank=True, max_length=2500)),
                ("captured_at", models.DateTimeField(blank=True, null=True)),
                ("found_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.TextField(blank=True)),
                (
                    "lease_token",
                    models.UUIDField(blank=True, editable=False, null=True),
                ),
                (
                    "lease_until",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_copies",
                        to="tracker.snapshot",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_copies",
                        to="tracker.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "outside copies",
                "ordering": ("-asked_at", "-id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "saving"))),
                        fields=["due_at", "id"],
                        name="outside_copy_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease_token__isnull", True),
                                ("lease_until__isnull", True),
                            ),
                            models.Q(
                                ("lease_token__isnull", False),
                                ("lease_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outside_copy_lease_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["save", "find"])),
                        name="outside_copy_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "saving", "kept", "none", "failed"],
                            )
                        ),
                        name="outside_copy_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("captured_at__isnull", False),
                                ("found_at__isnull", False),
                                ("state", "kept"),
                                models.Q(
                                    ("address__startswith", "http://"),
                                    ("address__startswith", "https://"),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("state", "kept"), _negated=True),
                                ("address", ""),
                                ("captured_at__isnull", True),
                                ("found_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outside_copy_kept_has_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("job_at__isnull", False),
                                ("state", "saving"),
                                models.Q(("job", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "saving"), _negated=True),
                                ("job", ""),
                                ("job_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outside_copy_saving_has_a_job",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "saving"))),
                        fields=("source", "kind"),
                        name="outside_copy_open_once",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE tracker_outsidecopy ADD CONSTRAINT"
            " outsidecopy_snapshot_stands_together FOREIGN KEY (snapshot_id, source_id)"
            " REFERENCES tracker_snapshot (id, source_id)"
            " DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE tracker_outsidecopy DROP CONSTRAINT"
            " outsidecopy_snapshot_stands_together",
        ),
    ]
