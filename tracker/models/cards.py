"""Writes the cards of claims anew, and folds what changed into the counts.

A trigger notes each claim whose version was raised. Whoever writes a card locks it
first, then forgets the notes that are there, and only then reads the facts: what is
written meanwhile leaves a note for the next one. So no card is written from facts that
are older than it, no editor waits for more than one batch, and two that refresh at a
time share the work.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from tracker.models.card import NEVER_SAID, NEVER_YET, ClaimCard, StaleCard
from tracker.models.sheets import Sheet, ends, sheets
from tracker.models.version import ClaimVersion
from tracker.rules.facts import Moment

# What a list writes before it answers; the rest waits for the workers.
BEFORE_A_LIST = 40
BATCH = 100
# How long a list waits for another that writes the same cards, in milliseconds.
PATIENCE = 400

_WAITING = """
(
    SELECT claim_id FROM (
        SELECT id, claim_id FROM tracker_stalecard ORDER BY id LIMIT 20 * %(most)s
    ) noted GROUP BY claim_id ORDER BY min(id) LIMIT %(most)s
) UNION (
    SELECT claim_id FROM tracker_claimcard
    WHERE stale_from <= statement_timestamp() ORDER BY stale_from LIMIT %(most)s
)
"""
_WRITE = """
UPDATE tracker_claimcard card SET version = new.version, stale_from = new.stale_from,
    is_listed = new.is_listed, changed_at = new.changed_at, decided_at = new.decided_at,
    said_at = new.said_at, facets = new.facets::bigint[],
    words = CASE WHEN new.is_listed THEN tracker_claim_words(new.claim, %(now)s) END,
    spelled = CASE WHEN new.is_listed
        THEN tracker_claim_spelled(new.claim, %(now)s) ELSE '{}' END
FROM unnest(%(claims)s::bigint[], %(versions)s::bigint[], %(ends)s::timestamptz[],
    %(listed)s::boolean[], %(changed)s::timestamptz[], %(decided)s::timestamptz[],
    %(said)s::timestamptz[], %(facets)s::text[]
) AS new (claim, version, stale_from, is_listed, changed_at, decided_at, said_at,
    facets)
WHERE card.claim_id = new.claim
"""
_FOLD = """
WITH gone AS (
    DELETE FROM tracker_facetchange WHERE id IN (
        SELECT id FROM tracker_facetchange ORDER BY id LIMIT %(most)s
    ) RETURNING facet, number
)
INSERT INTO tracker_facetcount AS count (facet, kind, number)
SELECT facet, facet >> 48, sum(number) FROM gone GROUP BY facet ORDER BY facet
ON CONFLICT (facet) DO UPDATE SET number = count.number + excluded.number
"""
_FOLD_WORDS = """
WITH gone AS (
    DELETE FROM tracker_wordchange WHERE id IN (
        SELECT id FROM tracker_wordchange ORDER BY id LIMIT %(most)s
    ) RETURNING word, number
)
INSERT INTO tracker_wordcount AS count (word, number)
SELECT word, sum(number) FROM gone GROUP BY word ORDER BY word
ON CONFLICT (word) DO UPDATE SET number = count.number + excluded.number
"""
FOLDED_AT_ONCE = 20_000


def refresh(most: int = BATCH, *, waits: bool = False) -> int:
    """Write stale cards anew; returns how many. One that `waits` does so for cards that
    another writes at the moment; else those are left to the other."""
    claims = _waiting(most)
    if not claims:
        return 0
    if waits:
        try:
            return _refreshed(claims, waits=True)
        except OperationalError:
            # Somebody works on one of them for longer than a reader waits.
            pass
    return _refreshed(claims, waits=False)


def refresh_before_list() -> bool:
    """What stands in lists is never stale: a bounded number of cards is written before
    a list answers. Returns whether that were all."""
    if not _waiting(1):
        return True
    refresh(BEFORE_A_LIST, waits=True)
    return not _waiting(1)


def refresh_all(batch: int = 500) -> Iterator[int]:
    """Write every card anew, however many there are; yields how many are done."""
    done, last = 0, 0
    while ids := list(_after(last)[:batch]):
        done, last = done + write(ids), ids[-1]
        fold()
        yield done


def refresh_stale(batch: int = 500) -> Iterator[int]:
    """Write the cards that are stale, however many; yields how many are done."""
    done = 0
    while number := refresh(batch):
        done += number
        fold()
        yield done


def _after(claim: int) -> QuerySet[ClaimCard, int]:
    cards = ClaimCard.objects.filter(claim__gt=claim).order_by("claim")
    return cards.values_list("claim", flat=True)


@transaction.atomic
def write(claims: list[int]) -> int:
    """Write the cards of these claims from the facts as they are now."""
    return _write(_locked(claims, waits=False))


@transaction.atomic
def fold() -> int:
    """Add changes to the counts; two that fold at a time do not wait. Returns how many
    changes were seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('tracker_fold'))")
        (is_mine,) = cursor.fetchone()
        if not is_mine:
            return 0
        folded = 0
        for sql in (_FOLD, _FOLD_WORDS):
            cursor.execute(sql, {"most": FOLDED_AT_ONCE})
            folded = max(folded, cursor.rowcount)
        cursor.execute("DELETE FROM tracker_wordcount WHERE number <= 0")
        return folded


def _waiting(most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"most": most})
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def _refreshed(claims: list[int], *, waits: bool) -> int:
    return _write(_locked(claims, waits=waits))


def _locked(claims: list[int], *, waits: bool) -> list[int]:
    """The claims whose cards are ours to write until the end of the transaction."""
    if waits:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
    cards = ClaimCard.objects.filter(pk__in=claims).order_by("pk")
    return list(
        cards.select_for_update(skip_locked=not waits, no_key=True).values_list(
            "pk", flat=True
        )
    )


def _write(claims: list[int]) -> int:
    if not claims:
        return 0
    StaleCard.objects.filter(claim__in=claims)._raw_delete(StaleCard.objects.db)
    versions = dict(
        ClaimVersion.objects.filter(pk__in=claims).values_list("pk", "number")
    )
    now = _clock()
    found = sheets(claims, Moment(as_of=now, known_at=now))
    values = _values(claims, found, versions, ends(claims, now))
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {"now": now, **values})
    return len(claims)


def _values(
    claims: list[int],
    found: dict[int, Sheet],
    versions: dict[int, int],
    coming: dict[int, datetime],
) -> dict[str, list[object]]:
    """The columns of the cards, each in the order of the claims."""
    rows = [found.get(claim) for claim in claims]
    return {
        "claims": list(claims),
        "versions": [versions.get(claim, 0) for claim in claims],
        "ends": [coming.get(claim) for claim in claims],
        "listed": [row is not None for row in rows],
        "changed": [row.changed if row else NEVER_YET for row in rows],
        "decided": [(row and row.decided) or NEVER_YET for row in rows],
        "said": [(row and row.said) or NEVER_SAID for row in rows],
        "facets": [_array(row) for row in rows],
    }


def _array(sheet: Sheet | None) -> str:
    numbers = sorted(facet.number for facet in sheet.facets) if sheet else ()
    return f"{{{','.join(map(str, numbers))}}}"


def _clock() -> datetime:
    """The database's own clock, by which facts are recorded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
        return now
