"""What is known of sources before a look: rows in, values out.

For many sources at once, in a number of queries that does not grow with them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import OuterRef, Subquery

from tracker.engine import robots
from tracker.engine.robots import Robots
from tracker.engine.state import Attempt
from tracker.engine.types import Quote, Signals, Text
from tracker.models import (
    Check,
    Citation,
    CitationCheck,
    Extraction,
    Host,
    Snapshot,
    Source,
)
from tracker.models.base import by_key
from tracker.models.clutter import clutter_of
from tracker.rules import schedule
from tracker.rules.decision import WORD_FINDINGS
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import CheckOutcome, CitationState

# Enough attempts to judge the last two weeks of a source that is often looked at.
_ATTEMPTS = 200
# After this long a page is fetched whole even if it says that nothing changed.
_FULL_GET_AFTER = timedelta(days=30)
# Rules that could not be had are asked for again sooner than rules that were.
_FAILED_RULES_KEEP = timedelta(minutes=15)
_RULES_FAILED = 503
_RULES_HAD = 200
_READ = schedule.READ

_ATTEMPTS_OF = """
SELECT source.id, attempt.effective_at, attempt.outcome
FROM unnest(%s::bigint[]) AS source(id) CROSS JOIN LATERAL (
    SELECT seq, effective_at, outcome FROM tracker_check
    WHERE source_id = source.id ORDER BY seq DESC LIMIT %s
) attempt ORDER BY source.id, attempt.seq
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation's words, and what the checks so far saw of them.

    `state` and `matched` are what was last seen, looks that saw nothing aside. Where
    that is a finding, `since` is the first look of the unbroken row that saw the same
    words, and `was_confirmed` says that a second look had seen them.
    """

    citation: int
    claim: int
    quote: Quote
    state: CitationState | None = None
    matched: str = ""
    since: datetime | None = None
    was_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that a look needs; an address that is no source has only its URL.

    `attempts`, oldest first, are there only where a look fails or the one before did:
    see `attempts_of`.
    """

    url: str
    source: Source | None = None
    host: Host | None = None
    etag: str = ""
    last_modified: str = ""
    snapshot: Snapshot | None = None
    cited: tuple[Cited, ...] = ()
    clutter: frozenset[str] = frozenset()
    attempts: tuple[Attempt, ...] = ()

    @property
    def last_read_at(self) -> datetime | None:
        """When the page's own text was read last."""
        if self.source is not None and not self.source.failures:
            return self.source.last_checked_at
        read = (one.at for one in reversed(self.attempts) if one.outcome in _READ)
        return next(read, None)


def load(sources: Collection[int], now: datetime) -> dict[int, Known]:
    """What is known of sources, by their number."""
    snapshots = _latest_snapshots(sources)
    cited = _cited(sources, now)
    rows = list(Source.objects.select_related("host").filter(pk__in=sources))
    clutter = clutter_of({row.pk: row.host_id for row in rows})
    return {
        row.pk: replace(
            _known(row, snapshots.get(row.pk), cited.get(row.pk, ()), now),
            clutter=clutter[row.pk],
        )
        for row in rows
    }


def _known(
    row: Source, snapshot: Snapshot | None, cited: tuple[Cited, ...], now: datetime
) -> Known:
    may_ask_for_change = (
        snapshot is not None
        and row.full_get_at is not None
        and now - row.full_get_at < _FULL_GET_AFTER
    )
    return Known(
        url=row.url,
        source=row,
        host=row.host,
        etag=row.etag if may_ask_for_change else "",
        last_modified=row.last_modified if may_ask_for_change else "",
        snapshot=snapshot,
        cited=cited,
    )


def kept_rules(host: Host | None, now: datetime) -> Robots | None:
    """The site's rules as we have them; None when they have to be asked for."""
    if host is None or host.robots_fetched_at is None or host.robots_status is None:
        return None
    was_had = host.robots_status == _RULES_HAD
    keep = robots.KEEP_FOR if was_had else _FAILED_RULES_KEEP
    if now - host.robots_fetched_at >= keep:
        return None
    return Robots(text=host.robots_body, allows_all=was_had)


def has_rules(host: Host | None, now: datetime) -> bool:
    """Whether a site can be asked for a page without asking for its rules first."""
    return bool(host and host.ignores_robots) or kept_rules(host, now) is not None


