"""A change of quoted words in the paragraph that they stand in, then and now."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.engine.changed_words import merge_change
from tracker.models import Extraction, ReviewItem

# A paragraph longer than this, in characters, is cut around the words.
MOST = 1600


@dataclass(frozen=True)
class InParagraph:
    """Both paragraphs as one, what went struck through and what came underlined; empty
    where no text is kept that has the words."""

    marked: SafeString
    is_gone: bool


def in_paragraph(item: ReviewItem) -> InParagraph | None:
    """The paragraph of an item about a citation; where its words are gone, the old
    paragraph as the snapshot has it."""
    citation = item.citation
    if citation is None:
        return None
    check = item.last_check or item.check_run
    captures = [citation.snapshot_id, check.snapshot_id if check else None]
    texts: dict[int, list[str]] = {}
    rows = Extraction.objects.filter(snapshot__in=[pk for pk in captures if pk])
    for row in rows.order_by("-id"):
        texts.setdefault(row.snapshot_id, []).append(row.full)
    then = _paragraph(texts.get(captures[0] or 0, []), citation.exact)
    now = _paragraph(texts.get(captures[1] or 0, []), item.after)
    if not then:
        return None
    if not now or not item.after:
        before, _, after = then.partition(citation.exact)
        struck = format_html("{}<del>{}</del>{}", before, citation.exact, after)
        return InParagraph(struck, True)
    return InParagraph(merge_change(then, now), False)


def _paragraph(texts: list[str], exact: str) -> str:
    """The line that has the words, in the first reading that has them."""
    for text in texts:
        start = text.find(exact) if exact else -1
        if start < 0:
            continue
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start + len(exact))
        line = text[first : last if last >= 0 else len(text)]
        return line.strip() if len(line) <= MOST else text[start : start + MOST]
    return ""
