"""The sources, what was kept of them, and each look at them."""

from tracker.engine.extractor import EXTRACTOR
from tracker.management.scale.fills import Fill
from tracker.management.scale.rows.drawn import PAGE, PERSON

_TEXT = f"{PAGE} || pg_temp.sentence(n) || E'\\n' || {PAGE}"
_DIGEST = f"encode(sha256(convert_to({_TEXT} || %(source)s, 'UTF8')), 'hex')"

SOURCES = (
    Fill(
        model="Source",
        number="sources",
        columns={
            "id": "%(source)s + n",
            "url": "'https://h' || (%(host)s + 1 + mod(n, %(hosts)s))"
            " || '.scale.example/' || (%(source)s + n)",
            "host_id": "%(host)s + 1 + mod(n, %(hosts)s)",
            "added_at": "pg_temp.moment(n, %(sources)s)",
            "added_by_id": PERSON,
            # Nobody asks sites that do not exist.
            "due_at": "NULL",
            "check_seq": "%(checks_each)s",
            "state": "CASE WHEN pg_temp.dice(n, 27) < 0.9 THEN 'ok' ELSE"
            " pg_temp.word(n, 28, '{changed,moved,blocked,dead,unreachable}') END",
            "last_checked_at": "%(now)s::timestamptz - interval '1 hour'",
        },
    ),
    Fill(
        model="SourceProfile",
        number="sources",
        columns={
            "source_id": "%(source)s + n",
            "title": "'Report ' || n || ': ' || pg_temp.statement(n)",
            "publisher": "'Outlet ' || pg_temp.pick(n, 29, 300, 2)",
            "language": "pg_temp.word(n, 30, '{en,uk,ru}')",
            "reliability": "pg_temp.word(n, 31, '{A,B,B,C,C,D,E,F}')",
            "published_at": "pg_temp.moment(n, %(sources)s)",
            "recorded_at": "pg_temp.moment(n, %(sources)s)",
        },
    ),
    Fill(
        model="Body",
        number="sources",
        columns={
            "digest": _DIGEST,
            "size": f"octet_length({_TEXT})",
            "name": f"'scale/' || {_DIGEST}",
        },
    ),
    Fill(
        model="Snapshot",
        number="sources",
        columns={
            "id": "%(snapshot)s + n",
            "source_id": "%(source)s + n",
            "body_id": _DIGEST,
            "captured_at": "pg_temp.moment(n, %(sources)s)",
            "recorded_at": "pg_temp.moment(n, %(sources)s)",
            "final_url": "source.url",
            "http_status": "200",
            "content_type": "'text/html; charset=utf-8'",
        },
        joined="JOIN tracker_source source ON source.id = %(source)s + n",
    ),
    Fill(
        model="Extraction",
        number="sources",
        columns={
            "snapshot_id": "%(snapshot)s + n",
            "extractor": f"'{EXTRACTOR}'",
            "title": "'Report ' || n",
            "article": _TEXT,
            "full": _TEXT,
            "language": "'en'",
        },
    ),
    Fill(
        model="Check",
        number="checks",
        columns={
            "id": "%(check)s + n",
            "source_id": "%(source)s + 1 + mod(n - 1, %(sources)s)",
            "seq": "1 + (n - 1) / %(sources)s",
            "token": "gen_random_uuid()",
            "outcome": "CASE WHEN pg_temp.dice(n, 32) < 0.85 THEN 'unchanged'"
            " ELSE pg_temp.word(n, 33, '{changed,timeout,not_found,moved}') END",
            "http_status": "200",
            "started_at": "pg_temp.moment(n, %(checks)s) - interval '1 second'",
            "effective_at": "pg_temp.moment(n, %(checks)s)",
            "recorded_at": "pg_temp.moment(n, %(checks)s)",
            "snapshot_id": "%(snapshot)s + 1 + mod(n - 1, %(sources)s)",
            "change": "'unchanged'",
            "source_state": "'ok'",
        },
    ),
    Fill(
        model="Watch",
        number="watches",
        columns={
            "id": "%(watch)s + n",
            "party_id": "%(party)s + pg_temp.pick(n, 34, %(parties)s, 1)",
            "source_id": "%(source)s + n",
            "kind": "pg_temp.word(n, 35, '{feed,telegram,links,page}')",
        },
    ),
    Fill(
        model="WatchEntry",
        number="entries",
        columns={
            "watch_id": "%(watch)s + pg_temp.pick(n, 36, %(watches)s, 2)",
            "key": "'scale-' || (%(party)s + n)",
            "title": "pg_temp.statement(n)",
            "text": "pg_temp.sentence(n)",
            "published_at": "pg_temp.moment(n, %(entries)s)",
            "recorded_at": "pg_temp.moment(n, %(entries)s)",
        },
    ),
    Fill(
        model="OutsideCopy",
        number="copies",
        columns={
            "source_id": "%(source)s + n",
            "kind": "'find'",
            "near": "pg_temp.moment(n, %(copies)s)",
            "asked_at": "pg_temp.moment(n, %(copies)s)",
            "state": "'none'",
        },
    ),
)
