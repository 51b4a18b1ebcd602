"""Claims that were worded anew are found without asking of every wording whether there
was one before it: each says so itself, from when it is written."""

from django.db import migrations, models

FIRST = """
CREATE FUNCTION tracker_note_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_first := NOT EXISTS (
        SELECT FROM tracker_claimwording
        WHERE claim_id = NEW.claim_id AND language = NEW.language
    );
    RETURN NEW;
END $$;

-- Wordings refuse to be changed; what each says of itself is no change of what it says.
ALTER TABLE tracker_claimwording DISABLE TRIGGER USER;
UPDATE tracker_claimwording wording SET is_first = false
WHERE EXISTS (
    SELECT FROM tracker_claimwording earlier
    WHERE earlier.claim_id = wording.claim_id
        AND earlier.language = wording.language AND earlier.id < wording.id
);
ALTER TABLE tracker_claimwording ENABLE TRIGGER USER;

CREATE TRIGGER note_first BEFORE INSERT ON tracker_claimwording
FOR EACH ROW EXECUTE FUNCTION tracker_note_first();
"""
NO_FIRST = """
DROP TRIGGER note_first ON tracker_claimwording;
DROP FUNCTION tracker_note_first();
"""


class Migration(migrations.Migration):
    dependencies = (("tracker", "0027_what_changed"),)
    operations = (
        migrations.AddField(
            "claimwording",
            "is_first",
            models.BooleanField(db_default=True, editable=False),
        ),
        migrations.RunSQL(FIRST, NO_FIRST),
        migrations.AddIndex(
            "claimwording",
            models.Index(
                condition=models.Q(is_first=False),
                fields=["-recorded_at", "-id"],
                name="claim_wording_anew",
            ),
        ),
    )
