"""Every word of the closed lists has its label and its definition."""

from enum import Enum

import pytest

from tracker.rules import schedule, vocabulary
from tracker.rules.reversals import ReversalKind
from tracker.rules.vocabulary import CheckOutcome, SourceState, Stance, Status
from tracker.rules.wording import (
    ENTRIES,
    LANGUAGES,
    definition_of,
    grade_of,
    label_of,
)

DEFINED = (
    Stance,
    Status,
    SourceState,
    vocabulary.SilenceKind,
    vocabulary.Role,
    vocabulary.CitationState,
    vocabulary.Reliability,
    vocabulary.Credibility,
    vocabulary.Bearing,
)


@pytest.mark.parametrize("words", ENTRIES, ids=lambda words: words.__name__)
def test_a_list_is_explained_to_its_last_word(words: type[Enum]) -> None:
    assert set(ENTRIES[words]) == set(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", ENTRIES, ids=lambda words: words.__name__)
def test_every_word_has_a_label_in_each_language(
    words: type[Enum], language: str
) -> None:
    labels = [label_of(word, language) for word in words]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", DEFINED, ids=lambda words: words.__name__)
def test_the_words_that_readers_meet_are_defined(
    words: type[Enum], language: str
) -> None:
    assert all(definition_of(word, language) for word in words)


@pytest.mark.parametrize("words", [schedule.DueReason, ReversalKind])
def test_the_rules_own_words_are_explained_too(words: type[Enum]) -> None:
    assert words in ENTRIES


def test_equal_strings_of_two_lists_keep_their_own_labels() -> None:
    assert label_of(SourceState.MOVED) == "Moved"
    assert label_of(CheckOutcome.MOVED) == "Moved to another address"


def test_a_grade_is_said_in_the_words_of_the_admiralty_code() -> None:
    assert grade_of("B", 2) == "Usually reliable; probably true"


def test_an_unknown_language_is_answered_in_english() -> None:
    assert label_of(Status.DENIED, "de") == "Denied"
