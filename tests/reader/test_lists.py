"""The lists: claims by status, words and page; parties; sources."""

import pytest
from django.test import Client

from tests.factories import (
    add_citation,
    add_claim,
    add_party,
    add_position,
    add_role,
    add_source,
    add_status,
    day,
)
from tests.reader.cases import desk_confirms, founding_case
from tests.reader.reading import read
from tracker.rules.vocabulary import Role, Status

pytestmark = pytest.mark.django_db


def test_a_status_narrows_the_list(client: Client) -> None:
    add_status(add_claim(statement="One that is denied."), Status.DENIED, at=day(8))
    add_claim(statement="One not yet assessed.")

    denied = read(client, "/claims/?status=denied")
    unassessed = read(client, "/claims/?status=not_assessed")

    assert "One that is denied." in denied
    assert "One not yet assessed." not in denied
    assert "One not yet assessed." in unassessed
    assert "One that is denied." not in unassessed


def test_the_list_of_the_past_has_the_status_of_then(client: Client) -> None:
    desk_confirms(founding_case())

    then = read(client, "/claims/?status=unconfirmed&as_of=2025-04-20")

    assert "Unconfirmed by Moscow" in then
    assert "You are reading the past." in then
    assert "Unconfirmed by Moscow" not in read(client, "/claims/?status=unconfirmed")


def test_links_of_the_past_stay_in_it(client: Client) -> None:
    founding_case()

    page = read(client, "/claims/?as_of=2025-04-20")

    assert 'href="/claims/belgorod-positions/?as_of=2025-04-20"' in page


def test_every_word_of_a_search_must_fit(client: Client) -> None:
    add_claim(statement="Troops hold the town.")
    add_claim(statement="Troops left the village.")

    page = read(client, "/claims/?q=TROOPS+town")

    assert "Troops hold the town." in page
    assert "Troops left the village." not in page


def test_a_search_reads_every_language_of_the_wording(client: Client) -> None:
    founding_case()

    assert "Ukrainian troops hold positions" in read(client, "/claims/?q=позиції")


def test_a_wording_that_was_replaced_is_not_searched(client: Client) -> None:
    claim = add_claim(statement="Dozens were seen.")
    claim.wordings.create(statement="Many were seen.", recorded_at=day(9))

    assert "Many were seen." not in read(client, "/claims/?q=dozens")
    assert "Dozens were seen." in read(client, "/claims/?q=dozens&known_at=2025-04-08")


def test_a_sign_of_a_search_pattern_is_only_a_sign(client: Client) -> None:
    add_claim(statement="Half of them left.")

    assert "There is no word in the search" in read(client, "/claims/?q=%25")
    assert "Half of them left." not in read(client, "/claims/?q=l_ft")


def test_parties_stand_below_their_parents(client: Client) -> None:
    founding_case()

    page = read(client, "/parties/")

    assert "speaks for Kyiv" in page
    assert "does not speak for Moscow" in page


def test_a_party_that_no_claim_names_is_not_listed(client: Client) -> None:
    add_party("nobody", name="Nobody Yet")

    assert "Nobody Yet" not in read(client, "/parties/")
    assert client.get("/parties/nobody/").status_code == 404


def test_a_party_page_shows_where_it_stands_on_each_claim(client: Client) -> None:
    founding_case()

    page = read(client, "/parties/moscow/")

    assert "Ukrainian troops hold positions" in page
    assert "No statement found" in page
    assert "Unconfirmed by Moscow" in page


def test_a_mouth_shows_its_own_words(client: Client) -> None:
    founding_case()

    page = read(client, "/parties/sbu/")

    assert "speaks for it</span>" in page
    assert "Acknowledges" in page


def test_a_party_page_of_the_past_has_the_stance_of_then(client: Client) -> None:
    case = founding_case()
    add_position(case.claim, case.moscow, at=day(26))

    page = read(client, "/parties/moscow/?as_of=2025-04-20")

    assert "No statement found" in page
    assert "Asserts" not in page


def test_a_party_that_left_a_claim_has_no_part_in_it(client: Client) -> None:
    party, claim = add_party("gone"), add_claim(statement="It had a part.")
    other = add_claim(statement="It has a part.")
    add_role(claim, party)
    add_role(other, party)
    claim.roles.create(party=party, role="", recorded_at=day(9))

    page = read(client, "/parties/gone/")

    assert "It has a part." in page
    assert "It had a part." not in page
    assert "It had a part." in read(client, "/parties/gone/?known_at=2025-04-08")


def test_a_role_expected_to_answer_says_so(client: Client) -> None:
    party, claim = add_party("asked"), add_claim()
    add_role(claim, party, Role.ACCUSED, is_expected=True)

    assert "Accused, answer expected" in read(client, "/parties/asked/")


def test_sources_are_listed_with_their_state_in_words(client: Client) -> None:
    source = add_source(title="A report", publisher="The Daily")
    add_citation(add_claim(), source, at=day(8))

    page = read(client, "/sources/")

    assert "A report" in page
    assert "As it was" in page
