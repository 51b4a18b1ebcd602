"""How the budget of checks is shared, and what each source is planned with."""

import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (("tracker", "0009_places_that_are_kept"),)
    operations = [
        migrations.CreateModel(
            name="Plan",
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
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("budget", models.FloatField()),
                ("price", models.FloatField()),
                ("mean_rate", models.FloatField()),
                ("sources", models.PositiveIntegerField()),
                ("checks", models.FloatField()),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.AddField(
            model_name="host",
            name="price",
            field=models.FloatField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="change_rate",
            field=models.FloatField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="born_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="importance",
            field=models.FloatField(db_default=1.0, default=1.0, editable=False),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                name="plan_shares_something",
                condition=Q(
                    budget__gt=0, price__gte=0, mean_rate__gte=0, checks__gte=0
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="host",
            constraint=models.CheckConstraint(
                name="host_price_is_not_negative",
                condition=Q(price__isnull=True) | Q(price__gte=0),
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                name="source_is_planned_with_no_debts",
                condition=Q(importance__gte=0)
                & (Q(change_rate__isnull=True) | Q(change_rate__gte=0)),
            ),
        ),
    ]
