"""What people did with review items, when they last looked, and how the evidence
stands."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

REFUSE_CHANGE = """
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON tracker_itemstep
FOR EACH ROW EXECUTE FUNCTION tracker_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0015_contributions_and_approvals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskVisit",
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
                ("seen_until", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HostHealth",
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
                ("present", models.PositiveIntegerField(default=0)),
                ("altered", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
                ("unreachable", models.PositiveIntegerField(default=0)),
                ("unseen", models.PositiveIntegerField(default=0)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("pages_altered", models.PositiveIntegerField(default=0)),
                ("pages_gone", models.PositiveIntegerField(default=0)),
                ("oldest_at", models.DateTimeField(blank=True, null=True)),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ItemStep",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("kept", "Kept"),
                            ("position_recorded", "Position recorded"),
                            ("status_changed", "Status changed"),
                            ("citation_replaced", "Citation replaced"),
                            ("asked", "Asked"),
                            ("waits", "Waits"),
                            ("dismissed", "Dismissed"),
                            ("assigned", "Assigned"),
                            ("undone", "Undone"),
                        ],
                        max_length=24,
                    ),
                ),
                ("wait_until", models.DateTimeField(blank=True, null=True)),
                ("was_waiting_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-recorded_at", "-id"),
            },
        ),
        migrations.RemoveIndex(
            model_name="reviewitem",
            name="review_item_open",
        ),
        migrations.AddIndex(
            model_name="position",
            index=models.Index(fields=["-recorded_at"], name="position_recorded"),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["-urgency", "-is_confirmed", "opened_at", "id"],
                name="review_item_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", False)),
                fields=["-resolved_at"],
                name="review_item_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="statuschange",
            index=models.Index(fields=["-recorded_at"], name="status_recorded"),
        ),
        migrations.AddField(
            model_name="deskvisit",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="desk_visit",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hosthealth",
            name="host",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="health",
                to="tracker.host",
            ),
        ),
        migrations.AddField(
            model_name="hosthealth",
            name="oldest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="tracker.source",
            ),
        ),
        migrations.AddField(
            model_name="itemstep",
            name="assignee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="itemstep",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="tracker.reviewitem",
            ),
        ),
        migrations.AddField(
            model_name="itemstep",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="itemstep",
            name="status_change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tracker.statuschange",
            ),
        ),
        migrations.AddField(
            model_name="itemstep",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="tracker.itemstep",
            ),
        ),
        migrations.AddField(
            model_name="itemstep",
            name="was_assignee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="deskvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen_until__lte", models.F("last_at"))),
                name="desk_visit_saw_the_past",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "kept",
                            "position_recorded",
                            "status_changed",
                            "citation_replaced",
                            "asked",
                            "waits",
                            "dismissed",
                            "assigned",
                            "undone",
                        ],
                    )
                ),
                name="item_step_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "undone"), ("undoes__isnull", False)),
                    models.Q(
                        models.Q(("kind", "undone"), _negated=True),
                        ("undoes__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="item_step_undone_names_the_step",
            ),
        ),
        migrations.RunSQL(
            REFUSE_CHANGE, "DROP TRIGGER refuse_change ON tracker_itemstep"
        ),
    ]
