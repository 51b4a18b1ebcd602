"""What column constraints cannot refuse: edits of facts, crossed keys, circles.

The triggers hold for the shell, for bulk operations and for other programs too.
"""

from collections.abc import Sequence

from django.db import migrations

APPEND_ONLY = (
    "partyprofile",
    "claimwording",
    "claimworkflow",
    "claimparty",
    "claimrelation",
    "claimtopic",
    "claimplace",
    "sourceprofile",
    "citationassessment",
    "inquiry",
    "position",
    "silence",
    "citation",
    "statuschange",
    "statusparty",
    "body",
    "snapshot",
    "extraction",
    "check",
    "citationcheck",
    "watchentry",
)
CORRECTABLE = ("inquiry", "position", "silence", "citation", "statuschange")

# (table, its columns, the table they must be found in together, that one's columns)
SAME = (
    ("position", "answers_id, claim_id", "inquiry", "id, claim_id"),
    ("silence", "inquiry_id, claim_id", "inquiry", "id, claim_id"),
    ("citation", "position_id, claim_id", "position", "id, claim_id"),
    ("citation", "snapshot_id, source_id", "snapshot", "id, source_id"),
    ("check", "snapshot_id, source_id", "snapshot", "id, source_id"),
)

FUNCTIONS = """
CREATE FUNCTION tracker_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: its rows are facts; add a row that corrects',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION tracker_refuse_early_correction() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    corrected_at timestamptz;
BEGIN
    EXECUTE format('SELECT recorded_at FROM %I WHERE id = $1', TG_TABLE_NAME)
        INTO corrected_at USING NEW.corrects_id;
    IF corrected_at > NEW.recorded_at THEN
        RAISE EXCEPTION 'a correction is recorded after the row that it corrects'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION tracker_refuse_party_circle() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    ancestor bigint := NEW.parent_id;
    steps int := 0;
BEGIN
    -- Two editors who link two parties at once must not both succeed.
    PERFORM pg_advisory_xact_lock(hashtext('tracker_party_circle'));
    WHILE ancestor IS NOT NULL LOOP
        steps := steps + 1;
        IF ancestor = NEW.party_id OR steps > 20 THEN
            RAISE EXCEPTION 'a party cannot stand below itself'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        SELECT parent_id INTO ancestor FROM tracker_partyprofile
            WHERE party_id = ancestor ORDER BY recorded_at DESC, id DESC LIMIT 1;
    END LOOP;
    RETURN NEW;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION tracker_refuse_change();
DROP FUNCTION tracker_refuse_early_correction();
DROP FUNCTION tracker_refuse_party_circle();
"""


def trigger(table: str, *, name: str, when: str, function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} {when} ON tracker_{table} FOR EACH ROW {function}",
        f"DROP TRIGGER {name} ON tracker_{table}",
    )


def append_only(table: str) -> migrations.RunSQL:
    return trigger(
        table,
        name="refuse_change",
        when="BEFORE UPDATE OR DELETE",
        function="EXECUTE FUNCTION tracker_refuse_change()",
    )


def correctable(table: str) -> migrations.RunSQL:
    return trigger(
        table,
        name="refuse_early_correction",
        when="BEFORE INSERT",
        function="WHEN (NEW.corrects_id IS NOT NULL) "
        "EXECUTE FUNCTION tracker_refuse_early_correction()",
    )


def same(table: str, columns: str, target: str, theirs: str) -> migrations.RunSQL:
    name = f"{table}_{columns.split('_id')[0]}_stands_together"
    return migrations.RunSQL(
        f"ALTER TABLE tracker_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY ({columns}) REFERENCES tracker_{target} ({theirs}) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE tracker_{table} DROP CONSTRAINT {name}",
    )


def operations() -> Sequence[migrations.RunSQL]:
    return [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *(append_only(table) for table in APPEND_ONLY),
        *(correctable(table) for table in CORRECTABLE),
        trigger(
            "partyprofile",
            name="refuse_party_circle",
            when="BEFORE INSERT",
            function="WHEN (NEW.parent_id IS NOT NULL) "
            "EXECUTE FUNCTION tracker_refuse_party_circle()",
        ),
        *(same(*keys) for keys in SAME),
    ]


class Migration(migrations.Migration):
    dependencies = (("tracker", "0001_records"),)
    operations = operations()
