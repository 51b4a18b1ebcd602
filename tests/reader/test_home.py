"""The first page, and the words that it leads to."""

from enum import Enum

import pytest
from django.test import Client

from tests.factories import (
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_status,
    day,
)
from tests.reader.cases import desk_confirms, founding_case
from tests.reader.reading import read
from tests.reader.test_budgets import cost
from tracker.reader.words import EXPLAINED, anchor
from tracker.rules.vocabulary import Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db

WORDS = [word for words in EXPLAINED for word in words]


def test_the_last_day_with_changes_is_shown(client: Client) -> None:
    desk_confirms(founding_case())

    page = read(client, "/")

    assert "What changed on 27 April 2025" in page
    assert "Moscow says so itself." in page
    assert "Nobody but Kyiv has said so." not in page


def test_what_is_contested_now_is_named_and_what_was_is_not(client: Client) -> None:
    now, before = add_claim(statement="It is so."), add_claim(statement="It was so.")
    add_status(now, Status.DISPUTED, at=day(8))
    add_status(before, Status.DISPUTED, at=day(8))
    add_status(before, Status.CONFIRMED, at=day(9))

    contested = read(client, "/").partition('id="contested"')[2]

    assert "It is so." in contested
    assert "It was so." not in contested
    then = read(client, "/?as_of=2025-04-08").partition('id="contested"')[2]
    assert "It was so." in then


def test_who_owes_an_answer_longest_is_named_first(client: Client) -> None:
    claim, spoke = add_claim(statement="Asked of."), add_party(name="Spoke")
    for number, name in ((9, "Later"), (8, "Earlier")):
        add_inquiry(claim, add_party(name=name), at=day(number), deadline=day(12))
    add_inquiry(claim, spoke, at=day(7))
    add_position(claim, spoke, Stance.DENIES, at=day(10))

    waits = read(client, "/").partition('id="waiting"')[2]

    assert waits.index("Earlier") < waits.index("Later")
    assert "Spoke" not in waits
    assert "It was to answer by" in waits


def test_drafts_are_nowhere_on_it(client: Client) -> None:
    draft = add_claim(statement="A secret.", state=WorkflowState.DRAFT)
    add_status(draft, Status.DISPUTED, at=day(8))
    add_inquiry(draft, add_party(name="Secret Party"), at=day(8))

    page = read(client, "/")

    assert "ecret" not in page


def test_more_rows_cost_no_more_queries(client: Client) -> None:
    def add() -> None:
        claim, party = add_claim(), add_party()
        add_inquiry(claim, party, at=day(8))
        add_status(claim, Status.DISPUTED, at=day(9))

    add()
    one = cost(client, "/")
    for _ in range(14):
        add()

    assert cost(client, "/") == one


@pytest.mark.parametrize("word", WORDS, ids=anchor)
def test_every_word_that_the_rules_explain_has_its_anchor(
    client: Client, word: Enum
) -> None:
    page = read(client, "/methodology/")

    assert page.count(f'<span id="{anchor(word)}"></span>') == 1


def test_the_words_on_the_first_page_lead_to_their_definitions(client: Client) -> None:
    assert 'href="/methodology/#status-denied"' in read(client, "/")
