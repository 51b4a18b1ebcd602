"""What counts as a reason against the proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.reasons import EMPTY, says_something


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "ok",
        "As discussed.",
        "See above",
        "status changed, ok",
        "n/a",
        "див. вище",
        "так решено",
        "!!! ???",
    ],
)
def test_boilerplate_says_nothing(reason: str) -> None:
    assert not says_something(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "The video was filmed in 2022.",
        "Ministry's briefing retracted it on 4 May",
        "Відео зняте у 2022 році.",
        "Видео снято в 2022 году.",
    ],
)
def test_a_sentence_about_the_case_says_something(reason: str) -> None:
    assert says_something(reason)


@given(st.lists(st.sampled_from(sorted(EMPTY)), max_size=12))
def test_no_number_of_empty_words_makes_a_reason(words: list[str]) -> None:
    assert not says_something(", ".join(words))
