"""Each claim has a version, raised by whatever writes something that its page shows.

A statement notes in `tracker_touched` what it touched: one row, however many rows it
wrote. At the end of the transaction, and only there, `tracker_raise_versions` works out
which pages that means, and raises their versions in the order of their numbers. So no
version is locked while a transaction still works, two writers never wait for each other
in a circle, and what links one claim to another is read when nobody else can be about
to write it: who may have written a link holds the lock below alone, who wrote only what
a look brought shares it.
"""

from collections.abc import Sequence

import django.db.models.deletion
import django.db.models.functions
from django.db import migrations, models

TOUCHED = """
CREATE UNLOGGED TABLE tracker_touched (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what text NOT NULL,
    ids bigint[] NOT NULL
);

-- `claims`: facts of the desk; the claims that name them are raised as well. `looked`:
-- claims of which a look brought news. `sources`: pages of which one did. `carried`:
-- pages of which the desk holds something else, and so of what carries their word.
-- `site`: what may stand anywhere.
CREATE FUNCTION tracker_touch(what text, ids bigint[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO tracker_touched (what, ids)
    SELECT what, ids WHERE ids <> '{}'
$$;

CREATE FUNCTION tracker_raise_versions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    done bigint := nullif(current_setting('on_record.raised', true), '');
    last bigint;
    is_looks boolean;
    is_site boolean;
    own bigint[];
    looked bigint[];
    sources bigint[];
    carried bigint[];
BEGIN
    IF NEW.id <= done THEN
        RETURN NULL;
    END IF;
    -- Rows of other transactions are never seen: they are gone before they are written.
    SELECT max(id) INTO last FROM tracker_touched WHERE id >= NEW.id;
    PERFORM set_config('on_record.raised', last::text, true);
    -- Keys that are still to be checked may have to wait for somebody; not after this.
    SET CONSTRAINTS ALL IMMEDIATE;
    WITH gone AS (DELETE FROM tracker_touched WHERE id >= NEW.id RETURNING what, ids)
    SELECT bool_and(what IN ('looked', 'sources')), bool_or(what = 'site'),
        array_agg(DISTINCT one) FILTER (WHERE what = 'claims'),
        array_agg(DISTINCT one) FILTER (WHERE what = 'looked'),
        array_agg(DISTINCT one) FILTER (WHERE what = 'sources'),
        array_agg(DISTINCT one) FILTER (WHERE what = 'carried')
    INTO is_looks, is_site, own, looked, sources, carried
    FROM gone LEFT JOIN LATERAL unnest(ids) one ON true;
    IF is_looks THEN
        PERFORM pg_advisory_xact_lock_shared(hashtext('tracker_versions'));
    ELSE
        PERFORM pg_advisory_xact_lock(hashtext('tracker_versions'));
        own := own || tracker_claims_citing(tracker_carriers(carried));
        own := tracker_claims_around(own);
    END IF;
    -- Asked here, once: inside the condition it would be asked for each claim there is.
    own := own || looked || tracker_claims_citing(sources);
    INSERT INTO tracker_claimversion AS version (claim_id, number, changed_at)
    SELECT id, 1, clock_timestamp() FROM tracker_claim
    WHERE id = ANY (own) ORDER BY id
    ON CONFLICT (claim_id) DO UPDATE
        SET number = version.number + 1, changed_at = excluded.changed_at;
    IF is_site THEN
        INSERT INTO tracker_siteversion AS version (id, number, changed_at)
        VALUES (1, 1, clock_timestamp())
        ON CONFLICT (id) DO UPDATE
            SET number = version.number + 1, changed_at = excluded.changed_at;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER raise_versions AFTER INSERT ON tracker_touched
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tracker_raise_versions();
"""
NO_TOUCHED = """
DROP TABLE tracker_touched;
DROP FUNCTION tracker_raise_versions();
DROP FUNCTION tracker_touch(text, bigint[]);
"""

MEANT = """
CREATE FUNCTION tracker_claims_citing(sources bigint[]) RETURNS bigint[]
LANGUAGE sql VOLATILE AS $$
    SELECT array(
        SELECT DISTINCT claim_id FROM tracker_citation WHERE source_id = ANY (sources)
    )
$$;

-- The pages themselves, and those that carry their word, however far along the line.
CREATE FUNCTION tracker_carriers(sources bigint[]) RETURNS bigint[]
LANGUAGE sql VOLATILE AS $$
    WITH RECURSIVE line(id) AS (
        SELECT unnest(sources)
        UNION
        SELECT profile.source_id FROM line
        JOIN tracker_sourceprofile profile ON profile.origin_source_id = line.id
    )
    SELECT array(SELECT id FROM line)
$$;

-- The claims themselves, those merged into them, and those that either of them is
-- related to or takes the place of, now or ever.
CREATE FUNCTION tracker_claims_around(claims bigint[]) RETURNS bigint[]
LANGUAGE sql VOLATILE AS $$
    WITH RECURSIVE line(id) AS (
        SELECT unnest(claims)
        UNION
        SELECT step.claim_id FROM line
        JOIN tracker_claimworkflow step ON step.merged_into_id = line.id
    )
    SELECT array(
        SELECT id FROM line
        UNION SELECT other_id FROM tracker_claimrelation
            WHERE claim_id IN (SELECT id FROM line)
        UNION SELECT claim_id FROM tracker_claimrelation
            WHERE other_id IN (SELECT id FROM line)
        UNION SELECT claim_id FROM tracker_statuschange
            WHERE superseded_by_id IN (SELECT id FROM line)
    )
$$;
"""
NO_MEANT = """
DROP FUNCTION tracker_claims_around(bigint[]);
DROP FUNCTION tracker_carriers(bigint[]);
DROP FUNCTION tracker_claims_citing(bigint[]);
"""

