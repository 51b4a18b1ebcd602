"""For a million claims: no index and no trigger stands in the way of the rows.

Indexes are made anew when all rows are there, and what triggers keep is written at
once. Two things are missing then: nobody checked the keys, which the seed draws right,
and there are no lines of who changed what.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# So many rows at a time.
BATCH = 50_000
SECONDARY = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
WHERE NOT indisunique AND relname LIKE 'tracker\\_%' AND relkind = 'r'
"""
# By a range of ids each.
LINES = """
SELECT tracker_write_claim_lines(array(
    SELECT id FROM tracker_claim WHERE id BETWEEN %s AND %s))
"""
# A new version notes that its card has to be written.
CARDS = """
INSERT INTO tracker_claimcard (claim_id) SELECT id FROM tracker_claim
WHERE id BETWEEN %s AND %s ON CONFLICT (claim_id) DO NOTHING
"""
VERSIONS = """
INSERT INTO tracker_claimversion (claim_id) SELECT id FROM tracker_claim
WHERE id BETWEEN %s AND %s ON CONFLICT (claim_id) DO NOTHING
"""
TURNS = "SELECT tracker_write_turns(%s, %s)"
KEPT = (
    ("tracker_claim", LINES),
    ("tracker_claim", CARDS),
    ("tracker_claim", VERSIONS),
    ("tracker_citation", TURNS),
)


def can_be_quick() -> bool:
    """Only the owner of the server may put triggers aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


@contextmanager
def nothing_in_the_way() -> Iterator[None]:
    """A database without indexes and triggers, for this connection and this block."""
    with connection.cursor() as cursor:
        cursor.execute(SECONDARY)
        indexes: list[tuple[str, str]] = cursor.fetchall()
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        try:
            yield
        finally:
            for _, definition in indexes:
                cursor.execute(definition)
            cursor.execute("RESET session_replication_role")
            cursor.execute("RESET maintenance_work_mem")


def write_what_triggers_keep() -> None:
    """The line, the version and the empty card of each claim, and what became of the
    quotations. Cards are written afterwards (`manage.py refresh_cards`)."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for table, sql in KEPT:
            cursor.execute(
                f"SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM {table}"  # noqa: S608
            )
            first, last = cursor.fetchone()
            for begin in range(first, last + 1, BATCH):
                cursor.execute(sql, (begin, begin + BATCH - 1))