def keep_rules(rules: Mapping[int, Robots], now: datetime) -> None:
    """Remember sites' rules, by the host's number; those that could not be had, as a
    refusal."""
    hosts = [
        Host(
            pk=host,
            robots_body=one.text,
            robots_status=_RULES_HAD if one.allows_all else _RULES_FAILED,
            robots_fetched_at=now,
        )
        for host, one in rules.items()
    ]
    Host.objects.bulk_update(
        hosts, ["robots_body", "robots_status", "robots_fetched_at"]
    )


def texts_of(snapshots: Collection[int], extractor: str) -> dict[int, Text]:
    """The texts that this version of the extractor read, by their snapshot."""
    rows = Extraction.objects.filter(snapshot__in=snapshots, extractor=extractor)
    return {row.snapshot_id: _text(row) for row in rows}


def text_of(snapshot: Snapshot) -> Text | None:
    """The text of a snapshot that was read last, by whichever extractor."""
    row = Extraction.objects.filter(snapshot=snapshot).order_by("-id").first()
    return _text(row) if row else None


def _text(row: Extraction) -> Text:
    return Text(
        row.title,
        row.article,
        row.full,
        row.published_at,
        row.language,
        row.extractor,
        Signals(canonical=row.canonical),
    )


def is_shared_target(known: Known, url: str) -> bool:
    """Whether two other sources of the site were led to the same address."""
    if known.source is None:
        return False
    others = (
        Check.objects.filter(final_url=url, source__host=known.source.host_id)
        .exclude(source=known.source)
        .exclude(source__url=url)
    )
    return others.values("source").distinct().count() > 1


def attempts_of(sources: Collection[int]) -> dict[int, tuple[Attempt, ...]]:
    """The earlier checks of sources, oldest first: what a failure is judged by."""
    found: dict[int, list[Attempt]] = {}
    if not sources:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ATTEMPTS_OF, (list(sources), _ATTEMPTS))
        for source, at, outcome in cursor.fetchall():
            found.setdefault(source, []).append(Attempt(at, CheckOutcome(outcome)))
    return {source: tuple(attempts) for source, attempts in found.items()}


def _latest_snapshots(sources: Collection[int]) -> dict[int, Snapshot]:
    latest = Snapshot.objects.filter(source=OuterRef("pk")).values("pk")[:1]
    wanted = Source.objects.filter(pk__in=sources).annotate(latest=Subquery(latest))
    # Headers are large, and only an export reads them.
    rows = Snapshot.objects.filter(pk__in=wanted.values("latest")).defer("headers")
    return {row.source_id: row for row in rows}


def _cited(sources: Collection[int], now: datetime) -> dict[int, tuple[Cited, ...]]:
    """Each source's citations, with the last look that could tell of each."""
    told = CitationCheck.objects.filter(citation=OuterRef("pk")).exclude(
        state=CitationState.UNCHECKABLE
    )
    last = told.order_by("-check_run_id").values("pk")[:1]
    citations = (
        Citation.objects.filter(source__in=sources)
        .counting(Moment(now, now))
        .annotate(last=Subquery(last))
        .oldest_first()
    )
    rows = list(citations)
    seen = CitationCheck.objects.in_bulk([row.last for row in rows if row.last])
    return {
        source: tuple(_with_history(each, seen.get(each.last)) for each in own)
        for source, own in by_key(rows, "source_id").items()
    }


def _with_history(citation: Citation, seen: CitationCheck | None) -> Cited:
    place = seen.start if seen and seen.start is not None else citation.start
    quote = Quote(citation.exact, citation.prefix, citation.suffix, place)
    if seen is None:
        return Cited(citation=citation.pk, claim=citation.claim_id, quote=quote)
    return Cited(
        citation=citation.pk,
        claim=citation.claim_id,
        quote=quote,
        state=CitationState(seen.state),
        matched=seen.matched,
        since=_since(seen) if seen.state in WORD_FINDINGS else None,
        was_confirmed=seen.is_confirmed,
    )


def _since(seen: CitationCheck) -> datetime:
    """The first look of the unbroken row of looks that saw the same words as this."""
    looks = CitationCheck.objects.filter(citation=seen.citation_id).exclude(
        state=CitationState.UNCHECKABLE
    )
    same = looks.filter(state=seen.state, matched=seen.matched)
    other = looks.exclude(state=seen.state, matched=seen.matched)
    if last := other.order_by("-check_run_id").first():
        same = same.filter(check_run_id__gt=last.check_run_id)
    first = same.select_related("check_run").order_by("check_run_id")[0]
    return first.check_run.effective_at