# Asked at each request, so its plan is kept: to make one costs more than to read the rows.
PAGE_VERSION = """
CREATE FUNCTION tracker_page_version(
    asked text, OUT claim bigint, OUT number bigint, OUT changed_at timestamptz,
    OUT site bigint, OUT site_changed_at timestamptz
) LANGUAGE plpgsql STABLE AS $$
BEGIN
    SELECT page.id, coalesce(version.number, 0), version.changed_at,
        coalesce(everywhere.number, 0), everywhere.changed_at
    INTO claim, number, changed_at, site, site_changed_at
    FROM tracker_claim page
    LEFT JOIN tracker_claimversion version ON version.claim_id = page.id
    LEFT JOIN tracker_siteversion everywhere ON everywhere.id = 1
    WHERE page.slug = asked;
END $$;
"""
NO_PAGE_VERSION = "DROP FUNCTION tracker_page_version(text)"

# What a statement touched, by the rows that it wrote: `changed`, old ones and new ones.
NOTES = {
    "claims": "'claims', array(SELECT DISTINCT id FROM changed)",
    "facts": "'claims', array(SELECT DISTINCT claim_id FROM changed)",
    "relations": """'claims', array(
        SELECT claim_id FROM changed UNION SELECT other_id FROM changed)""",
    # Gone from one address, and found at another.
    "redirects": """'claims', array(
        SELECT DISTINCT claim_id FROM changed WHERE claim_id IS NOT NULL)""",
    "assessments": """'claims', array(
        SELECT DISTINCT claim_id FROM tracker_citation
        WHERE id IN (SELECT citation_id FROM changed))""",
    "turns": """'claims', array(
        SELECT DISTINCT claim_id FROM tracker_statuschange
        WHERE id IN (SELECT status_change_id FROM changed))""",
    "profiles": "'carried', array(SELECT DISTINCT source_id FROM changed)",
    "captures": "'sources', array(SELECT DISTINCT source_id FROM changed)",
    "texts": """'sources', array(
        SELECT DISTINCT source_id FROM tracker_snapshot
        WHERE id IN (SELECT snapshot_id FROM changed))""",
    "copies": """'sources', array(
        SELECT DISTINCT source_id FROM changed WHERE state = 'kept')""",
    # Most looks bring nothing that a reader sees, but the day of the last one.
    "checks": """'sources', array(
        SELECT DISTINCT changed.source_id FROM changed LEFT JOIN LATERAL (
            SELECT source_state, effective_at FROM tracker_check earlier
            WHERE earlier.source_id = changed.source_id AND earlier.seq < changed.seq
            ORDER BY seq DESC LIMIT 1
        ) before ON true
        WHERE (before.source_state, date_trunc('day', before.effective_at, 'UTC'))
            IS DISTINCT FROM
            (changed.source_state, date_trunc('day', changed.effective_at, 'UTC')))""",
    "citation_checks": """'looked', array(
        SELECT DISTINCT citation.claim_id FROM changed
        JOIN tracker_citation citation ON citation.id = changed.citation_id
        JOIN tracker_check look ON look.id = changed.check_run_id
        LEFT JOIN LATERAL (
            SELECT state, matched, is_confirmed, start, effective_at
            FROM tracker_citationcheck earlier
            JOIN tracker_check earlier_look ON earlier_look.id = earlier.check_run_id
            WHERE earlier.citation_id = changed.citation_id
                AND earlier.check_run_id < changed.check_run_id
            ORDER BY earlier.check_run_id DESC LIMIT 1
        ) before ON true
        WHERE (before.state, before.matched, before.is_confirmed, before.start,
                date_trunc('day', before.effective_at, 'UTC'))
            IS DISTINCT FROM
            (changed.state, changed.matched, changed.is_confirmed, changed.start,
                date_trunc('day', look.effective_at, 'UTC')))""",
    "names": "'site', array(SELECT 1::bigint FROM changed LIMIT 1)",
    "party_redirects": """'site', array(
        SELECT 1::bigint FROM changed WHERE party_id IS NOT NULL LIMIT 1)""",
}
# A correction may stand in another claim than the row that it corrects.
CORRECTIONS = """
CREATE FUNCTION tracker_touch_corrections() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    EXECUTE format(
        'SELECT array(SELECT claim_id FROM changed UNION SELECT earlier.claim_id'
        ' FROM changed JOIN %I earlier ON earlier.id = changed.corrects_id)',
        TG_TABLE_NAME
    ) INTO touched;
    PERFORM tracker_touch('claims', touched);
    RETURN NULL;
END $$;
"""
NO_CORRECTIONS = "DROP FUNCTION tracker_touch_corrections()"
# A person is named by the account's name; much else of an account changes often.
ACCOUNTS = """
CREATE FUNCTION tracker_touch_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tracker_touch('site', ARRAY[1::bigint]);
    RETURN NULL;
END $$;
CREATE TRIGGER touch_account AFTER UPDATE OF username ON auth_user
FOR EACH ROW WHEN (OLD.username IS DISTINCT FROM NEW.username)
EXECUTE FUNCTION tracker_touch_account();
"""
NO_ACCOUNTS = """
DROP TRIGGER touch_account ON auth_user;
DROP FUNCTION tracker_touch_account();
"""

