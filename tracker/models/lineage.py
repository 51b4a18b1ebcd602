"""Who stands above whom, and what corrects what, as known at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tracker.models.base import WorldFact
from tracker.models.source import SourceProfile
from tracker.rules.facts import Origin

# The depth is bounded so that a circle of origins, which the desk may write by
# mistake over two sources, ends; party circles the database refuses.
ANCESTORS = """
WITH RECURSIVE line(party_id, depth) AS (
    SELECT unnest(%s::bigint[]), 0
    UNION
    SELECT profile.parent_id, line.depth + 1
    FROM line CROSS JOIN LATERAL (
        SELECT parent_id FROM tracker_partyprofile
        WHERE party_id = line.party_id AND recorded_at <= %s
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) profile
    WHERE profile.parent_id IS NOT NULL AND line.depth < 20
)
SELECT DISTINCT party_id FROM line
"""
CARRIED = """
WITH RECURSIVE line(source_id, depth) AS (
    SELECT unnest(%s::bigint[]), 0
    UNION
    SELECT profile.origin_source_id, line.depth + 1
    FROM line CROSS JOIN LATERAL (
        SELECT origin_source_id FROM tracker_sourceprofile
        WHERE source_id = line.source_id AND recorded_at <= %s
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) profile
    WHERE profile.origin_source_id IS NOT NULL AND line.depth < 20
)
SELECT DISTINCT source_id FROM line
"""
# Each party with all that speak in its name, and in theirs.
MOUTHS = """
WITH RECURSIVE line(voice, party_id, depth) AS (
    SELECT id, id, 0 FROM unnest(%s::bigint[]) AS id
    UNION
    SELECT line.voice, below.party_id, line.depth + 1
    FROM line JOIN tracker_partyprofile below ON below.parent_id = line.party_id
        AND below.speaks_for_parent AND below.recorded_at <= %s
    WHERE line.depth < 20 AND NOT EXISTS (
        SELECT FROM tracker_partyprofile later
        WHERE later.party_id = below.party_id AND later.recorded_at <= %s
            AND (later.recorded_at, later.id) > (below.recorded_at, below.id)
    )
)
SELECT DISTINCT voice, party_id FROM line
"""
# Each party with all that stand below it.
BELOW = """
WITH RECURSIVE line(head, party_id, depth) AS (
    SELECT id, id, 0 FROM unnest(%s::bigint[]) AS id
    UNION
    SELECT line.head, below.party_id, line.depth + 1
    FROM line JOIN tracker_partyprofile below ON below.parent_id = line.party_id
        AND below.recorded_at <= %s
    WHERE line.depth < 20 AND NOT EXISTS (
        SELECT FROM tracker_partyprofile later
        WHERE later.party_id = below.party_id AND later.recorded_at <= %s
            AND (later.recorded_at, later.id) > (below.recorded_at, below.id)
    )
)
SELECT DISTINCT head, party_id FROM line
"""
# A row corrects at most one and is corrected by at most one: the line never forks.
CORRECTED = """
WITH RECURSIVE line(first, last, depth) AS (
    SELECT id, id, 0 FROM unnest(%s::bigint[]) AS id
    UNION ALL
    SELECT line.first, later.id, line.depth + 1
    FROM line JOIN {table} later
        ON later.corrects_id = line.last AND later.recorded_at <= %s
)
SELECT DISTINCT ON (first) first, last FROM line ORDER BY first, depth DESC
"""
# A merged claim is archived and none is merged into an archived one: no circles.
MERGED = """
WITH RECURSIVE line(first, last, depth) AS (
    SELECT id, id, 0 FROM unnest(%s::bigint[]) AS id
    UNION ALL
    SELECT line.first, step.merged_into_id, line.depth + 1
    FROM line CROSS JOIN LATERAL (
        SELECT merged_into_id FROM tracker_claimworkflow
        WHERE claim_id = line.last AND recorded_at <= %s
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) step
    WHERE step.merged_into_id IS NOT NULL AND line.depth < 20
)
SELECT DISTINCT ON (first) first, last FROM line ORDER BY first, depth DESC
"""


@dataclass(frozen=True)
class SourceOrigin:
    """A source's grade, and whose word it carries in the end."""

    reliability: str
    publisher: str
    origin: Origin


def ancestors(parties: Iterable[int], known_at: datetime) -> list[int]:
    """The parties themselves and everyone above them, at a moment."""
    return _line(ANCESTORS, parties, known_at)


def mouths(parties: Iterable[int], known_at: datetime) -> dict[int, list[int]]:
    """Each party with itself and all that speak in its name, at a moment."""
    return _under(MOUTHS, parties, known_at)


def below(parties: Iterable[int], known_at: datetime) -> dict[int, list[int]]:
    """Each party with itself and all that stand below it, at a moment."""
    return _under(BELOW, parties, known_at)


def origins(sources: Iterable[int], known_at: datetime) -> dict[int, SourceOrigin]:
    """Each source's grade and origin: the end of its chain of "carries the word of".

    A source that nobody has graded is of reliability F: it cannot be judged.
    """
    wanted = list(sources)
    profiles = {
        row.source_id: row
        for row in SourceProfile.objects.known(known_at)
        .filter(source__in=_line(CARRIED, wanted, known_at))
        .latest_per("source")
    }
    return {source: _origin(source, profiles) for source in wanted}


def successors(
    model: type[WorldFact], rows: Iterable[int], known_at: datetime
) -> dict[int, int]:
    """For each row the last correction of it that was recorded by then, or itself."""
    sql = CORRECTED.format(table=connection.ops.quote_name(model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(rows), known_at])
        return dict(cursor.fetchall())


def heirs(claims: Iterable[int], known_at: datetime) -> dict[int, int]:
    """For each claim the one that it leads to: the end of its line of merges as known
    then, or itself."""
    wanted = list(claims)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(MERGED, [wanted, known_at])
        return dict(cursor.fetchall())


def _origin(source: int, profiles: dict[int, SourceProfile]) -> SourceOrigin:
    own = profiles.get(source)
    line = [source]
    while (row := profiles.get(line[-1])) and row.origin_source_id:
        if row.origin_source_id in line:
            # A circle is one origin, whichever of its sources one starts from.
            line = [min(line[line.index(row.origin_source_id) :])]
            break
        line.append(row.origin_source_id)
    end = line[-1]
    party = profiles[end].origin_party_id if end in profiles else None
    return SourceOrigin(
        reliability=own.reliability if own else "F",
        publisher=own.publisher if own else "",
        origin=Origin(party=party) if party else Origin(source=end),
    )


def _under(
    sql: str, parties: Iterable[int], known_at: datetime
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {party: [] for party in parties}
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(found), known_at, known_at])
        for head, party in cursor.fetchall():
            found[head].append(party)
    return found


def _line(sql: str, ids: Iterable[int], known_at: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids), known_at])
        return [row[0] for row in cursor.fetchall()]
