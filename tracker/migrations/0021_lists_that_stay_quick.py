"""What the desk's lists sort by and search in has an index, and each claim has a line.

The indexes are for lists alone, so no model names them. The line of a claim repeats
its latest facts; triggers write it, whoever adds the facts.
"""

from collections.abc import Sequence

import django.db.models.deletion
from django.db import migrations, models

from tracker.rules.vocabulary import Status, WorkflowState

# Columns by which lists are sorted, and whose ends say which dates a list holds.
DATES = (
    ("tracker_citation", "effective_at, id"),
    ("tracker_citation", "recorded_at"),
    ("tracker_citationassessment", "recorded_at, id"),
    ("tracker_claim", "added_at, id"),
    ("tracker_claimparty", "recorded_at, id"),
    ("tracker_claimplace", "recorded_at, id"),
    ("tracker_claimrelation", "recorded_at, id"),
    ("tracker_claimtopic", "recorded_at, id"),
    ("tracker_claimwording", "recorded_at, id"),
    ("tracker_claimworkflow", "recorded_at, id"),
    ("tracker_delivery", "due_at, id"),
    ("tracker_inquiry", "deadline, id"),
    ("tracker_inquiry", "effective_at, id"),
    ("tracker_outsidecopy", "asked_at, id"),
    ("tracker_partyprofile", "recorded_at, id"),
    ("tracker_position", "effective_at, id"),
    ("tracker_reviewitem", "opened_at, id"),
    ("tracker_reviewitem", "urgency DESC, is_confirmed DESC, opened_at, id"),
    ("tracker_silence", "effective_at, id"),
    ("tracker_snapshot", "captured_at, id"),
    ("tracker_source", "added_at, id"),
    ("tracker_sourceprofile", "recorded_at, id"),
    ("tracker_statuschange", "effective_at, id"),
    ("tracker_submission", "received_at, id"),
    ("tracker_subscription", "asked_at, id"),
    ("tracker_watchentry", "recorded_at, id"),
    ("django_admin_log", "action_time, id"),
)
# Columns in which words are searched: tracker.admin.lists asks in the same terms. The
# statements of claims have theirs since migration 0017.
WORDS = (
    ("tracker_citation", "exact"),
    ("tracker_citation", "translation"),
    ("tracker_citationcheck", "matched"),
    ("tracker_inquiry", "question"),
    ("tracker_partyprofile", "names"),
    ("tracker_position", "gist"),
    ("tracker_position", "speaker"),
    ("tracker_reviewitem", "after"),
    ("tracker_reviewitem", "before"),
    ("tracker_source", "url"),
    ("tracker_sourceprofile", "publisher"),
    ("tracker_sourceprofile", "title"),
    ("tracker_statuschange", "reason"),
    ("tracker_submission", "text"),
    ("tracker_submission", "title"),
    ("tracker_suggestion", "statement"),
    ("tracker_watchentry", "text"),
    ("tracker_watchentry", "title"),
    ("django_admin_log", "object_repr"),
)
LINES = """
CREATE FUNCTION tracker_write_claim_lines(wanted bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever comes second waits here, and then sees what the first one wrote.
    PERFORM 1 FROM tracker_claim WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO tracker_claimline AS line
        (claim_id, statement, state, state_at, status)
    SELECT claim.id, coalesce(worded.statement, claim.slug), coalesce(step.state, ''),
        step.recorded_at, coalesce(decided.status, '')
    FROM tracker_claim claim
    LEFT JOIN LATERAL (
        SELECT statement FROM tracker_claimwording
        WHERE claim_id = claim.id AND language = 'en'
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) worded ON true
    LEFT JOIN LATERAL (
        SELECT state, recorded_at FROM tracker_claimworkflow
        WHERE claim_id = claim.id ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) step ON true
    LEFT JOIN LATERAL (
        SELECT status FROM tracker_statuschange decision
        WHERE claim_id = claim.id AND NOT is_void AND NOT EXISTS (
            SELECT FROM tracker_statuschange later
            WHERE later.corrects_id = decision.id
        )
        ORDER BY effective_at DESC, recorded_at DESC, id DESC LIMIT 1
    ) decided ON true
    WHERE claim.id = ANY (wanted)
    ON CONFLICT (claim_id) DO UPDATE SET statement = excluded.statement,
        state = excluded.state, state_at = excluded.state_at, status = excluded.status
    WHERE (line.statement, line.state, line.state_at, line.status) IS DISTINCT FROM
        (excluded.statement, excluded.state, excluded.state_at, excluded.status);
END $$;

CREATE FUNCTION tracker_claims_were_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tracker_write_claim_lines(array(SELECT id FROM added));
    RETURN NULL;
END $$;

CREATE FUNCTION tracker_claims_were_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tracker_write_claim_lines(array(SELECT DISTINCT claim_id FROM added));
    RETURN NULL;
END $$;

CREATE FUNCTION tracker_claims_were_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A decision may correct one that stands in another claim.
    PERFORM tracker_write_claim_lines(array(
        SELECT claim_id FROM added UNION SELECT earlier.claim_id FROM added
        JOIN tracker_statuschange earlier ON earlier.id = added.corrects_id
    ));
    RETURN NULL;
END $$;

SELECT tracker_write_claim_lines(array(SELECT id FROM tracker_claim));
"""
NO_LINES = """
DROP FUNCTION tracker_claims_were_decided();
DROP FUNCTION tracker_claims_were_told();
DROP FUNCTION tracker_claims_were_added();
DROP FUNCTION tracker_write_claim_lines(bigint[]);
"""
TOLD = (
    ("tracker_claim", "INSERT", "added"),
    ("tracker_claim", "UPDATE", "added"),
    ("tracker_claimwording", "INSERT", "told"),
    ("tracker_claimworkflow", "INSERT", "told"),
    ("tracker_statuschange", "INSERT", "decided"),
)


