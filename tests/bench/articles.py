"""Rows of the article extraction benchmark: 181 news pages with their text by hand.

Its measure: runs of four words, counted, each page of the same weight. Precision and
recall are means over the pages, F1 is taken of the means.
"""

import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura

from tests.bench.options import Options
from tests.bench.table import Row
from tracker.engine.extract import extract

FOLDER = "extraction"
_LEAST_F1 = 0.965
_WORD = re.compile(r"\w+")
_RUN = 4

Extractor = Callable[[bytes, str], str]


def rows(_options: Options, folder: Path) -> Iterator[Row]:
    truth = json.loads(
        gzip.decompress((folder / "aeb_ground_truth.json.gz").read_bytes())
    )
    pages = {
        key: gzip.decompress((folder / "aeb_html" / f"{key}.html.gz").read_bytes())
        for key in truth
    }
    texts = {key: one["articleBody"] for key, one in truth.items()}
    urls = {key: one.get("url", "") for key, one in truth.items()}
    theirs, their_speed = _measured(_trafilatura, pages, urls, texts)
    ours, our_speed = _measured(_ours, pages, urls, texts)
    what = f"articles of {len(pages)} news pages, F1"
    yield Row(what, f">= {_LEAST_F1}", f"{ours:.4f}", ours >= _LEAST_F1)
    yield Row("the same by trafilatura's default mode", "", f"{theirs:.4f}")
    yield Row(
        "documents a second, full text and article",
        "trafilatura's",
        f"{our_speed:.0f} (trafilatura {their_speed:.0f}, article only)",
        our_speed >= their_speed,
    )


def _ours(body: bytes, url: str) -> str:
    return extract(body, url=url, content_type="text/html").article


def _trafilatura(body: bytes, _url: str) -> str:
    return trafilatura.extract(body) or ""


def _measured(
    extractor: Extractor,
    pages: dict[str, bytes],
    urls: dict[str, str],
    texts: dict[str, str],
) -> tuple[float, float]:
    """F1, and documents per second of the processor."""
    begun = time.thread_time()
    found = {key: extractor(body, urls[key]) for key, body in pages.items()}
    taken = time.thread_time() - begun
    shares = [_shares(texts[key], found[key]) for key in pages]
    precision = statistics.fmean(
        one / (one + more) for one, more, _ in shares if one + more
    )
    recall = statistics.fmean(
        one / (one + less) for one, _, less in shares if one + less
    )
    return 2 * precision * recall / (precision + recall), len(pages) / taken


def _shares(true: str, found: str) -> tuple[float, float, float]:
    """The runs in both texts, in the found one only, in the true one only."""
    want, have = _runs(true), _runs(found)
    both = (want & have).total()
    return both, (have - want).total(), (want - have).total()


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _RUN + 1))
    return Counter(run for at in starts if (run := tuple(words[at : at + _RUN])))
