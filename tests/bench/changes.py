"""Rows of generated pages in eight languages: what a site's machine changed, which
must be silent, and what an editor changed, which must be told."""

from collections import Counter
from collections.abc import Iterator

from tests.bench.options import Options
from tests.bench.press import ANYWHERE, Site, churns, edited, spaced, typeset
from tests.bench.stories import STORIES
from tests.bench.table import Row, share
from tracker.engine.compare import compare
from tracker.engine.extract import extract
from tracker.engine.types import Comparison, Text
from tracker.rules.vocabulary import ChangeKind as Kind

_ADDRESS = "https://post.example/news/bridge"
_QUIET = {Kind.UNCHANGED, Kind.COSMETIC}
_LEAST_QUIET = 59 / 60
_LEAST_TOLD = 58 / 60
# An edit of these turns the meaning, however few words it has.
_CRITICAL = {"number", "negation", "name", "date", "modal"}

Case = tuple[str, str, str, str]


def rows(_options: Options) -> Iterator[Row]:
    quiet = [kind in _QUIET for _, kind in churned()]
    yield share(
        "generated pages that only their site changed, and found unchanged",
        sum(quiet),
        len(quiet),
        least=_LEAST_QUIET,
    )
    told: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for name, comparison in edits():
        kind = name.partition(" in ")[0]
        group = "critical" if kind in _CRITICAL else "other"
        of[group] += 1
        told[group] += is_told(kind, comparison)
    yield share(
        "generated edits found meaningful", told.total(), of.total(), least=_LEAST_TOLD
    )
    yield share("of them critical words", told["critical"], of["critical"], least=1.0)


def churned() -> Iterator[tuple[str, Kind]]:
    """What each pair of captures without an edit comes to, by its name."""
    for name, _, old, new in _churn_cases():
        yield name, compare(_text(old), _text(new)).kind


def edits() -> Iterator[tuple[str, Comparison]]:
    """What each edit comes to, among all the churn of its site at once."""
    for language, story in STORIES.items():
        before, after = Site(language, story), Site(language, story)
        for first, second in churns(story).values():
            before, after = first(before), second(after)
        for kind in (*story.edits, *ANYWHERE):
            changed = edited(story, kind)
            new = Site(language, changed)
            for _, second in churns(story).values():
                new = second(new)
            comparison = compare(_text(before.page()), _text(new.page()))
            yield f"{kind} in {language}", comparison


def is_told(kind: str, comparison: Comparison) -> bool:
    if kind == "correction" and not comparison.correction:
        return False
    if kind in _CRITICAL and not any(one.is_critical for one in comparison.passages):
        return False
    if kind == "headline":
        return comparison.kind in (Kind.MINOR, Kind.MEANINGFUL)
    return comparison.kind is Kind.MEANINGFUL


def _churn_cases() -> Iterator[Case]:
    for language, story in STORIES.items():
        site = Site(language, story)
        for name, (first, second) in churns(story).items():
            yield f"{name} in {language}", name, first(site).page(), second(site).page()
        page = site.page()
        yield f"white space in {language}", "white space", page, spaced(page)
        yield f"marks in {language}", "marks", page, typeset(page)


def _text(page: str) -> Text:
    return extract(page.encode(), url=_ADDRESS, content_type="text/html; charset=utf-8")
