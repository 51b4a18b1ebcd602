"""What the figures of the whole record are drawn from, counted by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.models.answering import cases_of
from tracker.models.as_of import parties_of
from tracker.models.lineage import mouths
from tracker.models.tallies import COUNTING, of_listed
from tracker.rules.answers import Answers, answers
from tracker.rules.facts import Moment
from tracker.rules.voices import voice_of

MOST_PARTIES = 12

STATUS_STEPS = """,
steps AS (
    SELECT status, (effective_at AT TIME ZONE 'UTC')::date AS day,
        lag(status) OVER (
            PARTITION BY claim_id ORDER BY effective_at, recorded_at, id
        ) AS before
    FROM tracker_statuschange decision JOIN listed USING (claim_id) WHERE {counting}
)
SELECT day, status, sum(step) FROM (
    SELECT day, status, 1 AS step FROM steps
    UNION ALL SELECT day, before, -1 FROM steps WHERE before IS NOT NULL
) moves GROUP BY 1, 2 ORDER BY 1
"""
STANCES = """,
words AS (
    SELECT DISTINCT ON (claim_id, party_id) claim_id, party_id, stance
    FROM tracker_position said JOIN listed USING (claim_id) WHERE {counting}
    ORDER BY claim_id, party_id, effective_at DESC, recorded_at DESC, id DESC
),
most AS (
    SELECT party_id FROM words GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %(most)s
)
SELECT party_id, stance, count(*) FROM words JOIN most USING (party_id) GROUP BY 1, 2
"""
ANSWERING = """,
parts AS (
    SELECT DISTINCT ON (claim_id, party_id) claim_id, party_id, role
    FROM tracker_claimparty JOIN listed USING (claim_id)
    WHERE recorded_at <= %(known_at)s
    ORDER BY claim_id, party_id, recorded_at DESC, id DESC
)
SELECT party_id FROM parts WHERE role IN ('accused', 'affected')
GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %(most)s
"""
HEALTH = """,
seen AS (
    SELECT DISTINCT ON (citation_id) citation_id, state FROM tracker_evidenceturn
    WHERE recorded_at <= %(known_at)s AND effective_at <= %(as_of)s
    ORDER BY citation_id, id DESC
)
SELECT coalesce(tracker_seen_as(state), 'unseen'), count(*)
FROM tracker_citation quoted JOIN listed USING (claim_id)
LEFT JOIN seen ON seen.citation_id = quoted.id
WHERE {counting} GROUP BY 1
"""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """All that the page of figures shows, as numbers. `steps` are by day and status
    how many claims more or fewer had it; parties are by id, the busiest first."""

    steps: tuple[tuple[date, str, int], ...]
    stances: Mapping[int, Mapping[str, int]]
    answers: Mapping[int, Answers]
    health: Mapping[str, int]


def count(moment: Moment, now: datetime) -> Counted:
    """Everything, in a constant number of passes."""
    return Counted(
        steps=_steps(moment, now),
        stances=_stances(moment, now),
        answers=_answers(moment, now),
        health=_health(moment, now),
    )


def _counting(row: str, table: str) -> str:
    return COUNTING.format(row=row, table=f"tracker_{table}")


def _steps(moment: Moment, now: datetime) -> tuple[tuple[date, str, int], ...]:
    sql = STATUS_STEPS.format(counting=_counting("decision", "statuschange"))
    return tuple(
        (day, status, int(step)) for day, status, step in of_listed(sql, moment, now)
    )


def _stances(moment: Moment, now: datetime) -> dict[int, dict[str, int]]:
    sql = STANCES.format(counting=_counting("said", "position"))
    found: dict[int, dict[str, int]] = {}
    for party, stance, number in of_listed(sql, moment, now, most=MOST_PARTIES):
        found.setdefault(party, {})[stance] = number
    return dict(sorted(found.items(), key=lambda one: -sum(one[1].values())))


def _answers(moment: Moment, now: datetime) -> dict[int, Answers]:
    """By voice: a ministry's answers are its state's."""
    asked = [row[0] for row in of_listed(ANSWERING, moment, now, most=MOST_PARTIES)]
    known = parties_of(asked, moment)
    voices = dict.fromkeys(voice_of(party, known) for party in asked)
    cases = cases_of(mouths(voices, moment.known_at), moment, now)
    return {voice: answers(cases[voice]) for voice in voices if voice in cases}


def _health(moment: Moment, now: datetime) -> dict[str, int]:
    sql = HEALTH.format(counting=_counting("quoted", "citation"))
    return dict(of_listed(sql, moment, now))
