"""What changed is found without reading all that did not: turns of the evidence are
written when they are seen, and corrections have an index of their own.

The indexes are for the pages of changes and corrections alone, so no model names them.
"""

import django.db.models.deletion
from django.db import migrations, models

from tracker.rules.vocabulary import CitationState

CORRECTED = ("citation", "inquiry", "position", "silence", "statuschange")
STATES = [
    (word.value, word.name.replace("_", " ").capitalize()) for word in CitationState
]
TURNS = """
CREATE FUNCTION tracker_seen_as(state text) RETURNS text
LANGUAGE sql IMMUTABLE RETURN CASE
    WHEN state IN ('exact', 'exact_typographic', 'exact_moved') THEN 'present'
    ELSE state END;

CREATE FUNCTION tracker_note_turn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    earlier text;
BEGIN
    SELECT state INTO earlier FROM tracker_evidenceturn
    WHERE citation_id = NEW.citation_id ORDER BY id DESC LIMIT 1;
    IF earlier IS NULL OR tracker_seen_as(earlier) <> tracker_seen_as(NEW.state) THEN
        INSERT INTO tracker_evidenceturn (citation_id, check_run_id, state, before,
            is_news, effective_at, recorded_at)
        SELECT NEW.citation_id, NEW.check_run_id, NEW.state, coalesce(earlier, ''),
            earlier IS NOT NULL OR tracker_seen_as(NEW.state) <> 'present',
            effective_at, recorded_at
        FROM tracker_check WHERE id = NEW.check_run_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER note_turn AFTER INSERT ON tracker_citationcheck
FOR EACH ROW WHEN (NEW.state <> 'uncheckable') EXECUTE FUNCTION tracker_note_turn();

-- The turns of citations of which nobody noted any, by their looks.
CREATE FUNCTION tracker_write_turns(first bigint, last bigint) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO tracker_evidenceturn (citation_id, check_run_id, state, before,
        is_news, effective_at, recorded_at)
    SELECT citation_id, check_run_id, state, coalesce(earlier, ''),
        earlier IS NOT NULL OR tracker_seen_as(state) <> 'present',
        effective_at, recorded_at
    FROM (
        SELECT seen.citation_id, seen.check_run_id, seen.state, look.effective_at,
            look.recorded_at, look.seq,
            lag(seen.state) OVER (PARTITION BY seen.citation_id ORDER BY look.seq)
                AS earlier
        FROM tracker_citationcheck seen
        JOIN tracker_check look ON look.id = seen.check_run_id
        WHERE seen.state <> 'uncheckable' AND seen.citation_id BETWEEN first AND last
            AND NOT EXISTS (
                SELECT FROM tracker_evidenceturn noted
                WHERE noted.citation_id = seen.citation_id
            )
    ) looks
    WHERE earlier IS NULL OR tracker_seen_as(earlier) <> tracker_seen_as(state)
    ORDER BY citation_id, seq
$$;
SELECT tracker_write_turns(min(id), max(id)) FROM tracker_citation;
"""
NO_TURNS = """
DROP TRIGGER note_turn ON tracker_citationcheck;
DROP FUNCTION tracker_write_turns(bigint, bigint);
DROP FUNCTION tracker_note_turn();
DROP FUNCTION tracker_seen_as(text);
"""


def corrections(table: str) -> migrations.RunSQL:
    name = f"{table}_corrections"
    return migrations.RunSQL(
        f"CREATE INDEX {name} ON tracker_{table} (recorded_at, id)"
        " WHERE corrects_id IS NOT NULL",
        f"DROP INDEX {name}",
    )


class Migration(migrations.Migration):
    dependencies = (("tracker", "0026_what_readers_are_told"),)
    operations = (
        migrations.CreateModel(
            name="EvidenceTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("state", models.CharField(choices=STATES, max_length=20)),
                ("before", models.CharField(blank=True, choices=STATES, max_length=20)),
                ("is_news", models.BooleanField()),
                ("effective_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "check_run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tracker.check",
                    ),
                ),
                (
                    "citation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="tracker.citation",
                    ),
                ),
            ],
            options={
                "ordering": ("-recorded_at", "-id"),
                "indexes": [
                    models.Index(
                        fields=["citation", "-id"], name="evidence_turn_latest"
                    ),
                    models.Index(
                        condition=models.Q(is_news=True),
                        fields=["-recorded_at", "-id"],
                        name="evidence_turn_news",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            state__in=[word.value for word in CitationState]
                        ),
                        name="evidence_turn_state_is_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(TURNS, NO_TURNS),
        *(corrections(table) for table in CORRECTED),
    )
