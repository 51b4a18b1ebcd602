"""What a check means goes to the desk: review items opened, raised, or let go."""

from datetime import datetime

from tracker.engine.seen import CitationSeen, Seen
from tracker.models import Check, Citation, ReviewItem
from tracker.review.items import dismiss, open_item
from tracker.rules.decision import Finding, Look, decide, unfounded
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import ReviewKind

# More words than this are read on the source's page, not in the queue.
_LONGEST = 4000
_STANDS_AGAIN = "The words stand again: what an earlier look saw was passing."


def report(
    check: Check,
    look: Look,
    citations: list[CitationSeen],
    seen: Seen,
    *,
    limits: Limits,
) -> None:
    """Open or raise an item for each finding; called in the check's transaction."""
    now = check.recorded_at
    matched = {
        one.cited.citation: one.anchor.matched for one in citations if one.anchor
    }
    for finding in decide(look, confirm_after=limits.confirm_quote):
        if finding.citation is None:
            _about_the_page(check, finding, seen, now)
        else:
            citation = Citation.objects.select_related("claim").get(pk=finding.citation)
            _about_words(check, finding, citation, matched.get(citation.pk, ""), now)
    if passing := unfounded(look):
        _let_go(passing, now)


def _about_the_page(check: Check, finding: Finding, seen: Seen, now: datetime) -> None:
    before, after = _page_words(check, finding.kind, seen)
    open_item(
        kind=finding.kind,
        urgency=finding.urgency,
        is_confirmed=finding.is_confirmed,
        source=check.source,
        check=check,
        before=before[:_LONGEST],
        after=after[:_LONGEST],
        now=now,
    )


def _page_words(check: Check, kind: ReviewKind, seen: Seen) -> tuple[str, str]:
    """What stood there and what stands there now, in words that fit the finding."""
    if kind is ReviewKind.PAGE_MOVED:
        return check.source.url, check.final_url
    if kind is ReviewKind.PAGE_CHANGED and seen.comparison:
        passages = seen.comparison.passages
        return (
            "\n".join(passage.before for passage in passages if passage.before),
            "\n".join(passage.after for passage in passages if passage.after),
        )
    if kind is ReviewKind.CORRECTION_NOTICE:
        return "", check.correction_notice
    return "", check.reason


def _about_words(
    check: Check, finding: Finding, citation: Citation, matched: str, now: datetime
) -> None:
    open_item(
        kind=finding.kind,
        urgency=finding.urgency,
        is_confirmed=finding.is_confirmed,
        claim=citation.claim,
        source=check.source,
        citation=citation,
        check=check,
        before=citation.exact[:_LONGEST],
        after=matched[:_LONGEST],
        now=now,
    )


def _let_go(citations: tuple[int, ...], now: datetime) -> None:
    passing = ReviewItem.objects.open().filter(
        citation__in=citations,
        is_confirmed=False,
        kind__in=(ReviewKind.WORDS_ALTERED, ReviewKind.WORDS_GONE),
    )
    for item in passing:
        dismiss(item, resolution=_STANDS_AGAIN, by=None, now=now)
