"""What column constraints cannot refuse: edits of facts, crossed keys, circles.

The triggers hold for the shell, for bulk operations and for other programs too.
TRUNCATE is left to the owner of the tables: it is how a test database is emptied.
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
    ("reviewitem", "citation_id, claim_id", "citation", "id, claim_id"),
    ("reviewitem", "inquiry_id, claim_id", "inquiry", "id, claim_id"),
)

# JSON that holds {"en": "text", ...} and nothing else.
WORDS = (
    ("partyprofile", "names"),
    ("partyprofile", "full_names"),
    ("position", "gist"),
    ("topic", "names"),
    ("place", "names"),
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
    -- No row at all: two rows of one transaction that would correct each other.
    IF corrected_at IS NULL OR corrected_at > NEW.recorded_at THEN
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

CREATE FUNCTION tracker_refuse_relation_circle() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('tracker_relation_circle'));
    IF EXISTS (
        WITH RECURSIVE line(claim_id) AS (
            SELECT NEW.other_id
            UNION
            SELECT latest.other_id FROM line JOIN LATERAL (
                SELECT DISTINCT ON (other_id) other_id, is_ended
                FROM tracker_claimrelation
                WHERE claim_id = line.claim_id AND kind = NEW.kind
                ORDER BY other_id, recorded_at DESC, id DESC
            ) latest ON NOT latest.is_ended
        )
        SELECT FROM line WHERE claim_id = NEW.claim_id
    ) THEN
        RAISE EXCEPTION 'a claim cannot be newer than itself, or a part of itself'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION tracker_refuse_late_party() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    mine bigint := pg_current_xact_id()::text::bigint;
    theirs bigint;
BEGIN
    -- Of the rows that can be seen here, only those that this transaction (or a
    -- savepoint of it) wrote are by one still in progress. The sum gives xmin, which
    -- has 32 bits, the epoch in which it is nearest to this transaction.
    SELECT mine - 2147483648
        + (xmin::text::bigint - mine % 4294967296 + 6442450944) % 4294967296
        INTO theirs FROM tracker_statuschange WHERE id = NEW.status_change_id;
    IF pg_xact_status(theirs::text::xid8) IS DISTINCT FROM 'in progress' THEN
        RAISE EXCEPTION 'the parties of a status are written with it, never later'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION tracker_refuse_strange_citation() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT source_id FROM tracker_citation WHERE id = NEW.citation_id)
        <> (SELECT source_id FROM tracker_check WHERE id = NEW.check_run_id)
    THEN
        RAISE EXCEPTION 'a check says nothing of citations of another source'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION tracker_refuse_change();
DROP FUNCTION tracker_refuse_early_correction();
DROP FUNCTION tracker_refuse_party_circle();
DROP FUNCTION tracker_refuse_relation_circle();
DROP FUNCTION tracker_refuse_late_party();
DROP FUNCTION tracker_refuse_strange_citation();
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


def words(table: str, column: str) -> migrations.RunSQL:
    """Texts by language; a name, which English always has, is not empty in it."""
    english = f"AND {column} ->> 'en' <> ''" if column == "names" else ""
    name = f"{table}_{column}_are_words"
    return migrations.RunSQL(
        f"""ALTER TABLE tracker_{table} ADD CONSTRAINT {name} CHECK (
            jsonb_typeof({column}) = 'object'
            AND NOT jsonb_path_exists({column}, 'strict $.* ? (@.type() != "string")')
            {english}
        )""",
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
            function="WHEN (NEW.parent_id <> NEW.party_id) "
            "EXECUTE FUNCTION tracker_refuse_party_circle()",
        ),
        trigger(
            "claimrelation",
            name="refuse_relation_circle",
            when="BEFORE INSERT",
            function="WHEN (NEW.kind IN ('updates', 'part_of') AND NOT NEW.is_ended "
            "AND NEW.claim_id <> NEW.other_id) "
            "EXECUTE FUNCTION tracker_refuse_relation_circle()",
        ),
        trigger(
            "statusparty",
            name="refuse_late_party",
            when="BEFORE INSERT",
            function="EXECUTE FUNCTION tracker_refuse_late_party()",
        ),
        trigger(
            "citationcheck",
            name="refuse_strange_citation",
            when="BEFORE INSERT",
            function="EXECUTE FUNCTION tracker_refuse_strange_citation()",
        ),
        *(same(*keys) for keys in SAME),
        *(words(*columns) for columns in WORDS),
    ]


class Migration(migrations.Migration):
    dependencies = (("tracker", "0001_records"),)
    operations = operations()
