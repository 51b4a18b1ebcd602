"""When claims were asserted and answered: the rows behind the figures of answers.

Asked of the database in one pass over a bounded number of claims, the latest; the
figures are `rules.answers`. A party and those that speak in its name are one voice: its
claims are those in which the voice is accused or affected, and what any of them says is
its answer.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.models.tallies import COUNTING, is_listed, rows_of
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
    FROM parts JOIN voices ON mouth = party_id
    WHERE role IN ('accused', 'affected') AND {is_listed}
)"""
CASES = """
cases AS (
    SELECT claim_id, voice, mouths FROM (
        SELECT claim_id, voice,
            row_number() OVER (PARTITION BY voice ORDER BY claim_id DESC) AS place
        FROM held
    ) ordered
    JOIN (SELECT voice, array_agg(mouth) AS mouths FROM voices GROUP BY 1) own
        USING (voice)
    WHERE place <= %(most)s
)
SELECT cases.voice, coalesce(
    others,
    (
        SELECT min(asked.effective_at) FROM tracker_inquiry asked
        WHERE asked.party_id = ANY (cases.mouths)
            AND asked.claim_id = cases.claim_id AND {asked}
    )
), answered, acknowledged
FROM cases CROSS JOIN LATERAL (
    SELECT
        min(effective_at) FILTER (WHERE stance IN ('asserts', 'acknowledges')
            AND party_id <> ALL (cases.mouths)) AS others,
        min(effective_at) FILTER (WHERE stance = ANY (%(committed)s)
            AND party_id = ANY (cases.mouths)) AS answered,
        min(effective_at) FILTER (WHERE party_id = ANY (cases.mouths)
            AND stance IN ('acknowledges', 'acknowledges_partly')) AS acknowledged
    FROM tracker_position said WHERE said.claim_id = cases.claim_id AND {said}
) words
"""


def cases_of(
    voices: Mapping[int, Sequence[int]], moment: Moment, now: datetime
) -> dict[int, list[Asked]]:
    """The claims that each voice is to answer; `voices` are parties with all that speak
    in their name."""
    held = HELD.format(is_listed=is_listed("parts.claim_id"))
    cases = CASES.format(
        said=COUNTING.format(row="said", table="tracker_position"),
        asked=COUNTING.format(row="asked", table="tracker_inquiry"),
    )
    pairs = [(voice, one) for voice, mouths in voices.items() for one in mouths]
    rows = rows_of(
        f"WITH {held},{cases}",
        moment,
        now,
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
