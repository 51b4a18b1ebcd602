"""How many claims stand how: counted by the database in one pass, as of a moment.

What is counted is what lists show (`public.listed_claims`), each under its public
status; with a subject, only the claims that belong to a topic or a place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from tracker.rules.facts import Moment

# A claim's latest step decides, now as well as at the moment that is asked for. Of all
# claims it is looked for at once; of some, claim by claim: the planner cannot know how
# many of them are listed, and takes one for few.
STEPS = """
{name} AS (
    SELECT DISTINCT ON (claim_id) claim_id, state FROM tracker_claimworkflow
    WHERE recorded_at <= %({at})s ORDER BY claim_id, recorded_at DESC, id DESC
)"""
STEP = """(
    SELECT state FROM tracker_claimworkflow step
    WHERE step.claim_id = {claim} AND step.recorded_at <= %({at})s
    ORDER BY step.recorded_at DESC, step.id DESC LIMIT 1
)"""
WITHIN = "AND claim_id IN (SELECT claim_id FROM held)"
HELD = """
held AS (
    SELECT claim_id, subject_id FROM (
        SELECT DISTINCT ON (claim_id, {subject}_id) claim_id,
            {subject}_id AS subject_id, is_ended
        FROM tracker_claim{subject} WHERE recorded_at <= %(known_at)s {only}
        ORDER BY claim_id, {subject}_id, recorded_at DESC, id DESC
    ) latest WHERE NOT is_ended {is_listed}
)"""
LISTED = ",".join(
    (
        STEPS.format(name="state_then", at="known_at"),
        STEPS.format(name="state_now", at="now"),
        """
listed AS (
    SELECT claim_id FROM state_then JOIN state_now USING (claim_id)
    WHERE state_then.state = 'published'
        AND state_now.state IN ('published', 'archived')
)""",
    )
)
# The same condition as `WorldFactQuerySet.counting`.
COUNTING = """
    {row}.recorded_at <= %(known_at)s AND {row}.effective_at <= %(as_of)s
    AND NOT {row}.is_void AND NOT EXISTS (
        SELECT FROM {table} later
        WHERE later.corrects_id = {row}.id AND later.recorded_at <= %(known_at)s
    )"""
DECIDED = """
decided AS (
    SELECT DISTINCT ON (claim_id) claim_id, status FROM tracker_statuschange decision
    WHERE {counting} {within}
    ORDER BY claim_id, effective_at DESC, recorded_at DESC, id DESC
)"""
BY_STATUS = """
SELECT {subject}, coalesce(status, 'not_assessed'), count(*)
FROM {claims} LEFT JOIN decided USING (claim_id) GROUP BY 1, 2
"""
SPEAKERS = """
SELECT party_id, count(DISTINCT claim_id)
FROM held JOIN tracker_position said USING (claim_id) WHERE {counting}
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %(most)s
"""


def by_status(moment: Moment, now: datetime) -> dict[str, int]:
    """Claims by status; those that nobody assessed under `not_assessed`."""
    sql = BY_STATUS.format(subject="0", claims="listed")
    found = of_listed(f",{_decided()}{sql}", moment, now)
    return {status: number for _, status, number in found}


def by_subject(
    subject: str, moment: Moment, now: datetime, *, only: int | None = None
) -> dict[int, dict[str, int]]:
    """The same for each topic or each place that a listed claim belongs to, by id, or
    for one alone."""
    if only is None:
        begin = f"{LISTED},{_held(subject)},{_decided()}"
        claims = "listed JOIN held USING (claim_id)"
    else:
        begin = f"{_held(subject, is_one=True)},{_decided(WITHIN)}"
        claims = "held"
    sql = f"WITH {begin}{BY_STATUS.format(subject='subject_id', claims=claims)}"
    found: dict[int, dict[str, int]] = {}
    for one, status, number in rows_of(sql, moment, now, only=only):
        found.setdefault(one, {})[status] = number
    return found


def speakers(
    subject: str, which: int, moment: Moment, now: datetime, *, most: int
) -> dict[int, int]:
    """The parties that said most of a topic's or a place's claims, with the number of
    claims that they spoke of."""
    counting = COUNTING.format(row="said", table="tracker_position")
    said = SPEAKERS.format(counting=counting)
    sql = f"WITH {_held(subject, is_one=True)}{said}"
    return dict(rows_of(sql, moment, now, only=which, most=most))


def is_listed(claim: str) -> str:
    """The condition that lists show the claim of a row, asked of this row alone."""
    then, current = (STEP.format(claim=claim, at=at) for at in ("known_at", "now"))
    return f"{then} = 'published' AND {current} IN ('published', 'archived')"


def _held(subject: str, *, is_one: bool = False) -> str:
    return HELD.format(
        subject=subject,
        only=f"AND {subject}_id = %(only)s" if is_one else "",
        is_listed=f"AND {is_listed('latest.claim_id')}" if is_one else "",
    )


def _decided(within: str = "") -> str:
    counting = COUNTING.format(row="decision", table="tracker_statuschange")
    return DECIDED.format(counting=counting, within=within)


def of_listed(sql: str, moment: Moment, now: datetime, **values: Any) -> list[Any]:
    """What the rest of a statement finds that begins with the listed claims."""
    return rows_of(f"WITH {LISTED}{sql}", moment, now, **values)


def rows_of(sql: str, moment: Moment, now: datetime, **values: Any) -> list[Any]:
    """What a statement finds at a moment."""
    given: Mapping[str, Any] = {
        "as_of": moment.as_of,
        "known_at": moment.known_at,
        "now": now,
        **values,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def is_large() -> bool:
    """Whether counting all claims takes longer than a reader waits; an estimate that
    costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples > 20000 FROM pg_class"
            " WHERE oid = 'tracker_claim'::regclass"
        )
        return bool(cursor.fetchone()[0])
