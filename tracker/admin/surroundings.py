"""What stands around words on the page as it was last seen."""

import re
from dataclasses import dataclass

from tracker.models import Check, CitationCheck, ReviewItem

# Enough to read the sentence before and after, in characters.
AROUND = 120
# The word that a cut goes through.
_CUT_AT_START = re.compile(r"^\S*\s+")
_CUT_AT_END = re.compile(r"\s+\S*$")


@dataclass(frozen=True)
class Surroundings:
    before: str = ""
    after: str = ""


def surroundings(item: ReviewItem) -> Surroundings:
    """What stands around the words that an item about a citation found; empty where no
    look placed them.

    A look at a page whose clutter changed placed them in a text that was not kept, so
    the look that found the words may know more than the last one.
    """
    for check in (item.last_check, item.check_run):
        row = _place(item, check) if check else None
        if check and row and (text := _text(check, row)):
            return cut(text, row.start or 0, row.end or 0)
    return Surroundings()


def cut(text: str, start: int, end: int) -> Surroundings:
    """The words before and after a place, cut between words."""
    before, after = text[:start][-AROUND:], text[end:][:AROUND]
    if start > AROUND:
        before = _CUT_AT_START.sub("… ", before, count=1)
    if len(text) > end + AROUND:
        after = _CUT_AT_END.sub(" …", after)
    return Surroundings(before, after)


def _place(item: ReviewItem, check: Check) -> CitationCheck | None:
    """Where a look found the words that the item shows."""
    rows = CitationCheck.objects.filter(
        citation=item.citation_id, check_run=check, is_place_kept=True
    )
    return next((row for row in rows if row.matched.startswith(item.after)), None)


def _text(check: Check, row: CitationCheck) -> str:
    """The extractor's reading of the page in which the place was counted."""
    if check.snapshot is None:
        return ""
    texts = check.snapshot.extractions.values_list("full", flat=True)
    return next(
        (text for text in texts if text[row.start : row.end] == row.matched), ""
    )
