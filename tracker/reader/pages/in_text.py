"""Each quotation in its paragraph of the archived text, cut to a readable size.

The database cuts the text around the place of the words, so that no page of a claim
waits for whole archived pages. Words without a place are looked for in the whole text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest, Substr

from tracker.models import Citation, Extraction
from tracker.reader.pages.placing import place

# How much of a paragraph stands before and after the words, in characters.
AROUND = 420
# Whole texts that are read for one page, where the place of the words is not kept.
MOST_WHOLE = 12
_CUT_AT_START = re.compile(r"^\S*\s+")
_CUT_AT_END = re.compile(r"\s+\S*$")


@dataclass(frozen=True)
class Around:
    """The words as the archived text has them, and their paragraph around them."""

    before: str
    words: str
    after: str


def paragraphs_of(citations: Iterable[Citation]) -> dict[int, Around]:
    """The paragraph of each quotation whose words stand in its snapshot's text."""
    kept = [row for row in citations if row.snapshot_id]
    found = dict(_by_place(kept))
    return found | dict(_by_words([row for row in kept if row.pk not in found]))


def _readings() -> QuerySet[Extraction]:
    """The latest reading of a citation's snapshot."""
    rows = Extraction.objects.filter(snapshot=OuterRef("snapshot"))
    return rows.order_by("-recorded_at", "-id")


def _by_place(rows: list[Citation]) -> Iterator[tuple[int, Around]]:
    first = Greatest(OuterRef("start") - AROUND, 0)
    length = OuterRef("end") - OuterRef("start") + 2 * AROUND
    cut = _readings().values_list(Substr("full", first + 1, length))
    placed = Citation.objects.filter(pk__in=[row.pk for row in rows], start__gte=0)
    texts = placed.annotate(cut=Subquery(cut[:1])).values_list("pk", "cut")
    known = {row.pk: row for row in rows}
    for number, text in texts:
        row = known[number]
        start, is_cut = min(row.start or 0, AROUND), (row.start or 0) > AROUND
        end = start + len(row.exact)
        if text and text[start:end] == row.exact:
            yield (
                number,
                _around(text, start, end, starts_before=is_cut),
            )


def _by_words(rows: list[Citation]) -> Iterator[tuple[int, Around]]:
    some = {row.snapshot_id for row in rows[:MOST_WHOLE]}
    readings = Extraction.objects.filter(snapshot__in=some)
    latest = readings.order_by("snapshot_id", "-recorded_at", "-id")
    texts = dict(latest.distinct("snapshot_id").values_list("snapshot_id", "full"))
    for row in rows[:MOST_WHOLE]:
        text = texts.get(row.snapshot_id or 0, "")
        span = place(row, text)
        if span:
            start = max(0, span.start - AROUND)
            cut = text[start : span.end + AROUND]
            places = span.start - start, span.end - start
            yield row.pk, _around(cut, *places, starts_before=start > 0)


def _around(text: str, start: int, end: int, *, starts_before: bool) -> Around:
    """What is left of the lines that the words stand in; a cut goes between words."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before, after = text[first:start], text[end : last if last >= 0 else len(text)]
    if first == 0 and starts_before:
        before = _CUT_AT_START.sub("… ", before, count=1)
    if last < 0 and len(text) - end >= AROUND:
        after = _CUT_AT_END.sub(" …", after)
    return Around(before.lstrip(), text[start:end], after.rstrip())
