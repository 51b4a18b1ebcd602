"""Who changed what when is written down by the database itself.

Facts are added and never changed, so a line says only which row came; of rows that are
kept as they are now, it keeps the old and the new values of what a person may change.
What the engine does to its own columns leaves no line.
"""

from collections.abc import Sequence

from django.db import migrations

FACTS = (
    "citation",
    "citationassessment",
    "claimparty",
    "claimplace",
    "claimrelation",
    "claimtopic",
    "claimwording",
    "claimworkflow",
    "clutter",
    "inquiry",
    "partyprofile",
    "position",
    "silence",
    "sourceprofile",
    "statuschange",
)

# Tables whose rows are kept as they are now: the columns that a person may change. The
# value of one behind a "!" is not kept.
KEPT = {
    "auth_user": (
        "username",
        "first_name",
        "last_name",
        "email",
        "is_active",
        "is_staff",
        "is_superuser",
        "!password",
    ),
    "tracker_claim": ("slug",),
    "tracker_host": ("gap", "ignores_robots", "ignores_robots_reason"),
    "tracker_party": ("slug",),
    "tracker_place": ("slug", "names", "latitude", "longitude", "precision_km"),
    "tracker_reviewitem": ("state", "assignee_id", "wait_until", "resolution"),
    "tracker_source": ("url", "is_live"),
    "tracker_submission": ("title", "url", "text", "language", "published_at"),
    "tracker_suggestion": ("state", "reason", "claim_id"),
    "tracker_topic": ("slug", "names"),
    "tracker_watch": ("party_id", "source_id", "kind", "is_active"),
}
# Those whose first row says more than who wrote it; the others say that themselves.
ADDED = ("auth_user", "tracker_place", "tracker_topic", "tracker_watch")
# Memberships: written as a change of the person, or of the group.
MEMBERS = {
    "auth_user_groups": ("user_id", "group_id"),
    "auth_user_user_permissions": ("user_id", "permission_id"),
    "auth_group_permissions": ("group_id", "permission_id"),
}

FUNCTIONS = """
CREATE FUNCTION tracker_who() RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('on_record.person', true), '')::integer
$$;

CREATE FUNCTION tracker_note_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tracker_edit (at, person_id, verb, "table", "row", claim, party, source)
    SELECT (fact ->> 'recorded_at')::timestamptz,
        coalesce((fact ->> 'recorded_by_id')::integer, tracker_who()),
        'add', TG_TABLE_NAME, (fact ->> 'id')::bigint, (fact ->> 'claim_id')::bigint,
        (fact ->> 'party_id')::bigint, (fact ->> 'source_id')::bigint
    FROM (SELECT to_jsonb(added) AS fact FROM added ORDER BY id) rows;
    RETURN NULL;
END $$;

CREATE FUNCTION tracker_note_edit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    one jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    was jsonb;
    becomes jsonb;
BEGIN
    SELECT jsonb_object_agg(name, CASE WHEN is_hidden THEN '"hidden"' ELSE was_one END),
        jsonb_object_agg(name, CASE WHEN is_hidden THEN '"hidden"' ELSE is_one END)
    INTO was, becomes
    FROM (
        SELECT ltrim(argument, '!') AS name, argument LIKE '!%' AS is_hidden,
            old_row -> ltrim(argument, '!') AS was_one,
            new_row -> ltrim(argument, '!') AS is_one
        FROM unnest(TG_ARGV) argument
    ) columns
    WHERE was_one IS DISTINCT FROM is_one;
    IF becomes IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO tracker_edit (
        at, person_id, verb, "table", "row", claim, party, source, before, after
    ) VALUES (
        clock_timestamp(), tracker_who(),
        CASE TG_OP WHEN 'INSERT' THEN 'add' WHEN 'DELETE' THEN 'remove'
            ELSE 'change' END,
        TG_TABLE_NAME, (one ->> 'id')::bigint,
        CASE TG_TABLE_NAME WHEN 'tracker_claim' THEN one ->> 'id'
            ELSE one ->> 'claim_id' END::bigint,
        CASE TG_TABLE_NAME WHEN 'tracker_party' THEN one ->> 'id'
            ELSE one ->> 'party_id' END::bigint,
        CASE TG_TABLE_NAME WHEN 'tracker_source' THEN one ->> 'id'
            ELSE one ->> 'source_id' END::bigint,
        CASE WHEN TG_OP <> 'INSERT' THEN was END,
        CASE WHEN TG_OP <> 'DELETE' THEN becomes END
    );
    RETURN NULL;
END $$;

CREATE FUNCTION tracker_note_member() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    value jsonb := jsonb_build_object(TG_ARGV[1], one -> TG_ARGV[1]);
BEGIN
    INSERT INTO tracker_edit (at, person_id, verb, "table", "row", before, after)
    VALUES (
        clock_timestamp(), tracker_who(),
        CASE TG_OP WHEN 'INSERT' THEN 'add' ELSE 'remove' END,
        TG_TABLE_NAME, (one ->> TG_ARGV[0])::bigint,
        CASE WHEN TG_OP = 'DELETE' THEN value END,
        CASE WHEN TG_OP = 'INSERT' THEN value END
    );
    RETURN NULL;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION tracker_note_member();
DROP FUNCTION tracker_note_edit();
DROP FUNCTION tracker_note_facts();
DROP FUNCTION tracker_who();
"""


def trigger(table: str, name: str, what: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} {what}", f"DROP TRIGGER {name} ON {table}"
    )


def note_facts(table: str) -> migrations.RunSQL:
    return trigger(
        table,
        "note_facts",
        f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION tracker_note_facts()",
    )


def note_edits(table: str, columns: Sequence[str]) -> migrations.RunSQL:
    arguments = ", ".join(f"'{name}'" for name in columns)
    listed = ", ".join(name.lstrip("!") for name in columns)
    insert = "INSERT OR " if table in ADDED else ""
    return trigger(
        table,
        "note_edit",
        f"AFTER {insert}UPDATE OF {listed} OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION tracker_note_edit({arguments})",
    )


def note_members(table: str, columns: Sequence[str]) -> migrations.RunSQL:
    """By persons alone: the roles of the desk are given anew at every start."""
    whose, what = columns
    return trigger(
        table,
        "note_member",
        f"AFTER INSERT OR DELETE ON {table} FOR EACH ROW "
        "WHEN (tracker_who() IS NOT NULL) "
        f"EXECUTE FUNCTION tracker_note_member('{whose}', '{what}')",
    )


def refuse_change(table: str) -> migrations.RunSQL:
    return trigger(
        table,
        "refuse_change",
        f"BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION tracker_refuse_change()",
    )


class Migration(migrations.Migration):
    dependencies = (
        ("tracker", "0013_edits"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
    )
    operations = (
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *(note_facts(f"tracker_{table}") for table in FACTS),
        *(note_edits(table, columns) for table, columns in KEPT.items()),
        *(note_members(table, columns) for table, columns in MEMBERS.items()),
        refuse_change("tracker_edit"),
        refuse_change("django_admin_log"),
    )
