"""How many claims stand how: counted by the database in one pass, as of a moment.

What is counted is what lists show (`public.listed_claims`), each under its public
status; with a subject, only the claims that belong to a topic or a place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from tracker.rules.facts import Moment

# A claim's latest step decides, now as well as at the moment that is asked for.
STEPS = """
{name} AS (
    SELECT DISTINCT ON (claim_id) claim_id, state FROM tracker_claimworkflow
    WHERE recorded_at <= %({at})s {within}
    ORDER BY claim_id, recorded_at DESC, id DESC
)"""
WITHIN = "AND claim_id IN (SELECT claim_id FROM held)"
HELD = """
held AS (
    SELECT claim_id, subject_id FROM (
        SELECT DISTINCT ON (claim_id, {subject}_id) claim_id,
            {subject}_id AS subject_id, is_ended
        FROM tracker_claim{subject} WHERE recorded_at <= %(known_at)s {only}
        ORDER BY claim_id, {subject}_id, recorded_at DESC, id DESC
    ) latest WHERE NOT is_ended
)"""
LISTED = """
listed AS (
    SELECT claim_id FROM state_then JOIN state_now USING (claim_id)
    WHERE state_then.state = 'published'
        AND state_now.state IN ('published', 'archived')
)"""
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
FROM listed {joined} LEFT JOIN decided USING (claim_id) GROUP BY 1, 2
"""
SPEAKERS = """
SELECT party_id, count(DISTINCT claim_id) FROM tracker_position said
JOIN listed USING (claim_id) WHERE {counting}
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %(most)s
"""


def by_status(moment: Moment, now: datetime) -> dict[str, int]:
    """Claims by status; those that nobody assessed under `not_assessed`."""
    sql = _with(BY_STATUS.format(subject="0", joined=""))
    return {status: number for _, status, number in _rows(sql, moment, now)}


def by_subject(
    subject: str, moment: Moment, now: datetime, *, only: int | None = None
) -> dict[int, dict[str, int]]:
    """The same for each topic or each place that a listed claim belongs to, by id, or
    for one alone."""
    sql = _with(
        BY_STATUS.format(subject="subject_id", joined="JOIN held USING (claim_id)"),
        subject=subject,
        is_one=only is not None,
    )
    found: dict[int, dict[str, int]] = {}
    for one, status, number in _rows(sql, moment, now, only=only):
        found.setdefault(one, {})[status] = number
    return found


def speakers(
    subject: str, which: int, moment: Moment, now: datetime, *, most: int
) -> dict[int, int]:
    """The parties that said most of a topic's or a place's claims, with the number of
    claims that they spoke of."""
    counting = COUNTING.format(row="said", table="tracker_position")
    sql = _with(SPEAKERS.format(counting=counting), subject=subject, is_one=True)
    return dict(_rows(sql, moment, now, only=which, most=most))


def listed(held: str = "", *, is_narrow: bool = False) -> str:
    """The common part of the statements: which claims are counted. A narrow one only
    looks at the claims that `held` names."""
    within = WITHIN if is_narrow else ""
    parts = [
        *([held] if held else ()),
        STEPS.format(name="state_then", at="known_at", within=within),
        STEPS.format(name="state_now", at="now", within=within),
        LISTED,
    ]
    return ",".join(parts)


def _with(select: str, *, subject: str = "", is_one: bool = False) -> str:
    counting = COUNTING.format(row="decision", table="tracker_statuschange")
    decided = DECIDED.format(counting=counting, within=WITHIN if is_one else "")
    only = f"AND {subject}_id = %(only)s" if is_one else ""
    held = HELD.format(subject=subject, only=only) if subject else ""
    return f"WITH {listed(held, is_narrow=is_one)},{decided}{select}"


def _rows(sql: str, moment: Moment, now: datetime, **values: Any) -> list[Any]:
    given: Mapping[str, Any] = {
        "as_of": moment.as_of,
        "known_at": moment.known_at,
        "now": now,
        **values,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def rows_of(
    sql: str, moment: Moment, now: datetime, *, held: str = "", **values: Any
) -> list[Any]:
    """What a statement over the listed claims finds, or over those of `held` alone."""
    common = listed(held, is_narrow=bool(held))
    return _rows(f"WITH {common}{sql}", moment, now, **values)


def is_large() -> bool:
    """Whether counting all claims takes longer than a reader waits; an estimate that
    costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples > 20000 FROM pg_class"
            " WHERE oid = 'tracker_claim'::regclass"
        )
        return bool(cursor.fetchone()[0])
