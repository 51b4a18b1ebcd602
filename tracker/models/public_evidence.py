"""What became of quoted words, found in the checks: gone, altered, back again.

Almost every check sees the words where they were. The rows that do not have an index
of their own, and each is asked for the look before and the look after it.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection

from tracker.rules.changes import Change, ChangeOf

# So many looks that missed the words are read; in most of them nothing is new.
WIDEST = 2_000
Published = Callable[[Iterable[int]], dict[int, datetime]]

# `spell` is one look that missed the words; a turn is the first of its kind in a row,
# or the first look after it that found the words again.
TURNS = """
WITH spell AS (
    SELECT id, citation_id, check_run_id, state
    FROM tracker_citationcheck
    WHERE state IN ('altered', 'altered_critical', 'ambiguous', 'gone')
        AND (%(claims)s::bigint[] IS NULL OR citation_id IN (
            SELECT id FROM tracker_citation WHERE claim_id = ANY(%(claims)s::bigint[])
        ))
    ORDER BY check_run_id DESC LIMIT %(widest)s
), turn AS (
    SELECT spell.id, spell.citation_id, spell.check_run_id, spell.state
    FROM spell LEFT JOIN LATERAL (
        SELECT state FROM tracker_citationcheck
        WHERE citation_id = spell.citation_id AND check_run_id < spell.check_run_id
            AND state <> 'uncheckable'
        ORDER BY check_run_id DESC LIMIT 1
    ) before ON true
    WHERE before.state IS DISTINCT FROM spell.state
    UNION ALL
    SELECT later.id, spell.citation_id, later.check_run_id, later.state
    FROM spell CROSS JOIN LATERAL (
        SELECT id, check_run_id, state FROM tracker_citationcheck
        WHERE citation_id = spell.citation_id AND check_run_id > spell.check_run_id
            AND state <> 'uncheckable'
        ORDER BY check_run_id LIMIT 1
    ) later
    WHERE later.state IN ('exact', 'exact_typographic', 'exact_moved')
)
SELECT turn.id, citation.claim_id, run.recorded_at, turn.state, profile.title
FROM turn
JOIN tracker_check run ON run.id = turn.check_run_id
JOIN tracker_citation citation ON citation.id = turn.citation_id
LEFT JOIN LATERAL (
    SELECT CASE WHEN title <> '' THEN title ELSE publisher END AS title
    FROM tracker_sourceprofile
    WHERE source_id = citation.source_id AND recorded_at <= %(now)s
    ORDER BY recorded_at DESC, id DESC LIMIT 1
) profile ON true
WHERE run.recorded_at <= %(now)s AND run.effective_at <= %(now)s
    AND (%(since)s::timestamptz IS NULL OR run.recorded_at >= %(since)s)
    AND NOT citation.is_void
    AND NOT EXISTS (
        SELECT 1 FROM tracker_citation later
        WHERE later.corrects_id = citation.id AND later.recorded_at <= %(now)s
    )
ORDER BY run.recorded_at DESC, turn.id DESC
"""


def evidence_changes(
    published: Published,
    now: datetime,
    *,
    claims: Collection[int] | None,
    most: int,
    since: datetime | None = None,
) -> list[Change]:
    """The latest turns of quoted words, in claims that `published` knows, since then.

    `claims`: only these are looked through.
    """
    wanted = None if claims is None else list(claims)
    bounds: dict[str, Any] = {"widest": WIDEST, "now": now, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(TURNS, bounds | {"claims": wanted})
        rows: list[Any] = cursor.fetchall()
    begin = published(row[1] for row in rows)
    told = (row for row in rows if row[1] in begin and row[2] >= begin[row[1]])
    return [_change(row) for row in islice(told, most)]


def _change(row: Any) -> Change:
    return Change(
        of=ChangeOf.EVIDENCE,
        row=row[0],
        claim=row[1],
        since=row[2],
        state=row[3],
        place=row[4] or "",
    )