def trigger(table: str, deed: str, what: str) -> migrations.RunSQL:
    name = f"write_lines_at_{deed.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {deed} ON {table}"
        " REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
        f" EXECUTE FUNCTION tracker_claims_were_{what}()",
        f"DROP TRIGGER {name} ON {table}",
    )


def index(table: str, columns: str) -> migrations.RunSQL:
    plain = columns.replace(" DESC", "").replace(", ", "_")
    name = f"{table.removeprefix('tracker_')}_list_{plain}"[:63]
    return migrations.RunSQL(
        f"CREATE INDEX {name} ON {table} ({columns})", f"DROP INDEX {name}"
    )


def words(table: str, column: str) -> migrations.RunSQL:
    name = f"{table.removeprefix('tracker_')}_words_of_{column}"[:63]
    if column not in ("gist", "names"):
        column = rf"COALESCE(regexp_replace({column}, '\W+', ' ', 'g'), '')"
    return migrations.RunSQL(
        f"CREATE INDEX {name} ON {table}"
        f" USING gin (to_tsvector('simple'::regconfig, {column}))",
        f"DROP INDEX {name}",
    )


def listed(words: type[Status] | type[WorkflowState]) -> list[tuple[str, str]]:
    return [(word.value, word.name.replace("_", " ").capitalize()) for word in words]


def operations() -> Sequence[migrations.operations.base.Operation]:
    return [
        *(index(*each) for each in DATES),
        *(words(*each) for each in WORDS),
        migrations.CreateModel(
            name="ClaimLine",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="line",
                        serialize=False,
                        to="tracker.claim",
                    ),
                ),
                ("statement", models.TextField()),
                (
                    "state",
                    models.CharField(
                        blank=True, choices=listed(WorkflowState), max_length=16
                    ),
                ),
                ("state_at", models.DateTimeField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(blank=True, choices=listed(Status), max_length=24),
                ),
            ],
            options={
                "ordering": ("claim",),
                "indexes": [
                    models.Index(
                        fields=["state", "state_at"], name="claim_line_by_state"
                    ),
                    models.Index(
                        fields=["status", "claim"], name="claim_line_by_status"
                    ),
                ],
            },
        ),
        migrations.RunSQL(LINES, NO_LINES),
        *(trigger(*each) for each in TOLD),
    ]


class Migration(migrations.Migration):
    dependencies = (
        ("tracker", "0020_notices"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    )
    operations = operations()
