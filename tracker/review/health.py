"""How the evidence stands, counted by site beside the checks, so that the desk can show
it however many quotations there are.

Only sites on which something happened since they were counted are counted again.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max

from tracker.models import Citation, HostHealth, Source

# A count that began while a check was being written may have missed it.
OVERLAP = timedelta(minutes=2)

# What became of a quotation: its page first, for words on a page that is gone are gone;
# then the last look that saw something (`models.evidence.last_seen`). Quotations that
# were voided or corrected do not count.
_COUNT = """
INSERT INTO tracker_hosthealth (host_id, present, altered, gone, unreachable, unseen,
    pages, pages_altered, pages_gone, oldest_id, oldest_at, counted_at)
SELECT host_id,
    count(*) FILTER (WHERE stands = 'present'),
    count(*) FILTER (WHERE stands = 'altered'),
    count(*) FILTER (WHERE stands = 'gone'),
    count(*) FILTER (WHERE stands = 'unreachable'),
    count(*) FILTER (WHERE stands = 'unseen'),
    count(DISTINCT source_id),
    count(DISTINCT source_id) FILTER (WHERE stands = 'altered'),
    count(DISTINCT source_id) FILTER (WHERE stands = 'gone'),
    (array_agg(source_id ORDER BY looked_at, source_id))[1], min(looked_at), %(now)s
FROM (
    SELECT source.host_id, source.id AS source_id,
        coalesce(source.last_checked_at, source.added_at) AS looked_at,
        CASE
            WHEN source.state IN ('dead', 'pinned_dead') THEN 'gone'
            WHEN seen.state = 'gone' THEN 'gone'
            WHEN source.state IN ('blocked', 'paywalled', 'suspect', 'unreachable')
                THEN 'unreachable'
            WHEN seen.state IN ('altered', 'altered_critical') THEN 'altered'
            WHEN seen.state IS NULL THEN 'unseen'
            ELSE 'present'
        END AS stands
    FROM tracker_citation citation
    JOIN tracker_source source ON source.id = citation.source_id
    LEFT JOIN LATERAL (
        SELECT one.state FROM tracker_citationcheck one
        WHERE one.citation_id = citation.id AND one.state <> 'uncheckable'
        ORDER BY one.check_run_id DESC LIMIT 1
    ) seen ON true
    WHERE NOT citation.is_void
      AND NOT EXISTS (
          SELECT 1 FROM tracker_citation later WHERE later.corrects_id = citation.id)
      AND source.host_id = ANY(%(hosts)s)
) each_one
GROUP BY host_id
ON CONFLICT (host_id) DO UPDATE SET present = excluded.present,
    altered = excluded.altered, gone = excluded.gone,
    unreachable = excluded.unreachable, unseen = excluded.unseen,
    pages = excluded.pages, pages_altered = excluded.pages_altered,
    pages_gone = excluded.pages_gone, oldest_id = excluded.oldest_id,
    oldest_at = excluded.oldest_at, counted_at = excluded.counted_at
"""


@transaction.atomic
def count_evidence(now: datetime) -> int:
    """Count the sites on which something happened since. Returns how many."""
    last = HostHealth.objects.aggregate(last=Max("counted_at"))["last"]
    hosts = sorted(_touched(last - OVERLAP if last else None))
    if not hosts:
        return 0
    HostHealth.objects.filter(host__in=hosts).update(
        present=0,
        altered=0,
        gone=0,
        unreachable=0,
        unseen=0,
        pages=0,
        pages_altered=0,
        pages_gone=0,
        oldest=None,
        oldest_at=None,
    )
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"now": now, "hosts": hosts})
    return len(hosts)


def _touched(since: datetime | None) -> set[int]:
    """Sites whose sources were looked at, or quoted, since then; all without it."""
    if since is None:
        quoted = Source.objects.filter(citations__isnull=False)
        return set(quoted.values_list("host", flat=True).distinct())
    looked = Source.objects.filter(checks__effective_at__gte=since)
    written = Citation.objects.filter(recorded_at__gte=since)
    return {
        *looked.values_list("host", flat=True).distinct(),
        *written.values_list("source__host", flat=True).distinct(),
    }
