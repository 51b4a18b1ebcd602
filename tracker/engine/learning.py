"""Learn what is clutter from the changes that looks saw: signs in, rows out.

Only a look that saw new words has signs, so a page that stays as it is costs nothing.
All of it is a constant number of queries for any number of looks.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Q

from tracker.engine.clutter import kind_of
from tracker.engine.known import Known
from tracker.engine.seen import Seen
from tracker.engine.types import Sign
from tracker.models import Clutter, ClutterSign
from tracker.rules.clutter import lesson
from tracker.rules.vocabulary import LearntFrom
from tracker.text import Level, folded, storable

# So many signs are kept of a source, the newest.
KEPT = 64
_LONGEST_SAMPLE = 300
# What a quotation leaves out stands between parts; a shorter one is no words.
_SHORTEST_PART = 4

_NOTE = """
INSERT INTO tracker_cluttersign (source_id, key, times, seen_at)
SELECT source_id, key, 1, %(now)s
FROM unnest(%(sources)s::bigint[], %(keys)s::text[]) AS sign(source_id, key)
ORDER BY source_id, key
ON CONFLICT (source_id, key)
DO UPDATE SET times = tracker_cluttersign.times + 1, seen_at = excluded.seen_at
RETURNING source_id, key, times
"""
_FORGET = """
DELETE FROM tracker_cluttersign WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (
            PARTITION BY source_id ORDER BY seen_at DESC, id DESC
        ) AS place FROM tracker_cluttersign WHERE source_id = ANY(%(sources)s)
    ) ring WHERE place > %(kept)s
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one look at a source saw that may be clutter."""

    source: int
    host: int
    signs: tuple[Sign, ...]


def spared(signs: Iterable[Sign], quoted: Iterable[str]) -> tuple[Sign, ...]:
    """The signs that touch no quoted words: neither a line that stands in a quotation
    nor one that holds a part of it."""
    parts = [part for words in quoted for part in _plain(words).split("...")]
    cited = [part.strip("[]() ") for part in parts if len(part) >= _SHORTEST_PART]
    return tuple(
        sign
        for sign in signs
        if not any(_touches(_plain(line), cited) for line in sign.lines)
    )


def learn(found: Iterable[Lesson | None], now: datetime) -> None:
    """Note the signs, and enter what has become clutter by them."""
    lessons = [one for one in found if one is not None and one.signs]
    if not lessons:
        return
    times = _noted(lessons, now)
    elsewhere = _elsewhere(lessons)
    learnt = [
        row
        for one in lessons
        for sign in one.signs
        if (
            row := _row(
                one,
                sign,
                times=times[one.source, sign.key],
                sources=elsewhere.get((one.host, sign.key), 1),
                now=now,
            )
        )
    ]
    if learnt:
        Clutter.objects.bulk_create(_unheard_of(learnt))
    _forget([one.source for one in lessons])


def lesson_of(before: Known, seen: Seen) -> Lesson | None:
    """What a look saw that may be clutter; None where there is nothing."""
    comparison = seen.comparison
    if before.source is None or comparison is None or not comparison.signs:
        return None
    quoted = [one.quote.exact for one in before.cited]
    quoted += [anchor.matched for anchor in seen.anchors.values() if anchor.matched]
    return Lesson(
        source=before.source.pk,
        host=before.source.host_id,
        signs=spared(comparison.signs, quoted),
    )


def _noted(lessons: Sequence[Lesson], now: datetime) -> dict[tuple[int, str], int]:
    signs = {(one.source, sign.key) for one in lessons for sign in one.signs}
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE,
            {
                "now": now,
                "sources": [source for source, _ in signs],
                "keys": [key for _, key in signs],
            },
        )
        return {(source, key): times for source, key, times in cursor.fetchall()}


def _elsewhere(lessons: Sequence[Lesson]) -> dict[tuple[int, str], int]:
    """On how many sources of a host each sign was seen."""
    counted = (
        ClutterSign.objects.filter(
            key__in={sign.key for one in lessons for sign in one.signs},
            source__host__in={one.host for one in lessons},
        )
        .values_list("source__host", "key")
        .annotate(sources=Count("source"))
    )
    return {(host, key): sources for host, key, sources in counted}


def _row(
    one: Lesson, sign: Sign, *, times: int, sources: int, now: datetime
) -> Clutter | None:
    learnt_from = lesson(kind_of(sign.key), times=times, sources=sources)
    if learnt_from is None:
        return None
    is_of_host = learnt_from is LearntFrom.RECURRENCE
    return Clutter(
        source_id=None if is_of_host else one.source,
        host_id=one.host if is_of_host else None,
        key=sign.key,
        sample=sample_of(sign),
        learnt_from=learnt_from.value,
        recorded_at=now,
    )


def _unheard_of(rows: Sequence[Clutter]) -> list[Clutter]:
    """Without what is known, and without what a person has ended: a machine does not
    learn again what it was told to forget."""
    heard = set(
        Clutter.objects.filter(key__in={row.key for row in rows})
        .filter(
            Q(source__in={row.source_id for row in rows})
            | Q(host__in={row.host_id for row in rows})
        )
        .values_list("source", "host", "key")
    )
    new = {(row.source_id, row.host_id, row.key): row for row in rows}
    return [row for scope, row in new.items() if scope not in heard]


def _forget(sources: Collection[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, {"sources": list(sources), "kept": KEPT})


def sample_of(sign: Sign) -> str:
    """Words by which a person knows what is ignored."""
    return storable(" / ".join(sign.lines))[:_LONGEST_SAMPLE]


def _touches(line: str, cited: Collection[str]) -> bool:
    return any(words in line or line in words for words in cited) if line else False


def _plain(text: str) -> str:
    return folded(text, Level.TYPOGRAPHY).casefold()
