"""What people of the desk are told, how they wish to be told, and by which line."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0019_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterSettings",
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
                ("language", models.CharField(default="en", max_length=12)),
                ("zone", models.CharField(default="UTC", max_length=64)),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[django.core.validators.MaxValueValidator(23)],
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "letter settings",
            },
        ),
        migrations.CreateModel(
            name="Line",
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
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("problem", models.TextField(blank=True)),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                ("rest_until", models.DateTimeField(blank=True, null=True)),
                ("last_success_at", models.DateTimeField(blank=True, null=True)),
                ("last_failure_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assigned", "Assigned"),
                            ("urgent_finding", "Urgent finding"),
                            ("inquiry_overdue", "Inquiry overdue"),
                            ("approval_wanted", "Approval wanted"),
                            ("item_back", "Item back"),
                            ("status_changed", "Status changed"),
                        ],
                        max_length=24,
                    ),
                ),
                ("what", models.JSONField(default=dict)),
                ("about", models.JSONField(default=dict)),
                ("path", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
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
                        choices=[
                            ("assigned", "Assigned"),
                            ("urgent_finding", "Urgent finding"),
                            ("inquiry_overdue", "Inquiry overdue"),
                            ("approval_wanted", "Approval wanted"),
                            ("item_back", "Item back"),
                            ("status_changed", "Status changed"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("digest", "Digest"),
                            ("desk", "Desk"),
                            ("not", "Not"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Told",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("digest", "Digest"),
                            ("desk", "Desk"),
                            ("not", "Not"),
                        ],
                        max_length=8,
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Webhook",
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
                ("name", models.CharField(max_length=100, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("slack", "Slack"),
                            ("mattermost", "Mattermost"),
                            ("json", "Json"),
                        ],
                        max_length=16,
                    ),
                ),
                ("address", models.CharField(max_length=2000)),
                ("secret", models.CharField(blank=True, max_length=200)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("assigned", "Assigned"),
                                ("urgent_finding", "Urgent finding"),
                                ("inquiry_overdue", "Inquiry overdue"),
                                ("approval_wanted", "Approval wanted"),
                                ("item_back", "Item back"),
                                ("status_changed", "Status changed"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("stopped_because", models.CharField(blank=True, max_length=200)),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="delivery",
            name="delivery_state_is_known",
        ),
        migrations.AddField(
            model_name="delivery",
            name="made_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="tried_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="wanted_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="assigned_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="assigned_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="urgent_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="waited_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="waited_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="recipient",
            field=models.CharField(
                help_text="An e-mail address or the name of a webhook", max_length=2000
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Pending"),
                    ("sent", "Sent"),
                    ("failed", "Failed"),
                    ("dropped", "Dropped"),
                ],
                default="pending",
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("state", "open"), ("urgent_at__isnull", False)),
                fields=["urgent_at"],
                name="review_item_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("assigned_at__isnull", False), ("state", "open")),
                fields=["assigned_at"],
                name="review_item_assigned",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("state", "open"), ("waited_by__isnull", False)),
                fields=["wait_until"],
                name="review_item_waited",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("kind", "inquiry_overdue"), ("state", "open")),
                fields=["opened_at"],
                name="review_item_overdue",
            ),
        ),
        migrations.AddField(
            model_name="lettersettings",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letter_settings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tracker.claim",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="tracker.reviewitem",
            ),
        ),
        migrations.AddField(
            model_name="noticechoice",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notice_choices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="told",
            name="delivery",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="told",
                to="tracker.delivery",
            ),
        ),
        migrations.AddField(
            model_name="told",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="told",
                to="tracker.notice",
            ),
        ),
        migrations.AddField(
            model_name="told",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="told",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="webhook",
            name="made_by",
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
            model_name="line",
            name="webhook",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="line",
                to="tracker.webhook",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="webhook",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deliveries",
                to="tracker.webhook",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "failed")),
                fields=["webhook"],
                name="delivery_failed",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["pending", "sent", "failed", "dropped"])
                ),
                name="delivery_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_error", ""),
                    ("state__in", ("failed", "dropped")),
                    _negated=True,
                ),
                name="delivery_failed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettersettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("hour__lte", 23)),
                name="letter_settings_hour_is_of_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["item", "kind", "at"], name="notice_by_item"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["claim", "kind", "at"], name="notice_by_claim"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "assigned",
                            "urgent_finding",
                            "inquiry_overdue",
                            "approval_wanted",
                            "item_back",
                            "status_changed",
                        ],
                    )
                ),
                name="notice_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("path__startswith", "/"),
                    models.Q(("path__startswith", "//"), _negated=True),
                ),
                name="notice_leads_somewhere_here",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.UniqueConstraint(
                fields=("person", "kind"), name="notice_choice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "assigned",
                            "urgent_finding",
                            "inquiry_overdue",
                            "approval_wanted",
                            "item_back",
                            "status_changed",
                        ],
                    )
                ),
                name="notice_choice_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["at_once", "digest", "desk", "not"])),
                name="notice_choice_how_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="told",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True)),
                fields=["person", "-id"],
                name="told_not_seen",
            ),
        ),
        migrations.AddIndex(
            model_name="told",
            index=models.Index(
                condition=models.Q(
                    ("delivery__isnull", True),
                    ("how", "digest"),
                    ("seen_at__isnull", True),
                ),
                fields=["person"],
                name="told_for_a_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="told",
            constraint=models.UniqueConstraint(
                fields=("notice", "person"), name="told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="told",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["at_once", "digest", "desk", "not"])),
                name="told_how_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["slack", "mattermost", "json"])),
                name="webhook_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "json"), _negated=True),
                    models.Q(("secret", ""), _negated=True),
                    _connector="OR",
                ),
                name="webhook_signs_plain_json",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(("address__regex", "^https?://")),
                name="webhook_address_is_of_the_web",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("webhook",), name="line_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("failing_since__isnull", True),
                        ("failures", 0),
                        ("problem", ""),
                    ),
                    models.Q(
                        ("failing_since__isnull", False),
                        ("failures__gt", 0),
                        models.Q(("problem", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="line_fails_since_a_moment",
            ),
        ),
    ]
