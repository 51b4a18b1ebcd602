"""Who said where the desk's news go: written down, without the address and its secret,
which open what they lead to."""

from django.db import migrations

NOTE_EDITS = """
CREATE TRIGGER note_edit
AFTER INSERT OR UPDATE OF name, kind, address, secret, kinds, stopped_because OR DELETE
ON tracker_webhook FOR EACH ROW EXECUTE FUNCTION tracker_note_edit(
    'name', 'kind', '!address', '!secret', 'kinds', 'stopped_because'
)
"""


class Migration(migrations.Migration):
    dependencies = (("tracker", "0021_lists_that_stay_quick"),)
    operations = (
        migrations.RunSQL(NOTE_EDITS, "DROP TRIGGER note_edit ON tracker_webhook"),
    )
