from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations


class Migration(migrations.Migration):
    """Claims that say nearly the same are found while somebody types."""

    dependencies = [
        ("tracker", "0016_work_on_the_desk"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claimwording",
            index=GinIndex(
                SearchVector("statement", config="simple"), name="claim_wording_words"
            ),
        ),
    ]
