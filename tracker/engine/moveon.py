"""Move sources on after their looks: the guarded update."""

import json
import logging
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection

from tracker.engine import seen as brought
from tracker.engine.known import Known
from tracker.engine.outlook import Entry
from tracker.engine.seen import Seen
from tracker.text import storable

_LONGEST_ETAG = 1000
_LONGEST_DATE = 100
_OK = 200

# Whoever asked while a look was taken has got one, too: the wish ends with it.
_MOVE_ON = """
UPDATE tracker_source source
SET check_seq = source.check_seq + 1, lease_token = NULL, lease_until = NULL,
    priority = 0, due_at = seen.due_at, due_reason = seen.due_reason,
    state = seen.state, failures = seen.failures, failing_since = seen.failing_since,
    last_checked_at = seen.last_checked_at, full_get_at = seen.full_get_at,
    etag = seen.etag, last_modified = seen.last_modified,
    intervals = seen.intervals, changes = seen.changes,
    change_rate = seen.change_rate, born_at = seen.born_at
FROM json_to_recordset(%s) AS seen(
    id bigint, token uuid, seq int, due_at timestamptz, due_reason text, state text,
    failures int, failing_since timestamptz, last_checked_at timestamptz,
    full_get_at timestamptz, etag text, last_modified text,
    intervals float8[], changes boolean[], change_rate float8, born_at timestamptz)
WHERE source.id = seen.id AND source.lease_token = seen.token
  AND source.check_seq = seen.seq
RETURNING source.id
"""

log = logging.getLogger(__name__)


def move_on(entries: Sequence[Entry], *, now: datetime) -> Collection[int]:
    """The guarded update: only who holds the token may say what a source is.

    Returns the sources of the looks that count.
    """
    rows = [_source_row(one, now=now) for one in entries]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_ON, (json.dumps(rows, default=str),))
        ours = {source for (source,) in cursor.fetchall()}
    for one in entries:
        if one.look.lease.source not in ours:
            log.warning(
                "source %s: superseded, its lease was taken over", one.look.lease.source
            )
    return ours


def _source_row(entry: Entry, *, now: datetime) -> dict[str, object]:
    lease, before, seen = entry.look.lease, entry.look.before, entry.look.seen
    intervals, changes = brought.rings(before, seen)
    return {
        "id": lease.source,
        "token": lease.token,
        "seq": lease.seq,
        "due_at": entry.outlook.due_at,
        "due_reason": entry.outlook.due_reason,
        "state": entry.outlook.state,
        "failures": len(brought.failing_run(before, seen)),
        "failing_since": brought.began(before, seen),
        "last_checked_at": seen.fetched.finished,
        "intervals": intervals,
        "changes": changes,
        "change_rate": entry.outlook.change_rate,
        "born_at": brought.born_at(before, seen),
        **_validators(before, seen, now),
    }


def _validators(before: Known, seen: Seen, now: datetime) -> dict[str, object]:
    """What to ask "changed since?" with; only a page that was shown whole sets it.

    Behind a redirect the validators are another address's, so none are kept.
    """
    if seen.text is None or seen.fetched.status != _OK:
        row = before.source
        return {
            "etag": row.etag if row else "",
            "last_modified": row.last_modified if row else "",
            "full_get_at": row.full_get_at if row else None,
        }
    etag = storable(seen.fetched.header("etag"))
    date = storable(seen.fetched.header("last-modified"))
    is_direct = not seen.fetched.redirects
    return {
        "etag": etag if is_direct and len(etag) <= _LONGEST_ETAG else "",
        "last_modified": date if is_direct and len(date) <= _LONGEST_DATE else "",
        "full_get_at": now,
    }
