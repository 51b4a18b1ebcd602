"""Rows of what needs no data from outside: generated quotes, and a long comparison."""

import random
import time
from collections import Counter
from collections.abc import Iterator

from tests.bench.options import Options
from tests.bench.prose import prose
from tests.bench.quotes import results
from tests.bench.table import Row, percentile, share
from tracker.engine.compare import compare
from tracker.engine.types import Signals, Text

_LONG_PAGE = 150_000
_SEED = 2026
_MOST_MS_A_QUOTE = 2.0
_MOST_MS_A_COMPARISON = 100.0


def rows(options: Options) -> Iterator[Row]:
    yield from _quotes(options)
    yield _comparison()
    yield _rewrite()


def _quotes(options: Options) -> Iterator[Row]:
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    times: list[float] = []
    for one in results(count=options.cases, length=options.length, seed=_SEED):
        of[one.case.kind] += 1
        right[one.case.kind] += one.is_right
        times.append(1000 * one.seconds)
    what = f"{options.cases:,} generated quotes on {options.length:,} characters"
    yield share(what, right.total(), of.total(), least=0.99)
    for kind in of:
        measured = f"{right[kind]:,} of {of[kind]:,}"
        yield Row(f"of them {kind}", "", measured)
    p95 = percentile(times, 0.95)
    measured = f"{p95:.2f} ms (half of them {percentile(times, 0.5):.2f} ms)"
    yield Row(
        "the slowest twentieth takes from, the page never seen before",
        f"< {_MOST_MS_A_QUOTE:g} ms",
        measured,
        p95 < _MOST_MS_A_QUOTE,
    )


def _comparison() -> Row:
    """Two texts of a long page; every fiftieth paragraph has one word more."""
    was = prose("en", length=_LONG_PAGE // 3, chance=random.Random(_SEED)).text
    lines = [f"{number}. {line}" for number in range(3) for line in was.splitlines()]
    now = [
        line.replace(" the ", " the very ", 1) if number % 50 == 0 else line
        for number, line in enumerate(lines)
    ]
    old, new = (_text("\n".join(one)) for one in (lines, now))
    taken = _milliseconds(old, new)
    return Row(
        f"two texts of {len(old.article):,} characters compared",
        f"< {_MOST_MS_A_COMPARISON:g} ms",
        f"{taken:.0f} ms",
        taken < _MOST_MS_A_COMPARISON,
    )


def _text(article: str) -> Text:
    return Text("", article, article, None, "en", "bench", Signals())


def _rewrite() -> Row:
    """Two texts of a long page that have nothing in common but their language."""
    old, new = (
        _text(prose("en", length=_LONG_PAGE, chance=random.Random(seed)).text)
        for seed in (_SEED, _SEED + 1)
    )
    taken = _milliseconds(old, new)
    return Row(
        f"a total rewrite of {len(old.article):,} characters", "", f"{taken:.0f} ms"
    )


def _milliseconds(old: Text, new: Text) -> float:
    begun = time.thread_time()
    compare(old, new)
    return 1000 * (time.thread_time() - begun)
