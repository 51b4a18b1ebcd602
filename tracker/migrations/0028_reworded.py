"""Changes of words are found without reading all wordings there are: each says itself,
from when it is written, whether readers are told of it."""

from django.db import migrations, models

NEWS = """
CREATE FUNCTION tracker_note_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_news := EXISTS (
        SELECT FROM tracker_claimwording
        WHERE claim_id = NEW.claim_id AND language = NEW.language
    ) AND EXISTS (
        SELECT FROM tracker_claimworkflow
        WHERE claim_id = NEW.claim_id AND state = 'published'
            AND recorded_at < NEW.recorded_at
    );
    RETURN NEW;
END $$;

-- Wordings refuse to be changed; what each says of itself is no change of what it says.
ALTER TABLE tracker_claimwording DISABLE TRIGGER USER;
UPDATE tracker_claimwording wording SET is_news = true
WHERE EXISTS (
    SELECT FROM tracker_claimwording earlier
    WHERE earlier.claim_id = wording.claim_id
        AND earlier.language = wording.language AND earlier.id < wording.id
) AND EXISTS (
    SELECT FROM tracker_claimworkflow step
    WHERE step.claim_id = wording.claim_id AND step.state = 'published'
        AND step.recorded_at < wording.recorded_at
);
ALTER TABLE tracker_claimwording ENABLE TRIGGER USER;

CREATE TRIGGER note_news BEFORE INSERT ON tracker_claimwording
FOR EACH ROW EXECUTE FUNCTION tracker_note_news();
"""
NO_NEWS = """
DROP TRIGGER note_news ON tracker_claimwording;
DROP FUNCTION tracker_note_news();
"""


class Migration(migrations.Migration):
    dependencies = (("tracker", "0027_what_changed"),)
    operations = (
        migrations.AddField(
            "claimwording",
            "is_news",
            models.BooleanField(db_default=False, editable=False),
        ),
        migrations.RunSQL(NEWS, NO_NEWS),
        migrations.AddIndex(
            "claimwording",
            models.Index(
                condition=models.Q(is_news=True),
                fields=["-recorded_at", "-id"],
                name="claim_wording_news",
            ),
        ),
    )
