"""The page of changes: everything that changed, as plainly down as up."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import (
    add_claim,
    add_party,
    add_position,
    add_role,
    add_status,
    add_topic,
    day,
    move_claim,
    void_position,
)
from tests.reader.cases import desk_confirms, founding_case, moscow_acknowledges
from tests.reader.reading import read
from tests.reader.test_budgets import cost
from tracker.rules.vocabulary import Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db


def test_an_upgrade_and_a_downgrade_are_both_said(client: Client) -> None:
    case = founding_case()
    desk_confirms(case)
    add_status(case.claim, Status.DISPUTED, at=day(28))

    page = read(client, "/changes/?kind=status")

    assert "Weaker than before, when it was: Confirmed" in page
    assert "Stronger than before, when it was: Unconfirmed" in page
    assert page.index("Weaker") < page.index("Stronger")


def test_a_reversal_is_called_one(client: Client) -> None:
    case = founding_case()
    add_position(case.claim, case.moscow, Stance.DENIES, at=day(20))
    add_position(case.claim, case.moscow, Stance.ACKNOWLEDGES, at=day(26))

    page = read(client, "/changes/?kind=position")

    assert "Reversal, 6 days after “denies”" in page


def test_words_that_left_a_page_are_a_change(client: Client) -> None:
    founding_case()

    assert "The quoted words are no longer on the page" in read(
        client, "/changes/?kind=evidence"
    )


def test_what_was_written_down_later_was_no_change_yet(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)

    then = read(client, "/changes/?known_at=2025-04-20")

    assert "Moscow says so itself." not in then
    assert "Nobody but Kyiv has said so." in then


def test_a_draft_and_what_it_went_through_is_no_news(client: Client) -> None:
    claim = add_claim("secret", statement="A secret.", state=WorkflowState.DRAFT)
    add_status(claim, at=day(8), reason="A secret reason.")
    late = add_claim("late", statement="Late.", state=WorkflowState.DRAFT)
    add_status(late, at=day(8), reason="Before it was published.")
    move_claim(late, WorkflowState.PUBLISHED, at=day(9), reason="An internal note.")

    page = read(client, "/changes/")

    assert "secret" not in page.lower()
    assert "Before it was published." not in page
    assert "internal note" not in page
    assert "Claim published" in page


def test_what_was_taken_back_to_the_desk_is_gone(client: Client) -> None:
    claim = add_claim("taken", statement="Taken back.")
    add_status(claim, at=day(8))
    move_claim(claim, WorkflowState.DRAFT, at=day(10))

    assert "Taken back." not in read(client, "/changes/")
    assert "Taken back." not in read(client, "/changes/?known_at=2025-04-09")


def test_a_corrected_position_says_so(client: Client) -> None:
    claim, party = add_claim(), add_party()
    said = add_position(claim, party, at=day(8), gist="says it is so")
    void_position(said, recorded_at=day(9), reason="It was another claim.")

    page = read(client, "/changes/")

    assert "A position was taken back" in page
    assert "Corrected since." in page
    assert "Corrected since." not in read(client, "/changes/?known_at=2025-04-08")


def test_pages_follow_each_other_without_a_gap(client: Client) -> None:
    claim, party = add_claim(), add_party()
    for number in range(90):
        at = day(8) + timedelta(minutes=number // 3)
        add_position(claim, party, at=at, gist=f"says ({number})")

    seen, address = "", "/changes/?kind=position"
    for _ in range(3):
        page = read(client, address)
        seen += page
        address = "/changes/" + page.partition('rel="next" href="/changes/')[
            2
        ].partition('"')[0].replace("&amp;", "&")

    assert [seen.count(f"says ({number})") for number in range(90)] == [1] * 90


def test_a_word_without_a_part_is_enough(client: Client) -> None:
    spoken, other, party = add_claim("one"), add_claim("other"), add_party("kyiv")
    add_position(spoken, party, at=day(8))

    for address in ("/changes/?party=kyiv", "/parties/kyiv/"):
        page = read(client, address)
        assert f"claims/{spoken.slug}/" in page.partition('class="changes"')[2]
        assert f"/claims/{other.slug}/" not in page


def test_it_is_narrowed_to_a_party_and_a_topic(client: Client) -> None:
    one, other = add_claim("one"), add_claim("other")
    party = add_party("kyiv", name="Kyiv")
    add_role(one, party)
    add_topic("war", one)

    add_topic("peace", other)

    for asked in ("party=kyiv", "topic=war", "party=kyiv&topic=war"):
        page = read(client, f"/changes/?{asked}")
        assert f"/claims/{one.slug}/" in page
        assert f"/claims/{other.slug}/" not in page


def test_many_claims_of_a_party_or_a_topic_are_told_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.models.among.FEW", 0)

    test_it_is_narrowed_to_a_party_and_a_topic(client)


def test_what_must_be_in_both_is_in_neither_alone(client: Client) -> None:
    one, other, party = add_claim("one"), add_claim("other"), add_party("kyiv")
    add_role(one, party)
    add_topic("peace", other)

    page = read(client, "/changes/?party=kyiv&topic=peace")

    assert "Nothing changed." in page


@pytest.mark.parametrize(
    "asked",
    ["kind=x", "before=x", "before=2025-04-08~position~1", "before=~~", "party=%00",
     "before=2025-04-08T12:00:00Z~position~99999999999999999999"],
)  # fmt: skip
def test_a_hostile_question_gets_a_clean_answer(client: Client, asked: str) -> None:
    read(client, f"/changes/?{asked}", status=400)


def test_an_unknown_party_or_one_of_drafts_only_is_not_found(client: Client) -> None:
    add_role(add_claim(state=WorkflowState.DRAFT), add_party("hidden"))

    assert client.get("/changes/?party=hidden").status_code == 404
    assert client.get("/changes/?topic=nothing").status_code == 404


def test_more_changes_cost_no_more_queries(client: Client) -> None:
    def add() -> None:
        claim, party = add_claim(), add_party()
        add_role(claim, party)
        add_position(claim, party, at=day(8))
        add_status(claim, at=day(9), parties=(party,))

    add()
    one = cost(client, "/changes/")
    for _ in range(9):
        add()

    assert cost(client, "/changes/") == one
