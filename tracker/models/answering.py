"""When claims were asserted and answered: the rows behind the figures of answers.

Asked of the database in one pass over a bounded number of claims, the latest; the
figures are `rules.answers`. A party and those that speak in its name are one voice: its
claims are those in which the voice is accused or affected, and what any of them says is
its answer.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.models.tallies import COUNTING, rows_of
from tracker.rules.answers import Asked
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import COMMITTED

MOST = 5_000  # claims of a voice, the latest

HELD = """
voices AS (
    SELECT * FROM unnest(%(voices)s::bigint[], %(mouths)s::bigint[]) AS _ (voice, mouth)
),
parts AS (
    SELECT DISTINCT ON (claim_id, party_id) claim_id, party_id, role
    FROM tracker_claimparty
    WHERE recorded_at <= %(known_at)s AND party_id = ANY (%(mouths)s)
    ORDER BY claim_id, party_id, recorded_at DESC, id DESC
),
held AS (
    SELECT DISTINCT claim_id, voice
    FROM parts JOIN voices ON mouth = party_id WHERE role IN ('accused', 'affected')
)"""
CASES = """,
cases AS (
    SELECT claim_id, voice FROM (
        SELECT claim_id, voice,
            row_number() OVER (PARTITION BY voice ORDER BY claim_id DESC) AS place
        FROM held JOIN listed USING (claim_id)
    ) ordered WHERE place <= %(most)s
)
SELECT cases.voice,
    coalesce(
        min(said.effective_at) FILTER (WHERE mouth IS NULL
            AND stance IN ('asserts', 'acknowledges')),
        (
            SELECT min(asked.effective_at) FROM tracker_inquiry asked
            JOIN voices one ON one.mouth = asked.party_id AND one.voice = cases.voice
            WHERE asked.claim_id = cases.claim_id AND {asked}
        )
    ),
    min(said.effective_at) FILTER (WHERE mouth IS NOT NULL
        AND stance = ANY (%(committed)s)),
    min(said.effective_at) FILTER (WHERE mouth IS NOT NULL
        AND stance IN ('acknowledges', 'acknowledges_partly'))
FROM cases
LEFT JOIN tracker_position said ON said.claim_id = cases.claim_id AND {said}
LEFT JOIN voices own ON own.voice = cases.voice AND own.mouth = said.party_id
GROUP BY cases.voice, cases.claim_id
"""


def cases_of(
    voices: Mapping[int, Sequence[int]], moment: Moment, now: datetime
) -> dict[int, list[Asked]]:
    """The claims that each voice is to answer; `voices` are parties with all that speak
    in their name."""
    sql = CASES.format(
        said=COUNTING.format(row="said", table="tracker_position"),
        asked=COUNTING.format(row="asked", table="tracker_inquiry"),
    )
    pairs = [(voice, one) for voice, mouths in voices.items() for one in mouths]
    rows = rows_of(
        sql,
        moment,
        now,
        held=HELD,
        voices=[voice for voice, _ in pairs],
        mouths=[mouth for _, mouth in pairs],
        most=MOST,
        committed=sorted(COMMITTED),
    )
    found: dict[int, list[Asked]] = {}
    for voice, since, answered, acknowledged in rows:
        case = Asked(since=since, answered=answered, acknowledged=acknowledged)
        found.setdefault(voice, []).append(case)
    return found
