"""A snapshot: the archived text with the quoted words marked, never the page itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from tracker.models import Extraction, Snapshot
from tracker.reader import access
from tracker.reader.dates import When, exactly
from tracker.reader.pages.evidence import profiles_of
from tracker.reader.pages.outside import OutsideLink, outside_links
from tracker.reader.pages.parts import Statement, statements
from tracker.reader.pages.placing import Span, place
from tracker.reader.past import Past


@dataclass(frozen=True)
class Run:
    """A stretch of text, and the quotations that begin with it."""

    text: str
    is_quoted: bool
    begins: tuple[int, ...]


@dataclass(frozen=True)
class Quoted:
    """A marked quotation and the claim that it is quoted for."""

    citation: int
    slug: str
    statement: Statement


@dataclass(frozen=True)
class Capture:
    """One time that these bytes were seen."""

    when: When
    source: int
    url: str
    content_type: str


@dataclass(frozen=True, kw_only=True)
class SnapshotPage:
    digest: str
    title: str
    publisher: str
    language: str
    extractor: str
    captures: tuple[Capture, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    quoted: tuple[Quoted, ...]
    outside: tuple[OutsideLink, ...]


def snapshot_page(digest: str, past: Past) -> SnapshotPage:
    """The text of a body; raises Http404."""
    captures = access.captures(digest, past)
    latest = captures[0]
    extraction = _extraction(latest)
    text = extraction.full if extraction else ""
    spans = _spans(captures, text, past)
    profile = profiles_of([latest.source_id], past.moment).get(latest.source_id)
    title = extraction.title if extraction else ""
    return SnapshotPage(
        digest=digest,
        title=title or (profile.title if profile else "") or latest.source.url,
        publisher=profile.publisher if profile else "",
        language=extraction.language if extraction else "",
        extractor=extraction.extractor if extraction else "",
        captures=tuple(_capture(row) for row in captures),
        paragraphs=tuple(paragraphs(text, spans)),
        quoted=_quoted(spans, past),
        outside=outside_links(Q(snapshot__in=captures), past),
    )


def _extraction(snapshot: Snapshot) -> Extraction | None:
    """The latest reading of it; a later extractor reads better."""
    return snapshot.extractions.order_by("-recorded_at", "-id").first()


def _capture(row: Snapshot) -> Capture:
    return Capture(
        exactly(row.captured_at), row.source_id, row.source.url, row.content_type
    )


def _spans(captures: Iterable[Snapshot], text: str, past: Past) -> list[Span]:
    sources = {row.source_id for row in captures}
    rows = access.citations(past).filter(source__in=sources)
    found = (place(row, text) for row in rows)
    return sorted(
        (span for span in found if span), key=lambda span: (span.start, -span.end)
    )


def _quoted(spans: list[Span], past: Past) -> tuple[Quoted, ...]:
    claims = {span.claim for span in spans}
    slugs = dict(access.readable(past).filter(pk__in=claims).values_list("pk", "slug"))
    worded = statements(claims, past.moment)
    return tuple(
        Quoted(span.citation, slugs[span.claim], worded[span.claim])
        for span in spans
        if span.claim in worded
    )


def paragraphs(text: str, spans: list[Span]) -> Iterator[tuple[Run, ...]]:
    """The text by lines, cut wherever a quotation begins or ends."""
    offset = 0
    for line in text.split("\n"):
        end = offset + len(line)
        if line.strip():
            yield tuple(_runs(text, offset, end, spans))
        offset = end + 1


def _runs(text: str, start: int, end: int, spans: list[Span]) -> Iterator[Run]:
    edges = {edge for span in spans for edge in (span.start, span.end)}
    cuts = sorted({start, end} | {edge for edge in edges if start < edge < end})
    for left, right in pairwise(cuts):
        over = [span for span in spans if span.start < right and span.end > left]
        begins = tuple(span.citation for span in over if span.start == left)
        yield Run(text[left:right], bool(over), begins)
