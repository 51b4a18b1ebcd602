"""Addresses are cited for ever: a page keeps its own, and a slug that changes leads on.

A source's quotations and snapshots are of the page at its address; under another
address they would be words that were never there.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION tracker_refuse_new_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a source keeps its address; a page elsewhere is another source'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION tracker_leave_redirect() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The column to write is named after the table: claim_id or party_id.
    EXECUTE format('DELETE FROM tracker_slugredirect
        WHERE %1$I IS NOT NULL AND old_slug IN ($1, $2)', TG_ARGV[0])
        USING OLD.slug, NEW.slug;
    EXECUTE format('INSERT INTO tracker_slugredirect (old_slug, %1$I)
        VALUES ($1, $2)', TG_ARGV[0]) USING OLD.slug, OLD.id;
    RETURN NULL;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION tracker_refuse_new_address();
DROP FUNCTION tracker_leave_redirect();
"""


def trigger(table: str, *, name: str, when: str, does: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} {when} ON tracker_{table} FOR EACH ROW {does}",
        f"DROP TRIGGER {name} ON tracker_{table}",
    )


def leave_redirect(table: str) -> migrations.RunSQL:
    return trigger(
        table,
        name="leave_redirect",
        when="AFTER UPDATE OF slug",
        does="WHEN (OLD.slug <> NEW.slug) "
        f"EXECUTE FUNCTION tracker_leave_redirect('{table}_id')",
    )


class Migration(migrations.Migration):
    dependencies = (("tracker", "0004_dates_that_can_be_read"),)
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        trigger(
            "source",
            name="refuse_new_address",
            when="BEFORE UPDATE OF url",
            does="WHEN (OLD.url <> NEW.url) "
            "EXECUTE FUNCTION tracker_refuse_new_address()",
        ),
        leave_redirect("claim"),
        leave_redirect("party"),
    ]
