"""A place says whether it counts in the text of the check's snapshot.

Of the places that were found before nobody knows, so none of them is said to.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0008_outside_copies")]

    operations = [
        migrations.AddField(
            model_name="citationcheck",
            name="is_place_kept",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="citationcheck",
            constraint=models.CheckConstraint(
                name="citation_check_kept_place_is_one",
                condition=models.Q(is_place_kept=False) | models.Q(start__isnull=False),
            ),
        ),
    ]
