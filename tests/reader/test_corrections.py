"""Corrections in the open: what stood, what stands, why, when."""

import pytest
from django.test import Client

from tests.factories import (
    add_claim,
    add_party,
    add_position,
    day,
    move_claim,
    void_position,
)
from tests.reader.reading import read
from tests.reader.test_budgets import grow
from tracker.models import Claim, Position
from tracker.rules.vocabulary import Stance, WorkflowState

pytestmark = pytest.mark.django_db

WHY = "The speaker was quoted too shortly."


def correct(claim: Claim) -> Position:
    party = add_party(name="Kyiv")
    wrong = add_position(claim, party, Stance.DENIES, at=day(8), gist="says no")
    return add_position(
        claim,
        party,
        Stance.DISPUTES_DETAILS,
        at=day(8),
        recorded_at=day(9),
        corrects=wrong,
        reason=WHY,
        gist="says not all",
    )


def test_both_versions_and_the_reason_are_shown(client: Client) -> None:
    correct(add_claim(statement="It is so."))

    page = read(client, "/corrections/")

    assert "Kyiv: Denies … says no" in page
    assert "Kyiv: Disputes details … says not all" in page
    assert WHY in page


def test_what_was_taken_back_has_nothing_in_its_place(client: Client) -> None:
    said = add_position(add_claim(), add_party(), at=day(8))
    void_position(said, recorded_at=day(9), reason="It was another claim.")

    page = read(client, "/corrections/")

    assert "A position was taken back" in page
    assert "Nothing in its place" in page


def test_a_new_wording_after_publication_is_a_correction(client: Client) -> None:
    claim = add_claim(statement="The first words.")
    claim.wordings.create(
        statement="The better words.", recorded_at=day(9), reason="A private note."
    )

    page = read(client, "/corrections/")

    assert "The first words." in page
    assert "The better words." in page
    assert "A private note." not in page


def test_what_a_draft_was_corrected_in_stays_with_the_desk(client: Client) -> None:
    claim = add_claim(state=WorkflowState.DRAFT)
    correct(claim)
    move_claim(claim, WorkflowState.PUBLISHED, at=day(10))
    correct(add_claim(state=WorkflowState.DRAFT))

    assert WHY not in read(client, "/corrections/")


def test_what_was_not_corrected_yet_was_no_correction(client: Client) -> None:
    correct(add_claim())

    assert WHY not in read(client, "/corrections/?known_at=2025-04-08")
    assert WHY in read(client, "/corrections/?known_at=2025-04-09")


@pytest.mark.parametrize("asked", ["before=x", "party=%22", "before=" + "9" * 500])
def test_a_hostile_question_gets_a_clean_answer(client: Client, asked: str) -> None:
    read(client, f"/corrections/?{asked}", status=400)


def test_more_corrections_cost_no_more_queries(client: Client) -> None:
    ten, twenty = grow(client, "/corrections/", _add)

    assert ten == twenty


def _add() -> None:
    correct(add_claim())
