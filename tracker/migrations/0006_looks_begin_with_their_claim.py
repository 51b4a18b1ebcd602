"""Who claims a source looks at it at once, so a claim needs no beginning of its own.

Few sources are leased at a time: the index of leases holds these alone.
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("tracker", "0005_addresses_that_last")]

    operations = [
        migrations.RemoveConstraint(
            model_name="source", name="source_started_under_a_lease"
        ),
        migrations.RemoveField(model_name="source", name="started_at"),
        migrations.RemoveIndex(model_name="source", name="source_lease"),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                fields=["lease_until"],
                name="source_lease",
                condition=Q(lease_until__isnull=False),
            ),
        ),
    ]
