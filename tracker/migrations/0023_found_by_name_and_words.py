from django.db import migrations, models

NAMES = """
CREATE INDEX party_profile_by_name ON tracker_partyprofile ((names ->> 'en'), party_id)
"""
RESOLUTIONS = r"""
CREATE INDEX reviewitem_words_of_resolution ON tracker_reviewitem USING gin
    (to_tsvector('simple'::regconfig,
    COALESCE(regexp_replace(resolution, '\W+', ' ', 'g'), '')))
"""


class Migration(migrations.Migration):
    """The first parties by name are found without naming all, review items by the words
    of their reasons, and the claims that quote a page without its quotations. The first
    two are for lists alone, so no model names them."""

    dependencies = (("tracker", "0022_edits_of_webhooks"),)
    operations = (
        migrations.RunSQL(NAMES, "DROP INDEX party_profile_by_name"),
        migrations.RunSQL(RESOLUTIONS, "DROP INDEX reviewitem_words_of_resolution"),
        migrations.AddIndex(
            model_name="citation",
            index=models.Index(
                condition=models.Q(is_void=False),
                fields=["source", "claim", "id"],
                name="citation_of_source",
            ),
        ),
    )
