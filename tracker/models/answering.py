"""When claims were asserted and answered: the rows behind the figures of answers.

Asked of the database in one pass over the latest claims of a bounded number; the
figures are `rules.answers`.
"""

from collections.abc import Collection
from datetime import datetime

from tracker.models.tallies import COUNTING, rows_of
from tracker.rules.answers import Asked
from tracker.rules.facts import Moment

MOST = 5_000  # claims of a party, the latest

# The party and those that speak in its name are one voice: its claims are those in
# which the voice is accused or affected, and what any of them says is its answer.
PARTS = """
held AS (
    SELECT DISTINCT claim_id FROM (
        SELECT DISTINCT ON (claim_id, party_id) claim_id, party_id, role
        FROM tracker_claimparty
        WHERE recorded_at <= %(known_at)s AND party_id = ANY (%(voice)s)
        ORDER BY claim_id, party_id, recorded_at DESC, id DESC
    ) latest WHERE role IN ('accused', 'affected')
)"""
CASES = """,
cases AS (
    SELECT claim_id FROM listed ORDER BY claim_id DESC LIMIT %(most)s
),
words AS (
    SELECT claim_id, effective_at, stance, party_id = ANY (%(voice)s) AS is_own
    FROM tracker_position said JOIN cases USING (claim_id) WHERE {said}
)
SELECT cases.claim_id,
    coalesce(
        (SELECT min(effective_at) FROM words WHERE words.claim_id = cases.claim_id
            AND NOT is_own AND stance IN ('asserts', 'acknowledges')),
        (SELECT min(effective_at) FROM tracker_inquiry asked
            WHERE asked.claim_id = cases.claim_id
            AND asked.party_id = ANY (%(voice)s) AND {asked})
    ) AS since,
    (SELECT min(effective_at) FROM words WHERE words.claim_id = cases.claim_id
        AND is_own AND stance = ANY (%(committed)s)),
    (SELECT min(effective_at) FROM words WHERE words.claim_id = cases.claim_id
        AND is_own AND stance IN ('acknowledges', 'acknowledges_partly'))
FROM cases
"""
COMMITTED = ("asserts", "acknowledges", "acknowledges_partly", "denies",
             "disputes_details")  # fmt: skip


def cases_of(voice: Collection[int], moment: Moment, now: datetime) -> list[Asked]:
    """The claims that a party is to answer, where there is a day to count from."""
    sql = CASES.format(
        said=COUNTING.format(row="said", table="tracker_position"),
        asked=COUNTING.format(row="asked", table="tracker_inquiry"),
    )
    rows = rows_of(
        sql,
        moment,
        now,
        held=PARTS,
        voice=list(voice),
        most=MOST,
        committed=list(COMMITTED),
    )
    return [
        Asked(since=since, answered=answered, acknowledged=acknowledged)
        for _claim, since, answered, acknowledged in rows
        if since is not None
    ]
