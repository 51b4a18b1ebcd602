"""What hangs on sources: facts in bulk, and the importance that follows from them.

The database counts, `rules.importance` weighs: it is asked once for each combination
of facts, of which a million sources have some dozen. So the number of questions does
not grow with the sources, and no source is read into memory.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection

from tracker.rules.importance import AWAITED_FOR, HOT_FOR, Facts, importance

# Rows that a look or a person is writing are left to the next plan: who never waits
# for a lock can be in no deadlock.
AT_A_TIME = 50_000

_FACTS = """
WITH quotes AS (
    SELECT citation.source_id, citation.claim_id FROM tracker_citation citation
    WHERE NOT citation.is_void AND {of_sources}
      AND NOT EXISTS (SELECT 1 FROM tracker_citation other
                      WHERE other.corrects_id = citation.id)
    GROUP BY citation.source_id, citation.claim_id
), claims AS (
    SELECT claim.claim_id, latest.state = 'published' AS is_published,
      latest.state = 'in_review' OR latest.recorded_at > %(changed_since)s
      OR EXISTS (SELECT 1 FROM tracker_position position
                 WHERE position.claim_id = claim.claim_id
                   AND position.recorded_at > %(changed_since)s)
      OR EXISTS (SELECT 1 FROM tracker_statuschange status
                 WHERE status.claim_id = claim.claim_id
                   AND status.recorded_at > %(changed_since)s)
      OR EXISTS (SELECT 1 FROM tracker_reviewitem item
                 WHERE item.claim_id = claim.claim_id AND item.state = 'open'
                   AND item.kind = 'status_outdated') AS is_hot
    FROM (SELECT DISTINCT claim_id FROM quotes) claim
    CROSS JOIN LATERAL (
        SELECT state, recorded_at FROM tracker_claimworkflow workflow
        WHERE workflow.claim_id = claim.claim_id
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) latest
    WHERE latest.state <> 'archived'
), quoted AS (
    SELECT quotes.source_id, count(*) FILTER (WHERE is_published) AS published,
      bool_or(NOT is_published) AS is_kept, count(*) FILTER (WHERE is_hot) AS hot
    FROM quotes JOIN claims USING (claim_id) GROUP BY quotes.source_id
), heard AS (
    SELECT watch.source_id, (
        SELECT count(*) FROM tracker_inquiry inquiry
        WHERE inquiry.party_id = watch.party_id AND NOT inquiry.is_void
          AND coalesce(inquiry.deadline, inquiry.effective_at) > %(asked_since)s
          AND inquiry.effective_at <= %(now)s
          AND NOT EXISTS (SELECT 1 FROM tracker_inquiry other
                          WHERE other.corrects_id = inquiry.id)
          AND NOT EXISTS (SELECT 1 FROM tracker_position answer
                          WHERE answer.answers_id = inquiry.id)
    ) AS awaited
    FROM tracker_watch watch WHERE watch.is_active AND {of_watches}
)
SELECT source_id, coalesce(published, 0) AS published,
  coalesce(is_kept, false) AS is_kept, coalesce(hot, 0) AS hot,
  heard.source_id IS NOT NULL AS is_watched, coalesce(awaited, 0) AS awaited
FROM quoted FULL JOIN heard USING (source_id)
"""
_ALL = _FACTS.format(of_sources="true", of_watches="true")
_SOME = _FACTS.format(
    of_sources="citation.source_id = ANY(%(sources)s)",
    of_watches="watch.source_id = ANY(%(sources)s)",
)

_KINDS = "SELECT DISTINCT published, is_kept, hot, is_watched, awaited FROM ({facts}) f"
_WEIGH = """
WITH facts AS MATERIALIZED ({facts}), weights AS (
    SELECT * FROM unnest(%(published)s::int[], %(is_kept)s::bool[], %(hot)s::int[],
      %(is_watched)s::bool[], %(awaited)s::int[], %(importance)s::float8[])
      AS kind(published, is_kept, hot, is_watched, awaited, importance)
), weighed AS (
    SELECT source.id, coalesce(weights.importance, %(idle)s) AS importance
    FROM tracker_source source
    LEFT JOIN facts ON facts.source_id = source.id
    LEFT JOIN weights USING (published, is_kept, hot, is_watched, awaited)
    WHERE facts.source_id IS NULL OR weights.importance IS NOT NULL
), chosen AS (
    SELECT source.id, weighed.importance FROM tracker_source source
    JOIN weighed ON weighed.id = source.id
    WHERE source.importance <> weighed.importance
    LIMIT %(limit)s FOR UPDATE OF source SKIP LOCKED
)
UPDATE tracker_source source SET importance = chosen.importance
FROM chosen WHERE chosen.id = source.id
"""
KINDS = _KINDS.format(facts=_ALL)
WEIGH = _WEIGH.format(facts=_ALL)


def weigh(now: datetime) -> int:
    """Give every source its importance; how many changed."""
    when = _when(now)
    with connection.cursor() as cursor:
        cursor.execute(KINDS, when)
        kinds = [_facts(row) for row in cursor.fetchall()]
        told = {
            "published": [one.published for one in kinds],
            "is_kept": [one.is_kept for one in kinds],
            "hot": [one.hot for one in kinds],
            "is_watched": [one.is_watched for one in kinds],
            "awaited": [one.awaited for one in kinds],
            "importance": [importance(one) for one in kinds],
            "idle": importance(Facts()),
            "limit": AT_A_TIME,
        }
        changed, written = 0, AT_A_TIME
        while written == AT_A_TIME:
            cursor.execute(WEIGH, when | told)
            written = int(cursor.rowcount)
            changed += written
    return changed


def facts_of(sources: Collection[int], now: datetime) -> dict[int, Facts]:
    """What hangs on a few sources, by their number."""
    with connection.cursor() as cursor:
        cursor.execute(_SOME, _when(now) | {"sources": list(sources)})
        found = {source: _facts(row) for source, *row in cursor.fetchall()}
    return {source: found.get(source, Facts()) for source in sources}


def _when(now: datetime) -> dict[str, Any]:
    return {
        "now": now,
        "changed_since": now - HOT_FOR,
        "asked_since": now - AWAITED_FOR,
    }


def _facts(row: Collection[int | bool]) -> Facts:
    published, is_kept, hot, is_watched, awaited = row
    return Facts(
        published=int(published),
        is_kept=bool(is_kept),
        hot=int(hot),
        is_watched=bool(is_watched),
        awaited=int(awaited),
    )
