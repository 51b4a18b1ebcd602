"""What checks mean goes to the desk: review items opened, raised, or let go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tracker.engine.seen import CitationSeen, Seen
from tracker.models import Check, Citation, ReviewItem
from tracker.review.items import Opening, dismiss, open_items
from tracker.rules.decision import Finding, Look, decide, unfounded
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import ReviewKind

# More words than this are read on the source's page, not in the queue.
_LONGEST = 4000
# What was on the page before and what is there now tells most.
_TOLD_BY_WORDS = frozenset({ReviewKind.PAGE_CHANGED, ReviewKind.PAGE_BACK})
_IS_THERE_AGAIN = "The page is there again: what made it look gone was passing."
_STANDS_AGAIN = "The words stand again: what an earlier look saw was passing."


@dataclass(frozen=True, slots=True)
class Told:
    """A check that is written down, and what it was written from."""

    check: Check
    look: Look
    citations: Sequence[CitationSeen]
    seen: Seen


def report(told: Sequence[Told], *, limits: Limits, now: datetime) -> None:
    """Open or raise an item for each finding; called in the checks' transaction."""
    findings = [
        (one, finding)
        for one in told
        for finding in decide(one.look, confirm_after=limits.confirm_quote)
    ]
    cited = [found.citation for _, found in findings if found.citation is not None]
    rows = Citation.objects.select_related("claim").in_bulk(cited)
    openings = [_opening(one, finding, rows) for one, finding in findings]
    if openings:
        open_items(openings, now=now)
    if passing := [number for one in told for number in unfounded(one.look)]:
        _let_go(_passing(passing), _STANDS_AGAIN, now)
    back = [one.check for one, finding in findings if _is_back(finding)]
    if back:
        _let_go(_suspicions(back), _IS_THERE_AGAIN, now)


def _opening(one: Told, finding: Finding, rows: Mapping[int, Citation]) -> Opening:
    citation = None if finding.citation is None else rows[finding.citation]
    if citation is None:
        before, after = _page_words(one.check, finding.kind, one.seen)
    else:
        before, after = citation.exact, _matched(one, citation.pk)
    return Opening(
        kind=finding.kind,
        urgency=finding.urgency,
        is_confirmed=finding.is_confirmed,
        claim=citation.claim if citation else None,
        source=one.check.source,
        citation=citation,
        check=one.check,
        before=before[:_LONGEST],
        after=after[:_LONGEST],
    )


def _matched(one: Told, citation: int) -> str:
    """The words that stand where the citation's stood."""
    anchors = (each.anchor for each in one.citations if each.cited.citation == citation)
    return next((anchor.matched for anchor in anchors if anchor), "")


def _page_words(check: Check, kind: ReviewKind, seen: Seen) -> tuple[str, str]:
    """What stood there and what stands there now, in words that fit the finding."""
    if kind is ReviewKind.PAGE_MOVED:
        return check.source.url, seen.finding.proposed_url or check.final_url
    if kind in _TOLD_BY_WORDS and seen.comparison and seen.comparison.passages:
        passages = seen.comparison.passages
        return (
            "\n".join(passage.before for passage in passages if passage.before),
            "\n".join(passage.after for passage in passages if passage.after),
        )
    if kind is ReviewKind.CORRECTION_NOTICE:
        return "", check.correction_notice
    return "", check.reason


def _is_back(finding: Finding) -> bool:
    return finding.kind is ReviewKind.PAGE_BACK


def _passing(citations: Sequence[int]) -> QuerySet[ReviewItem]:
    return ReviewItem.objects.open().filter(
        citation__in=citations,
        is_confirmed=False,
        kind__in=(ReviewKind.WORDS_ALTERED, ReviewKind.WORDS_GONE),
    )


def _suspicions(checks: Sequence[Check]) -> QuerySet[ReviewItem]:
    """That pages may be gone; what was confirmed is left to a person."""
    return ReviewItem.objects.open().filter(
        source__in=[check.source_id for check in checks],
        kind=ReviewKind.PAGE_GONE,
        is_confirmed=False,
    )


def _let_go(items: QuerySet[ReviewItem], resolution: str, now: datetime) -> None:
    for item in items:
        dismiss(item, resolution=resolution, by=None, now=now)
