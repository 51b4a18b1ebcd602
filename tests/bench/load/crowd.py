"""The sources of the load, made by the database: each was looked at once before.

Every source has a page of its own, its last capture with the text in it, a published
claim that quotes it, and a first check that saw the quotation. Twenty share a claim.
"""

from dataclasses import asdict, dataclass

from django.db import connection

from tests.bench.load.pages import DIGITS, HOSTS, MARK, QUOTE, template, text
from tracker.engine.extractor import EXTRACTOR

OF_A_CLAIM = 20
_STATEMENTS = (
    """INSERT INTO tracker_host (id, name, next_allowed_at, robots_body, robots_status,
      robots_fetched_at, ignores_robots, ignores_robots_reason)
    SELECT n, 'h' || lpad(n::text, 4, '0') || '.bench.test:' || %(port)s, now(),
      %(rules)s, 200, now(), false, ''
    FROM generate_series(0, %(hosts)s - 1) n""",
    """INSERT INTO tracker_source (id, url, host_id, due_at, priority, is_live,
      due_reason, check_seq, state, failures, last_checked_at, full_get_at, etag,
      last_modified, intervals, changes)
    SELECT n, 'http://h' || lpad((n %% %(hosts)s)::text, 4, '0') || '.bench.test:'
      || %(port)s || '/' || n, n %% %(hosts)s, now() - random() * interval '1 hour',
      0, false, 'rate', 1, 'ok', 0, now() - interval '2 days',
      now() - interval '2 days', '', '', array_fill(2::float8, ARRAY[20]),
      array_fill(false, ARRAY[20])
    FROM generate_series(%(first)s, %(last)s) n""",
    """CREATE TEMPORARY TABLE load_page AS
    SELECT n, lpad(n::text, %(digits)s, '0') AS mark, encode(sha256(convert_to(
      replace(%(template)s, %(mark)s, lpad(n::text, %(digits)s, '0')), 'UTF8')),
      'hex') AS digest
    FROM generate_series(%(first)s, %(last)s) n""",
    """INSERT INTO tracker_body (digest, size, name)
    SELECT digest, length(%(template)s), 'archive/bodies/' || digest
    FROM load_page""",
    """INSERT INTO tracker_snapshot (id, source_id, body_id, captured_at, final_url,
      http_status, content_type, headers, warc)
    SELECT n, n, digest, now() - interval '2 days', source.url, 200,
      'text/html; charset=utf-8', '[]', ''
    FROM load_page JOIN tracker_source source ON source.id = n""",
    """INSERT INTO tracker_extraction (snapshot_id, extractor, title, article, "full",
      language)
    SELECT n, %(extractor)s, replace(%(title)s, %(mark)s, page.mark),
      replace(%(article)s, %(mark)s, page.mark), replace(%(full)s, %(mark)s, page.mark),
      'en'
    FROM load_page page""",
    """INSERT INTO tracker_claim (id, slug)
    SELECT n, 'load-' || n FROM generate_series(%(first)s / %(of_a_claim)s + 1,
      %(last)s / %(of_a_claim)s + 1) n ON CONFLICT DO NOTHING""",
    """INSERT INTO tracker_claimworkflow (claim_id, state, reason)
    SELECT id, 'published', '' FROM tracker_claim
    WHERE slug LIKE 'load-%%'""",
    """INSERT INTO tracker_citation (id, claim_id, source_id, snapshot_id, effective_at,
      precision, is_void, exact, prefix, suffix, start, "end", language, translation,
      translator, reason)
    SELECT n, n / %(of_a_claim)s + 1, n, n, now() - interval '2 days', 'exact', false,
      replace(%(quote)s, %(mark)s, page.mark), '', '', %(start)s,
      %(start)s + length(%(quote)s), 'en', '', '', ''
    FROM load_page page""",
    """INSERT INTO tracker_check (id, source_id, seq, token, outcome, reason,
      http_status, final_url, redirects, started_at, effective_at, recorded_at, size,
      snapshot_id, change, words_added, words_removed, correction_notice, source_state,
      next_due_reason)
    SELECT n, n, 1, gen_random_uuid(), 'unchanged', 'first look at this page', 200, '',
      '[]', now() - interval '2 days', now() - interval '2 days',
      now() - interval '2 days', length(%(template)s), n, 'unchanged', 0, 0, '', 'ok',
      'rate'
    FROM load_page""",
    """INSERT INTO tracker_citationcheck (check_run_id, citation_id, state, start,
      "end", matched, similarity, is_confirmed, is_place_kept)
    SELECT n, n, 'exact', %(start)s, %(start)s + length(%(quote)s),
      replace(%(quote)s, %(mark)s, page.mark), 1.0, false, true
    FROM load_page page""",
)
_NEXT_NUMBER = (
    "SELECT setval(pg_get_serial_sequence('tracker_{0}', 'id'), max(id)) FROM"
    " tracker_{0}"
)
_SERIAL = ("host", "source", "snapshot", "claim", "citation", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Values:
    port: str
    first: int
    last: int
    template: str
    title: str
    article: str
    full: str
    start: int
    hosts: int = HOSTS
    digits: int = DIGITS
    mark: str = MARK
    quote: str = QUOTE
    of_a_claim: int = OF_A_CLAIM
    extractor: str = EXTRACTOR
    rules: str = "User-agent: *\nDisallow: /private/\n"


def add(number: int, *, port: int) -> None:
    """Add so many sources of the site at this port to an empty database."""
    page = text()
    values = _Values(
        port=str(port),
        first=1,
        last=number,
        template=template(),
        title=page.title,
        article=page.article,
        full=page.full,
        start=page.full.index(QUOTE),
    )
    with connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement, asdict(values))
        for table in _SERIAL:
            cursor.execute(_NEXT_NUMBER.format(table))
        cursor.execute("DROP TABLE load_page")
        cursor.execute("VACUUM ANALYZE")
