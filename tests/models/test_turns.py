"""Turns of the evidence are written with the look that saw them, and only then."""

from datetime import timedelta

import pytest

from tests.factories import add_check, add_citation, add_citation_check, add_claim, day
from tracker.models import Citation, EvidenceTurn
from tracker.rules.vocabulary import CitationState

pytestmark = pytest.mark.django_db


def look(citation: Citation, *states: CitationState) -> list[EvidenceTurn]:
    for number, state in enumerate(states):
        check = add_check(citation.source, at=day(9) + timedelta(hours=number))
        add_citation_check(check, citation, state)
    return list(citation.turns.order_by("id"))


@pytest.fixture
def citation() -> Citation:
    return add_citation(add_claim(), at=day(8))


def test_the_same_words_again_are_no_turn(citation: Citation) -> None:
    turns = look(
        citation,
        CitationState.EXACT,
        CitationState.EXACT_MOVED,
        CitationState.UNCHECKABLE,
        CitationState.EXACT,
    )

    assert [(turn.state, turn.is_news) for turn in turns] == [("exact", False)]


def test_words_that_go_and_come_back_are_two_turns(citation: Citation) -> None:
    turns = look(citation, CitationState.EXACT, CitationState.GONE, CitationState.EXACT)

    assert [(turn.before, turn.state) for turn in turns if turn.is_news] == [
        ("exact", "gone"),
        ("gone", "exact"),
    ]
    assert turns[1].recorded_at == day(9) + timedelta(hours=1)


def test_words_that_were_never_seen_are_news_at_once(citation: Citation) -> None:
    (turn,) = look(citation, CitationState.GONE)

    assert turn.is_news
    assert turn.before == ""
