"""What a check means for the desk: nothing, or a finding of some urgency."""

import pytest

from tracker.rules.decision import CitationLook, Finding, Look, decide, unfounded
from tracker.rules.vocabulary import (
    ChangeKind,
    CheckOutcome,
    CitationState,
    ReviewKind,
    SourceState,
    Urgency,
)

EXACT, ALTERED = CitationState.EXACT, CitationState.ALTERED
CRITICAL, GONE = CitationState.ALTERED_CRITICAL, CitationState.GONE
MINUTES = 60.0


def words(
    state: CitationState,
    previous: CitationState | None = EXACT,
    *,
    after: float = 0,
    confirmed: bool = False,
    matters: bool = True,
) -> CitationLook:
    return CitationLook(
        citation=7,
        previous=previous,
        state=state,
        seconds_since_first=after,
        was_confirmed=confirmed,
        matters=matters,
    )


def page(
    *citations: CitationLook,
    outcome: CheckOutcome = CheckOutcome.CHANGED,
    change: ChangeKind = ChangeKind.UNCHANGED,
    previous: SourceState = SourceState.OK,
    state: SourceState = SourceState.OK,
    notice: bool = False,
    had_notice: bool = False,
) -> Look:
    return Look(
        outcome=outcome,
        previous=previous,
        state=state,
        change=change,
        has_correction_notice=notice,
        had_correction_notice=had_notice,
        citations=citations,
    )


def found(look: Look) -> list[tuple[ReviewKind, Urgency, bool]]:
    return [
        (one.kind, one.urgency, one.is_confirmed)
        for one in decide(look, confirm_after=10 * MINUTES)
    ]


@pytest.mark.parametrize(
    ("state", "kind", "first", "second"),
    [(ALTERED, ReviewKind.WORDS_ALTERED, Urgency.NORMAL, Urgency.HIGH),
     (CRITICAL, ReviewKind.WORDS_ALTERED, Urgency.HIGH, Urgency.URGENT),
     (GONE, ReviewKind.WORDS_GONE, Urgency.NORMAL, Urgency.HIGH)],
)  # fmt: skip
def test_a_finding_opens_unconfirmed_and_rises_at_the_second_look(
    state: CitationState, kind: ReviewKind, first: Urgency, second: Urgency
) -> None:
    assert found(page(words(state))) == [(kind, first, False)]
    again = page(
        words(state, state, after=10 * MINUTES), outcome=CheckOutcome.UNCHANGED
    )
    assert found(again) == [(kind, second, True)]


def test_a_look_that_comes_too_soon_is_not_the_second_look() -> None:
    assert found(page(words(GONE, GONE, after=9 * MINUTES))) == []


def test_what_was_confirmed_is_not_raised_again() -> None:
    assert found(page(words(GONE, GONE, after=99 * MINUTES, confirmed=True))) == []


def test_words_that_were_altered_once_more_start_again() -> None:
    look = page(words(ALTERED, ALTERED, after=0))
    assert found(look) == [(ReviewKind.WORDS_ALTERED, Urgency.NORMAL, False)]


def test_an_alteration_that_grows_critical_starts_again() -> None:
    look = page(words(CRITICAL, ALTERED))
    assert found(look) == [(ReviewKind.WORDS_ALTERED, Urgency.HIGH, False)]


@pytest.mark.parametrize(
    "state",
    [EXACT, CitationState.EXACT_TYPOGRAPHIC, CitationState.EXACT_MOVED,
     CitationState.AMBIGUOUS, CitationState.UNCHECKABLE],
)  # fmt: skip
def test_words_that_stand_or_cannot_be_told_open_nothing(state: CitationState) -> None:
    assert found(page(words(state))) == []


def test_words_under_no_published_claim_are_a_step_less_urgent() -> None:
    look = page(words(CRITICAL, matters=False))
    assert found(look) == [(ReviewKind.WORDS_ALTERED, Urgency.NORMAL, False)]


def test_a_finding_names_its_citation() -> None:
    finding = decide(page(words(GONE)), confirm_after=1)[0]
    assert isinstance(finding, Finding)
    assert finding.citation == 7


READING = {"unchanged", "changed_cosmetic", "changed_minor", "changed", "moved"}


