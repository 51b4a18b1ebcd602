"""What is known of a source before a look: rows in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.engine import robots
from tracker.engine.robots import Robots
from tracker.engine.state import Attempt
from tracker.engine.types import Quote, Text
from tracker.models import (
    Check,
    Citation,
    CitationCheck,
    Extraction,
    Host,
    Snapshot,
    Source,
)
from tracker.rules.decision import WORD_FINDINGS
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import CheckOutcome, CitationState

# A page that goes back to one of this many versions is flapping, not changing.
FLAP_VERSIONS = 8
# Enough attempts to judge the last two weeks of a source that is often looked at.
_ATTEMPTS = 200
# After this long a page is fetched whole even if it says that nothing changed.
_FULL_GET_AFTER = timedelta(days=30)
# Rules that could not be had are asked for again sooner than rules that were.
_FAILED_RULES_KEEP = timedelta(minutes=15)
_RULES_FAILED = 503
_RULES_HAD = 200


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
    """Everything that a look needs; an address that is no source has only its URL."""

    url: str
    source: Source | None = None
    host: Host | None = None
    etag: str = ""
    last_modified: str = ""
    snapshot: Snapshot | None = None
    cited: tuple[Cited, ...] = ()
    attempts: tuple[Attempt, ...] = ()


def load(source: int, now: datetime) -> Known:
    """What is known of a source."""
    row = Source.objects.select_related("host").get(pk=source)
    snapshot = Snapshot.objects.filter(source=row).select_related("body").first()
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
        cited=tuple(_cited(row, now)),
        attempts=_attempts(row),
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


def keep_rules(host: Host, rules: Robots, now: datetime) -> None:
    """Remember a site's rules; those that could not be had, as a refusal."""
    Host.objects.filter(pk=host.pk).update(
        robots_body=rules.text,
        robots_status=_RULES_HAD if rules.allows_all else _RULES_FAILED,
        robots_fetched_at=now,
    )


def text_of(snapshot: Snapshot, extractor: str = "") -> Text | None:
    """The text that a version of the extractor, or the latest one, once read."""
    rows = Extraction.objects.filter(snapshot=snapshot).order_by("-id")
    row = rows.filter(extractor=extractor).first() if extractor else rows.first()
    if row is None:
        return None
    return Text(
        row.title, row.article, row.full, row.published_at, row.language, row.extractor
    )


def was_seen_before(known: Known, new: Text) -> bool:
    """Whether a text is that of an earlier version, the last one aside."""
    if known.source is None:
        return False
    earlier = Snapshot.objects.filter(source=known.source)[1:FLAP_VERSIONS]
    return Extraction.objects.filter(
        snapshot__in=[row.pk for row in earlier],
        article=new.article,
        title=new.title,
    ).exists()


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


def _attempts(source: Source) -> tuple[Attempt, ...]:
    rows = (
        Check.objects.filter(source=source)
        .order_by("-seq")
        .values_list("effective_at", "outcome")[:_ATTEMPTS]
    )
    return tuple(Attempt(at, CheckOutcome(word)) for at, word in reversed(rows))


def _cited(source: Source, now: datetime) -> Iterable[Cited]:
    citations = Citation.objects.filter(source=source).counting(Moment(now, now))
    seen = {
        row.citation_id: row
        for row in CitationCheck.objects.filter(citation__in=citations)
        .exclude(state=CitationState.UNCHECKABLE)
        .order_by("citation_id", "-check_run_id")
        .distinct("citation_id")
    }
    for citation in citations.oldest_first():
        yield _with_history(citation, seen.get(citation.pk))


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
