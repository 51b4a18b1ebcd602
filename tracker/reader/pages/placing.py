"""Where a quotation stands in the text of a page."""

from dataclasses import dataclass

from tracker.models import Citation
from tracker.text import Level, fold


@dataclass(frozen=True)
class Span:
    """Where a quotation stands in the text, half-open."""

    start: int
    end: int
    citation: int
    claim: int


def place(citation: Citation, text: str) -> Span | None:
    """Where the quoted words stand in a text: at their place, or at the first that
    reads the same once spacing and typography are folded."""
    start, end = citation.start, citation.end
    if start is not None and end is not None and text[start:end] == citation.exact:
        return Span(start, end, citation.pk, citation.claim_id)
    page, wanted = fold(text, Level.TYPOGRAPHY), fold(citation.exact, Level.TYPOGRAPHY)
    at = page.text.find(wanted.text.strip())
    if at < 0 or not wanted.text.strip():
        return None
    raw = page.span(at, at + len(wanted.text.strip()))
    return Span(*raw, citation.pk, citation.claim_id)
