"""Rows of quotes of real policy pages, and what became of them in the next version.

Each quote of the first version is labelled: unchanged, typographic, altered or gone.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.options import Options
from tests.bench.table import Row, none_of, share
from tracker.engine.anchor import locate
from tracker.engine.types import Anchor, Quote
from tracker.rules.vocabulary import CitationState as State

FOLDER = "page_versions"
_ALTERED = {State.ALTERED, State.ALTERED_CRITICAL}
_SAME = {State.EXACT, State.EXACT_MOVED, State.EXACT_TYPOGRAPHIC}
_RIGHT = {
    "unchanged": _SAME,
    # The label counts other blanks as typography, our states as the same words.
    "typographic": _SAME,
    "altered": _ALTERED,
    "gone": {State.GONE},
}
_NO_LETTER = re.compile(r"\W+")


def rows(_options: Options, folder: Path) -> Iterator[Row]:
    pages = {one["pair"]: one for one in _read(folder / "quote_texts.jsonl.gz")}
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for case in _read(folder / "quotes.jsonl.gz"):
        quote = Quote(case["quote"], case["prefix"] or "", case["suffix"] or "")
        page, status = pages[case["pair"]], case["status"]
        of[status] += 1
        right[status] += locate(quote, page["v2"]).state in _RIGHT[status]
        if case["times_in_v1"] > 1:
            of["repeated"] += 1
            found = locate(quote, page["v1"])
            right["repeated"] += _stands_between(quote, found, page["v1"])
    yield from _rows(right, of)


def _rows(right: Counter[str], of: Counter[str]) -> Iterator[Row]:
    all_right, all_of = (
        sum(counted[status] for status in _RIGHT) for counted in (right, of)
    )
    yield share(
        "quotes of real pages in their next version", all_right, all_of, least=0.995
    )
    alarms = of["unchanged"] - right["unchanged"]
    yield none_of("false alarms on unchanged quotes", alarms, of["unchanged"])
    for status, least in (("altered", 0.97), ("gone", 0.95), ("repeated", 1.0)):
        yield share(f"{status} quotes", right[status], of[status], least=least)


def _stands_between(quote: Quote, found: Anchor, page: str) -> bool:
    """Whether the place has the quote's surroundings; cut words at the ends aside."""
    if found.start is None or found.end is None:
        return False
    before = _letters(page[max(found.start - 200, 0) : found.start])
    after = _letters(page[found.end : found.end + 200])
    return before.endswith(_letters(quote.prefix)[1:]) and after.startswith(
        _letters(quote.suffix)[:-1]
    )


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _read(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
