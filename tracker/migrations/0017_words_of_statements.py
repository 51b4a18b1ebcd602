from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models import F, Func, Value

WORDS = SearchVector(
    Func(
        F("statement"),
        Value(r"\W+"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    ),
    config="simple",
)


class Migration(migrations.Migration):
    """Claims that say nearly the same are found while somebody types."""

    dependencies = [
        ("tracker", "0016_work_on_the_desk"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claimwording",
            index=GinIndex(WORDS, name="claim_wording_words"),
        ),
    ]
