"""Folding, words and digests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text import Level, digest, fold, folded, storable, words

RAW = st.text(
    alphabet=st.characters(codec="utf-8")
    | st.sampled_from(" \u00a0\u00ad\u200b«»“”—–-….'’ﬁé"),
    max_size=80,
)


@given(RAW, st.sampled_from(list(Level)), st.data())
def test_every_folded_span_maps_to_a_raw_span_that_folds_to_it(
    raw: str, level: Level, data: st.DataObject
) -> None:
    found = fold(raw, level)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    first, last = found.span(start, end)
    assert 0 <= first < last <= len(raw)
    # Folding a part may drop blanks at its ends, never letters inside.
    inside = [letter for letter in found.text[start:end] if letter.isalnum()]
    again = fold(raw[first:last], level).text
    assert all(letter in again for letter in inside)


@given(RAW)
def test_folding_twice_changes_nothing(raw: str) -> None:
    once = folded(raw, Level.SPACING)
    assert folded(once, Level.SPACING) == once


@given(RAW, st.sampled_from([Level.SPACING, Level.TYPOGRAPHY]))
def test_a_combined_letter_elsewhere_changes_nothing(raw: str, level: Level) -> None:
    """Texts with combining marks are folded by a slower pattern of their own."""
    assert fold(f"{raw}|x\u0301|", level).text == fold(f"{raw}|", level).text + "x́|"


@given(RAW)
def test_the_raw_level_is_the_text_itself(raw: str) -> None:
    assert fold(raw, Level.RAW).text == raw


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("not\u00a0closed", "not closed"),
        ("clo\u00adsed", "closed"),
        ("clo\u200bsed", "closed"),
        ("\u202eclosed\u202c", "closed"),
        ("two\n\tlines", "two lines"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_spacing_and_invisible_marks_fold_at_the_first_level(
    one: str, other: str
) -> None:
    assert folded(one, Level.SPACING) == folded(other, Level.SPACING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“No,” he said", '"No," he said'),
        ("« Non », dit-il", '"Non", dit-il'),
        ("it’s", "it's"),
        ("п’ять", "пʼять"),
        ("10 – 20", "10-20"),
        ("wait…", "wait..."),
        ("ﬁnal", "final"),
        ("１２０", "120"),
    ],
)
def test_typography_folds_at_the_second_level_only(one: str, other: str) -> None:
    assert folded(one, Level.TYPOGRAPHY) == folded(other, Level.TYPOGRAPHY)
    assert folded(one, Level.SPACING) != folded(other, Level.SPACING)


def test_a_power_of_ten_does_not_become_another_number() -> None:
    assert folded("10²", Level.TYPOGRAPHY) != folded("102", Level.TYPOGRAPHY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We've not, he said.", ["We've", "not", "he", "said"]),
        ("3,5% of $1.2m", ["3,5%", "of", "$1.2m"]),
        ("п’ятеро — ні", ["п'ятеро", "ні"]),
        ("桥没有关闭。", ["桥", "没", "有", "关", "闭"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("لم يُغلق", ["لم", "يُغلق"]),
        ("", []),
    ],
)
def test_words_are_split_in_any_script(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_what_the_database_refuses_is_taken_out() -> None:
    assert storable("a\x00b\ud800c\x1b\nd\te") == "abc\nd\te"


def test_a_digest_is_sha256_of_utf8() -> None:
    assert digest("abc").startswith("ba7816bf8f01cfea")
