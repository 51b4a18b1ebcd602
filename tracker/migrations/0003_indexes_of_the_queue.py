"""What was asked for, what is in trouble and who backs off are found by index."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_refuse_changes")]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="host",
            field=models.ForeignKey(
                db_index=False,
                on_delete=models.PROTECT,
                related_name="sources",
                to="tracker.host",
            ),
        ),
        migrations.AddIndex(
            model_name="host",
            index=models.Index(
                fields=["backoff_until"],
                name="host_backoff",
                condition=Q(backoff_until__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                fields=["host", "due_at"],
                name="source_asked_for",
                condition=Q(priority__gt=0),
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                fields=["state"],
                name="source_in_trouble",
                condition=~Q(state="ok"),
            ),
        ),
    ]
