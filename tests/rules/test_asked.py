"""What a list is asked for is read whole, or refused by the name of the parameter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.asked import Asked, BadAsk, Sort, read
from tracker.rules.choices import NAMES, Choice
from tracker.rules.facets import Kind

DENIED = Choice(kind=Kind.STATUS, word="denied")
PARAMETERS = (
    *NAMES.values(),
    *("q", "sort", "after", "before", "decided_from", "decided_to", "said_from"),
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ("denied", "denies:moscow", "unconfirmed:", ":moscow", "gone", "2025-04-09")
    ),
    st.from_regex(r"-?[0-9]{1,20}\.[0-9]{1,20}", fullmatch=True),
)


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.lists(VALUES, max_size=3)))
def test_every_address_is_read_or_refused(given: dict[str, list[str]]) -> None:
    refusal = None
    try:
        asked = read(given)
    except BadAsk as error:
        refusal = error
    if refusal is not None:
        assert refusal.name in given
        return
    again: dict[str, list[str]] = {}
    for name, value in asked.parameters():
        again.setdefault(name, []).append(value)
    assert read(again).choices == asked.choices
    assert read(again).sort == asked.sort


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "maybe"),
        ("status", "denied:moscow"),
        ("stance", "denies"),
        ("stance", "denied:moscow"),
        ("topic", "no topic"),
        ("evidence", "lost"),
        ("sort", "colour"),
        ("decided_from", "2025-02-30"),
        ("decided_from", "20250201"),
        ("said_to", "today"),
        ("after", "1"),
        ("before", "1.x"),
    ],
)
def test_what_no_list_knows_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadAsk) as refusal:
        read({name: [value]})
    assert refusal.value.name == name


def test_more_choices_than_anybody_makes_are_refused() -> None:
    with pytest.raises(BadAsk):
        read({"topic": [f"t-{number}" for number in range(20)]})


def test_a_choice_is_added_and_taken_away() -> None:
    asked = Asked().with_choice(DENIED)

    assert asked.parameters() == [("status", "denied")]
    assert asked.without(DENIED) == Asked()


def test_words_are_sorted_by_relevance_unless_told() -> None:
    assert read({"q": ["troops"]}).sort is Sort.RELEVANCE
    assert read({"q": ["troops"]}).parameters() == [("q", "troops")]
    assert read({"sort": ["relevance"]}).sort is Sort.LATEST
    assert read({"q": ["troops"]}).without_query() == Asked()
