"""A snapshot: the archived text with the quoted words marked, never the page itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.models import Citation, Extraction, Snapshot
from tracker.reader import access
from tracker.reader.dates import When, exactly
from tracker.reader.pages.evidence import profiles_of
from tracker.reader.past import Past
from tracker.text import Level, fold


@dataclass(frozen=True)
class Run:
    """A stretch of text; `citation` when it is quoted, `is_first` for its anchor."""

    text: str
    citation: int | None = None
    is_first: bool = False


@dataclass(frozen=True)
class Span:
    """Where a quotation stands in the text, half-open."""

    start: int
    end: int
    citation: int
    claim: str


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
    quoted: tuple[Span, ...]


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
        quoted=tuple(spans),
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
    rows = access.citations(past).filter(source__in=sources).select_related("claim")
    found = (place(row, text) for row in rows)
    return sorted(
        (span for span in found if span), key=lambda span: (span.start, -span.end)
    )


def place(citation: Citation, text: str) -> Span | None:
    """Where the quoted words stand in a text: at their place, or at the first that
    reads the same once spacing and typography are folded."""
    start, end = citation.start, citation.end
    if start is not None and end is not None and text[start:end] == citation.exact:
        return Span(start, end, citation.pk, citation.claim.slug)
    page, wanted = fold(text, Level.TYPOGRAPHY), fold(citation.exact, Level.TYPOGRAPHY)
    at = page.text.find(wanted.text.strip())
    if at < 0 or not wanted.text.strip():
        return None
    raw = page.span(at, at + len(wanted.text.strip()))
    return Span(*raw, citation.pk, citation.claim.slug)


def paragraphs(text: str, spans: list[Span]) -> Iterator[tuple[Run, ...]]:
    """The text by lines, cut where quotations begin and end.

    Where two overlap, the later one begins where the earlier ends.
    """
    begun: set[int] = set()
    offset = 0
    for line in text.split("\n"):
        end = offset + len(line)
        if line.strip():
            yield tuple(_runs(text, offset, end, spans, begun))
        offset = end + 1


def _runs(
    text: str, start: int, end: int, spans: list[Span], begun: set[int]
) -> Iterator[Run]:
    done = start
    for span in spans:
        left, right = max(span.start, done), min(span.end, end)
        if left >= right:
            continue
        if left > done:
            yield Run(text[done:left])
        yield Run(text[left:right], span.citation, span.citation not in begun)
        begun.add(span.citation)
        done = right
    if done < end:
        yield Run(text[done:end])
