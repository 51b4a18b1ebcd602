"""Any text is a query; what says nothing is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.query import LONGEST, MOST_TERMS, Term, parse

WORD = Term(text="troops")


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", []),
        ("  troops ", [WORD]),
        ("troops troops", [WORD]),
        ("troops town", [WORD, Term(text="town")]),
        ("-town", [Term(text="town", is_negated=True)]),
        ('"in the town"', [Term(text="in the town", is_phrase=True)]),
        ("«в місті»", [Term(text="в місті", is_phrase=True)]),
        ('-"the town"', [Term(text="the town", is_phrase=True, is_negated=True)]),
        ('"never closed', [Term(text="never closed", is_phrase=True)]),
        ('" " "" - -- % _ "-"', []),
        ("drone-strike", [Term(text="drone-strike")]),
        ("об'єкт", [Term(text="об'єкт")]),
        ("a\x00b", [Term(text="a"), Term(text="b")]),
    ],
)
def test_what_is_typed_is_read(typed: str, terms: list[Term]) -> None:
    assert list(parse(typed).terms) == terms


@given(st.text(max_size=400))
def test_every_text_is_a_query_within_bounds(typed: str) -> None:
    query = parse(typed)

    assert len(query.terms) <= MOST_TERMS
    assert sum(len(term.text) for term in query.terms) <= LONGEST
    assert all(any(sign.isalnum() for sign in term.text) for term in query.terms)
    assert "\x00" not in str(query)


@given(st.text(alphabet='ab "-–«»\u201c\u0456', max_size=40))
def test_a_query_that_is_typed_again_asks_the_same(typed: str) -> None:
    query = parse(typed)

    assert parse(str(query)).terms == query.terms


def test_a_query_says_that_it_was_cut() -> None:
    assert parse("x" * (LONGEST + 1)).is_cut
    assert parse(" ".join(f"w{n}" for n in range(MOST_TERMS + 1))).is_cut
    assert not parse("troops").is_cut


def test_a_query_without_words_says_so() -> None:
    assert parse("%").is_mute
    assert not parse(" ").is_mute