ADDED = ("INSERT",)
CHANGED = ("INSERT", "UPDATE", "DELETE")
TABLES: Sequence[tuple[str, str, Sequence[str]]] = (
    ("citation", "corrections", ADDED),
    ("inquiry", "corrections", ADDED),
    ("position", "corrections", ADDED),
    ("silence", "corrections", ADDED),
    ("statuschange", "corrections", ADDED),
    ("claimparty", "facts", ADDED),
    ("claimplace", "facts", ADDED),
    ("claimtopic", "facts", ADDED),
    ("claimwording", "facts", ADDED),
    ("claimworkflow", "facts", ADDED),
    ("claimrelation", "relations", ADDED),
    ("citationassessment", "assessments", ADDED),
    ("statusparty", "turns", ADDED),
    ("sourceprofile", "profiles", ADDED),
    ("check", "checks", ADDED),
    ("citationcheck", "citation_checks", ADDED),
    ("snapshot", "captures", ADDED),
    ("extraction", "texts", ADDED),
    ("partyprofile", "names", ADDED),
    ("claim", "claims", ("INSERT", "UPDATE")),
    ("slugredirect", "redirects", CHANGED),
    ("slugredirect", "party_redirects", CHANGED),
    ("outsidecopy", "copies", CHANGED),
    # A new register's row stands on no page until a fact names it.
    ("party", "names", ("UPDATE", "DELETE")),
    ("topic", "names", ("UPDATE", "DELETE")),
    ("place", "names", ("UPDATE", "DELETE")),
)


def note(name: str, touched: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE FUNCTION tracker_touch_{name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN PERFORM tracker_touch({touched}); RETURN NULL; END $$",
        f"DROP FUNCTION tracker_touch_{name}()",
    )


def triggers(table: str, name: str, deeds: Sequence[str]) -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER touch_{name}_at_{deed.lower()} AFTER {deed}"
            f" ON tracker_{table} REFERENCING"
            f" {'OLD' if deed == 'DELETE' else 'NEW'} TABLE AS changed FOR EACH STATEMENT"
            f" EXECUTE FUNCTION tracker_touch_{name}()",
            f"DROP TRIGGER touch_{name}_at_{deed.lower()} ON tracker_{table}",
        )
        for deed in deeds
    ]


def fields() -> list[tuple[str, models.Field]]:
    now = django.db.models.functions.Now()
    return [
        ("number", models.BigIntegerField(default=1, db_default=1)),
        ("changed_at", models.DateTimeField(db_default=now)),
    ]


def operations() -> list[migrations.operations.base.Operation]:
    claim = models.OneToOneField(
        on_delete=django.db.models.deletion.CASCADE,
        primary_key=True,
        related_name="version",
        serialize=False,
        to="tracker.claim",
    )
    site = models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )
    return [
        migrations.CreateModel(
            name="ClaimVersion",
            fields=[("claim", claim), *fields()],
            options={"ordering": ("claim",)},
        ),
        migrations.CreateModel(
            name="SiteVersion",
            fields=[("id", site), *fields()],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="site_version_is_one_row"
                    )
                ],
            },
        ),
        # Room beside each row, so that raising it writes no index and leaves no growth.
        migrations.RunSQL(
            "ALTER TABLE tracker_claimversion SET (fillfactor = 50)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "INSERT INTO tracker_claimversion (claim_id) SELECT id FROM tracker_claim",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(PAGE_VERSION, NO_PAGE_VERSION),
        migrations.RunSQL(MEANT, NO_MEANT),
        migrations.RunSQL(TOUCHED, NO_TOUCHED),
        *(note(name, touched) for name, touched in NOTES.items()),
        migrations.RunSQL(CORRECTIONS, NO_CORRECTIONS),
        migrations.RunSQL(ACCOUNTS, NO_ACCOUNTS),
        *(made for each in TABLES for made in triggers(*each)),
    ]


class Migration(migrations.Migration):
    dependencies = (
        ("tracker", "0023_found_by_name_and_words"),
        ("auth", "0012_alter_user_first_name_max_length"),
    )
    operations = operations()
