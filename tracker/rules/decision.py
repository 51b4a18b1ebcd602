"""What a check means for the desk: nothing, or something a person must look at.

"`decision`: what a check means: nothing, note it, or ask a person, and how urgent."
"A finding opens its review item at once as "unconfirmed" and rises at the second look."

Only turns are findings: what an earlier check has already confirmed, and a person may
have settled, is not raised again. Clutter, blocks, paywalls and errors open nothing; a
page that cannot be reached for long makes its evidence stale.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.rules.vocabulary import (
    ChangeKind,
    CheckOutcome,
    CitationState,
    ReviewKind,
    SourceState,
    Urgency,
)

# Outcomes that read the page's own text. Every other one says nothing of its words.
READ = frozenset(
    {
        CheckOutcome.UNCHANGED,
        CheckOutcome.CHANGED_COSMETIC,
        CheckOutcome.CHANGED_MINOR,
        CheckOutcome.CHANGED,
        CheckOutcome.MOVED,
    }
)
MISSING = frozenset({SourceState.SUSPECT, SourceState.DEAD, SourceState.UNREACHABLE})
THERE = frozenset({SourceState.OK, SourceState.CHANGED, SourceState.MOVED})

# First look, and once a second look has seen the same.
WORD_FINDINGS = {
    CitationState.ALTERED: (ReviewKind.WORDS_ALTERED, Urgency.NORMAL, Urgency.HIGH),
    CitationState.ALTERED_CRITICAL: (
        ReviewKind.WORDS_ALTERED,
        Urgency.HIGH,
        Urgency.URGENT,
    ),
    CitationState.GONE: (ReviewKind.WORDS_GONE, Urgency.NORMAL, Urgency.HIGH),
}
PAGE_FINDINGS = {
    SourceState.SUSPECT: (ReviewKind.PAGE_GONE, Urgency.LOW, False),
    SourceState.DEAD: (ReviewKind.PAGE_GONE, Urgency.HIGH, True),
    SourceState.MOVED: (ReviewKind.PAGE_MOVED, Urgency.NORMAL, True),
    SourceState.UNREACHABLE: (ReviewKind.EVIDENCE_STALE, Urgency.NORMAL, True),
}


@dataclass(frozen=True, kw_only=True)
class CitationLook:
    """What one check saw of one citation.

    `previous` is the state at the check before (carried over those that could not
    tell). `seconds_since_first` counts from the first of the unbroken run of checks
    that saw this state, with this wording; 0 at the first. `was_confirmed`: an earlier
    check of the run was already the second look.
    """

    citation: int
    previous: CitationState | None
    state: CitationState
    seconds_since_first: float = 0.0
    was_confirmed: bool = False
    matters: bool = True  # carries a position or evidence of a published claim


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one check saw of a source."""

    outcome: CheckOutcome
    previous: SourceState
    state: SourceState
    change: ChangeKind = ChangeKind.UNCHANGED
    had_correction_notice: bool = False
    has_correction_notice: bool = False
    citations: tuple[CitationLook, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something for a review item; without a citation it is about the page."""

    kind: ReviewKind
    urgency: Urgency
    is_confirmed: bool
    citation: int | None = None


def decide(look: Look, *, confirm_after: float) -> tuple[Finding, ...]:
    """What a person has to look at after a check, page first, then citations by id.

    `confirm_after` is in seconds (`Limits.confirm_quote`): a look at the same words
    that much later is the second look.
    """
    page = list(_page(look))
    words = list(_words(look, confirm_after))
    if not page and not words:
        page = list(_rewritten(look))
    return (*page, *words)


def unfounded(look: Look) -> tuple[int, ...]:
    """Citations whose unconfirmed finding a further look does not bear out.

    Their words are there again before anything was confirmed: a passing variant of the
    page, so their review item may close by itself.
    """
    if look.outcome not in READ:
        return ()
    return tuple(
        item.citation
        for item in look.citations
        if item.previous in WORD_FINDINGS
        and item.state not in WORD_FINDINGS
        and item.state is not CitationState.UNCHECKABLE
        and not item.was_confirmed
    )


def _page(look: Look) -> Iterator[Finding]:
    """Findings from a turn of the source's state, and new correction notices."""
    weighs = any(item.matters for item in look.citations)
    if look.state is not look.previous and look.state in PAGE_FINDINGS:
        kind, urgency, is_confirmed = PAGE_FINDINGS[look.state]
        yield Finding(
            kind=kind, urgency=_weigh(urgency, weighs), is_confirmed=is_confirmed
        )
    if look.previous in MISSING and look.state in THERE:
        yield Finding(kind=ReviewKind.PAGE_BACK, urgency=Urgency.LOW, is_confirmed=True)
    if look.has_correction_notice and not look.had_correction_notice:
        yield Finding(
            kind=ReviewKind.CORRECTION_NOTICE,
            urgency=_weigh(Urgency.HIGH, weighs),
            is_confirmed=True,
        )


def _words(look: Look, confirm_after: float) -> Iterator[Finding]:
    """Findings about quoted words, where the page itself was read."""
    if look.outcome not in READ:
        return
    for item in sorted(look.citations, key=lambda one: one.citation):
        if item.state not in WORD_FINDINGS or item.was_confirmed:
            continue
        # Words that were altered once more begin a run of their own.
        is_second = item.previous is item.state and item.seconds_since_first > 0
        is_confirmed = is_second and item.seconds_since_first >= confirm_after
        if is_second and not is_confirmed:
            continue
        kind, first, second = WORD_FINDINGS[item.state]
        yield Finding(
            kind=kind,
            urgency=_weigh(second if is_confirmed else first, item.matters),
            is_confirmed=is_confirmed,
            citation=item.citation,
        )


def _rewritten(look: Look) -> Iterator[Finding]:
    """A page that says something else, while every quoted word still stands.

    Where nothing is quoted, such as on a watched channel, new text is no finding.
    """
    if not look.citations:
        return
    if look.outcome is CheckOutcome.CHANGED and look.change is ChangeKind.MEANINGFUL:
        yield Finding(
            kind=ReviewKind.PAGE_CHANGED, urgency=Urgency.LOW, is_confirmed=True
        )


def _weigh(urgency: Urgency, matters: bool) -> Urgency:
    """A step less urgent where no published claim rests on it."""
    return urgency if matters else Urgency(max(urgency - 1, Urgency.LOW))
