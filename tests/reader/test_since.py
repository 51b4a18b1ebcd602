"""A page of the past says what has changed since."""

import pytest
from django.test import Client

from tests.factories import (
    add_claim,
    add_party,
    add_position,
    add_status,
    day,
    move_claim,
    void_position,
)
from tests.reader.cases import desk_confirms, founding_case, moscow_acknowledges
from tests.reader.reading import read
from tests.reader.test_budgets import cost
from tracker.models import Position
from tracker.rules.vocabulary import Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db

CLAIM = "/claims/belgorod-positions/"


def banner(page: str) -> str:
    return page.partition('<aside class="past"')[2].partition("</aside>")[0]


def test_it_says_which_status_came_since(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)

    told = banner(read(client, f"{CLAIM}?as_of=2025-04-20"))

    assert "Since then the status has changed." in told
    assert told.index("Unconfirmed by Moscow") < told.index("Confirmed by Moscow")


def test_it_says_who_has_answered_since(client: Client) -> None:
    moscow_acknowledges(founding_case())

    told = banner(read(client, f"{CLAIM}?as_of=2025-04-20"))

    assert "The status is still the same. What came since then:" in told
    assert "Moscow: <strong>Acknowledges</strong>" in told
    assert '<time datetime="2025-04-26T12:00:00Z">' in told


def test_it_says_that_nothing_came_since(client: Client) -> None:
    founding_case()

    told = banner(read(client, f"{CLAIM}?as_of=2025-04-20"))

    assert "Nothing on this page has changed since then." in told


def test_it_says_what_was_written_down_since(client: Client) -> None:
    case = founding_case()
    add_position(case.claim, case.moscow, Stance.DENIES, at=day(7), recorded_at=day(20))

    told = banner(read(client, f"{CLAIM}?known_at=2025-04-19"))

    assert "Moscow: <strong>Denies</strong>" in told


def test_it_says_what_was_corrected_since(client: Client) -> None:
    founding_case()
    wrong = Position.objects.order_by("pk")[0]
    void_position(wrong, recorded_at=day(20), reason="A slip.")

    told = banner(read(client, f"{CLAIM}?known_at=2025-04-19"))

    assert "1 entry of this page has been corrected or taken back since" in told


def test_a_list_of_the_past_counts_decisions_since(client: Client) -> None:
    desk_confirms(founding_case())

    told = banner(read(client, "/claims/?as_of=2025-04-20"))

    assert "Since then: 1 decision on a status." in told


def test_a_party_of_the_past_counts_what_it_said_since(client: Client) -> None:
    moscow_acknowledges(founding_case())

    told = banner(read(client, "/parties/moscow/?as_of=2025-04-20"))

    assert "Since then: it spoke 1 time." in told


def test_what_a_draft_says_is_not_counted(client: Client) -> None:
    case = founding_case()
    draft = add_claim("secret", state=WorkflowState.DRAFT)
    add_position(draft, case.moscow, Stance.DENIES, at=day(28))
    add_status(draft, Status.DENIED, at=day(28))

    assert "it spoke" not in read(client, "/parties/moscow/?as_of=2025-04-20")
    assert "decision on a status" not in read(client, "/claims/?as_of=2025-04-20")


def test_the_present_and_what_is_to_come_have_no_since(client: Client) -> None:
    moscow_acknowledges(founding_case())

    assert "ince then" not in read(client, CLAIM)
    assert "ince then" not in read(client, f"{CLAIM}?as_of=2999-01-01")


def test_the_past_costs_the_same_with_more_rows(client: Client) -> None:
    claim, found = add_claim("grows"), []
    for _ in range(2):
        for _ in range(10):
            add_position(claim, add_party(), at=day(8))
            add_status(claim, at=day(20))
        found.append(cost(client, "/claims/grows/?as_of=2025-04-10"))

    assert found[0] == found[1]


def test_the_form_keeps_what_else_the_address_asks_for(client: Client) -> None:
    founding_case()

    page = read(client, "/claims/?q=troops&page=1&as_of=2025-04-20&lang=en")
    form = page.partition('<details class="as-of">')[2].partition("</details>")[0]

    assert '<input type="hidden" name="q" value="troops">' in form
    assert '<input type="hidden" name="lang" value="en">' in form
    assert 'type="hidden" name="page"' not in form
    assert 'name="as_of" value="2025-04-20"' in form


@pytest.mark.parametrize(
    "address",
    [
        "/claims/",
        CLAIM,
        f"{CLAIM}history/",
        "/parties/",
        "/parties/moscow/",
        "/sources/",
    ],
)
def test_every_page_can_be_asked_for_another_day(client: Client, address: str) -> None:
    founding_case()

    page = read(client, f"{address}?as_of=2025-04-20&known_at=2025-04-21")

    assert 'name="as_of" value="2025-04-20"' in page
    assert 'name="known_at" value="2025-04-21"' in page
    assert "You are reading the past." in page


def test_a_claim_that_was_published_since_is_counted(client: Client) -> None:
    founding_case()
    newer = add_claim("newer", state=WorkflowState.DRAFT)
    move_claim(newer, WorkflowState.PUBLISHED, at=day(28))

    told = banner(read(client, "/claims/?known_at=2025-04-20"))

    assert "1 claim published" in told
