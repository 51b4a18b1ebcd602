from django.db import migrations, models


class Migration(migrations.Migration):
    """Sources are found by their grade and kind without reading all of them."""

    dependencies = [("tracker", "0017_words_of_statements")]

    operations = [
        migrations.AddIndex(
            model_name="sourceprofile",
            index=models.Index(
                fields=["reliability", "source"], name="source_by_grade"
            ),
        ),
        migrations.AddIndex(
            model_name="sourceprofile",
            index=models.Index(fields=["kind", "source"], name="source_by_kind"),
        ),
    ]