@pytest.mark.parametrize("outcome", CheckOutcome)
def test_only_a_page_that_was_read_says_anything_of_its_words(
    outcome: CheckOutcome,
) -> None:
    raised = found(page(words(GONE), outcome=outcome))
    assert bool(raised) is (outcome.value in READING)


@pytest.mark.parametrize(
    ("outcome", "change"),
    [(CheckOutcome.CHANGED_COSMETIC, ChangeKind.COSMETIC),
     (CheckOutcome.CHANGED_MINOR, ChangeKind.MINOR),
     (CheckOutcome.UNCHANGED, ChangeKind.UNCHANGED)],
)  # fmt: skip
def test_clutter_opens_nothing(outcome: CheckOutcome, change: ChangeKind) -> None:
    assert found(page(words(EXACT), outcome=outcome, change=change)) == []


def test_a_rewritten_page_whose_quotes_stand_is_noted_low() -> None:
    look = page(words(EXACT), change=ChangeKind.MEANINGFUL)
    assert found(look) == [(ReviewKind.PAGE_CHANGED, Urgency.LOW, True)]


def test_a_rewritten_page_is_not_raised_beside_its_altered_words() -> None:
    look = page(words(ALTERED), change=ChangeKind.MEANINGFUL)
    assert [kind for kind, _, _ in found(look)] == [ReviewKind.WORDS_ALTERED]


@pytest.mark.parametrize(
    ("state", "kind", "urgency", "confirmed"),
    [(SourceState.SUSPECT, ReviewKind.PAGE_GONE, Urgency.LOW, False),
     (SourceState.DEAD, ReviewKind.PAGE_GONE, Urgency.HIGH, True),
     (SourceState.MOVED, ReviewKind.PAGE_MOVED, Urgency.NORMAL, True),
     (SourceState.UNREACHABLE, ReviewKind.EVIDENCE_STALE, Urgency.NORMAL, True)],
)  # fmt: skip
def test_a_turn_of_the_source_is_a_finding_once(
    state: SourceState, kind: ReviewKind, urgency: Urgency, confirmed: bool
) -> None:
    carried = words(CitationState.UNCHECKABLE)
    turned = page(carried, outcome=CheckOutcome.NOT_FOUND, state=state)
    assert found(turned) == [(kind, urgency, confirmed)]
    still = page(carried, outcome=CheckOutcome.NOT_FOUND, previous=state, state=state)
    assert found(still) == []


@pytest.mark.parametrize(
    "outcome",
    [CheckOutcome.BLOCKED, CheckOutcome.PAYWALLED, CheckOutcome.TIMEOUT,
     CheckOutcome.SERVER_ERROR, CheckOutcome.RATE_LIMITED],
)  # fmt: skip
@pytest.mark.parametrize("state", [SourceState.BLOCKED, SourceState.PAYWALLED])
def test_blocks_and_errors_open_nothing(
    outcome: CheckOutcome, state: SourceState
) -> None:
    assert found(page(words(EXACT), outcome=outcome, state=state)) == []


@pytest.mark.parametrize(
    "previous", [SourceState.SUSPECT, SourceState.DEAD, SourceState.UNREACHABLE]
)
def test_a_page_that_came_back_is_said_low(previous: SourceState) -> None:
    look = page(words(EXACT), outcome=CheckOutcome.UNCHANGED, previous=previous)
    assert found(look) == [(ReviewKind.PAGE_BACK, Urgency.LOW, True)]


def test_a_new_correction_notice_is_high() -> None:
    look = page(words(EXACT), notice=True)
    assert found(look) == [(ReviewKind.CORRECTION_NOTICE, Urgency.HIGH, True)]


def test_an_old_correction_notice_is_not_raised_again() -> None:
    assert found(page(words(EXACT), notice=True, had_notice=True)) == []


def test_words_that_are_back_before_the_second_look_were_unfounded() -> None:
    assert unfounded(page(words(EXACT, GONE))) == (7,)


@pytest.mark.parametrize(
    "look",
    [page(words(EXACT, GONE, confirmed=True)),
     page(words(CitationState.UNCHECKABLE, GONE)),
     page(words(ALTERED, GONE)),
     page(words(EXACT, GONE), outcome=CheckOutcome.SERVER_ERROR)],
)  # fmt: skip
def test_a_finding_stays_while_nothing_speaks_against_it(look: Look) -> None:
    assert unfounded(look) == ()
