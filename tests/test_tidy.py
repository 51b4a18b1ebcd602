"""What a person types, as it is kept; and what cannot be kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text import fault, tidy

TYPED = st.text(max_size=200)


@given(TYPED)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    once = tidy(text, is_line=True)
    assert tidy(once, is_line=True) == once
    assert tidy(tidy(text)) == tidy(text)


@given(TYPED)
def test_a_tidy_text_is_composed_and_has_no_outer_blanks(text: str) -> None:
    plain = tidy(text)
    assert unicodedata.is_normalized("NFC", plain)
    assert plain == plain.strip()


@given(TYPED)
def test_a_line_has_no_breaks(text: str) -> None:
    assert not {"\n", "\r", "\t"} & set(tidy(text, is_line=True))


@given(TYPED, st.sampled_from("\x00\x1b\x85\u2028\u202e\u2066\u200f\ud800\ufffe"))
def test_no_control_and_no_turn_is_ever_kept(text: str, mark: str) -> None:
    typed = f"so{text}{mark}so"
    plain = tidy(typed, is_line=True)
    assert mark not in plain or fault(plain, most=10_000)


@given(st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ,.-’«»abcxyz0123456789", max_size=99))
def test_words_of_the_three_languages_are_kept_as_they_are(text: str) -> None:
    plain = tidy(text, is_line=True)
    assert fault(plain, most=500) == ""
    assert plain.split() == text.split()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is\u202eso", "Character 6 is U+202E (right-to-left override)"),
        ("\x07so", "Character 1 is the control character U+0007"),
        ("so" * 251, "This has 502 characters; at most 500 fit"),
    ],
)
def test_what_cannot_be_kept_is_said_with_its_place(text: str, told: str) -> None:
    assert told in fault(text, most=500)


def test_quoted_words_may_turn_as_their_source_does() -> None:
    assert fault("\u200fso", most=10, is_quoted=True) == ""


def test_marks_that_come_along_unseen_are_left_out() -> None:
    assert tidy(" cap\u00adtured\u200b\ufeff ") == "captured"
