"""The claim page: how it stands, with whom, on what evidence, as of when."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    add_claim,
    add_position,
    add_redirect,
    add_relation,
    add_status,
    day,
    move_claim,
)
from tests.reader.cases import desk_confirms, founding_case, moscow_acknowledges
from tests.reader.reading import read
from tracker.rules.vocabulary import RelationKind, Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db

CLAIM = "/claims/belgorod-positions/"


def test_the_headline_says_how_the_claim_stands(client: Client) -> None:
    founding_case()

    page = read(client, CLAIM)

    assert "Unconfirmed by Moscow" in page
    assert "Acknowledged by Kyiv" in page
    assert "Belgorod's authorities acknowledge military activity" in page


def test_facts_that_came_after_the_status_show_at_once(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)

    page = read(client, CLAIM)

    assert "New since this status: Moscow acknowledges (under review)" in page
    assert "Unconfirmed by Moscow" in page


def test_a_decision_ends_the_news(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)

    page = read(client, CLAIM)

    assert "Confirmed by Moscow" in page
    assert "New since this status" not in page


@pytest.mark.parametrize("asked", ["as_of=2025-04-26", "known_at=2025-04-26"])
def test_before_the_change_the_old_headline_stands(client: Client, asked: str) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)

    page = read(client, f"{CLAIM}?{asked}")

    verdict = page.partition('<section class="verdict')[2].partition("</section>")[0]
    assert "Unconfirmed by Moscow" in verdict
    assert "Confirmed by Moscow" not in verdict


def test_the_past_is_called_the_past_and_links_to_now(client: Client) -> None:
    founding_case()

    page = read(client, f"{CLAIM}?as_of=2025-04-09")

    assert "You are reading the past." in page
    assert f'<a href="{CLAIM}">See how it stands now</a>' in page
    assert "9 April 2025, 23:59 UTC" in page


def test_now_is_not_called_the_past(client: Client) -> None:
    founding_case()

    assert "You are reading the past" not in read(client, CLAIM)


def test_a_date_to_come_is_called_so(client: Client) -> None:
    founding_case()

    assert "This date is still to come." in read(client, f"{CLAIM}?as_of=2999-01-01")


def test_as_of_before_everything_nothing_is_assessed(client: Client) -> None:
    founding_case()

    page = read(client, f"{CLAIM}?as_of=2025-03-02")

    assert "Not yet assessed" in page
    assert "Nothing had happened yet." in page
    assert "No source is cited yet." in page


def test_what_was_written_down_later_was_not_known_then(client: Client) -> None:
    case = founding_case()
    add_position(case.claim, case.moscow, Stance.DENIES, at=day(8), recorded_at=day(20))

    now = read(client, f"{CLAIM}?as_of=2025-04-19")
    then = read(client, f"{CLAIM}?as_of=2025-04-19&known_at=2025-04-19")

    assert "denied by Moscow" in now
    assert "denied by Moscow" not in then


def test_a_subordinate_stands_beside_its_parent_and_not_for_it(client: Client) -> None:
    founding_case()

    page = read(client, CLAIM)

    assert "Beside Moscow; does not speak for it" in page
    assert page.index(">Moscow</a>") < page.index(">Belgorod's authorities</a>")


def test_the_matrix_says_by_whose_mouth(client: Client) -> None:
    founding_case()

    assert "By SBU (A. Spokeswoman)" in read(client, CLAIM)


def test_silences_are_told_apart_with_the_date_of_the_last_look(
    client: Client,
) -> None:
    founding_case()

    page = read(client, CLAIM)

    assert "No statement found" in page
    assert 'last looked <time datetime="2025-04-12T09:00:00Z">' in page
    assert "Asked, no response" in page
    assert "overdue" in page


def test_who_spoke_after_the_request_is_not_overdue(client: Client) -> None:
    moscow_acknowledges(founding_case())

    assert "overdue" not in read(client, CLAIM)


def test_a_reversal_names_the_days_between(client: Client) -> None:
    moscow_acknowledges(founding_case())

    assert "17 days after “asked, no response”" in read(client, CLAIM)


def test_words_that_left_the_page_are_dated(client: Client) -> None:
    founding_case()

    page = read(client, CLAIM)

    assert "Last seen 10 April 2025; absent since the check of 11 April 2025" in page
    assert "snapshot kept" in page


def test_words_that_had_not_left_the_page_yet_still_stood(client: Client) -> None:
    founding_case()

    page = read(client, f"{CLAIM}?as_of=2025-04-10")

    assert "Last seen 10 April 2025, in the same words" in page
    assert "absent since" not in page


def test_a_quotation_leads_to_its_snapshot_and_to_the_live_page(
    client: Client,
) -> None:
    case = founding_case()

    page = read(client, CLAIM)

    address = f"/snapshots/{case.snapshot.body_id}/#citation-{case.citation.pk}"
    assert f'href="{address}"' in page
    assert 'href="https://news.example/belgorod"' in page
    assert "B2: usually reliable; probably true" in page
    assert "1 report, 1 origin; none independent of the parties" in page


def test_related_claims_are_linked(client: Client) -> None:
    founding_case()

    assert 'href="/claims/kursk-positions/"' in read(client, CLAIM)


def test_a_related_draft_is_not_named(client: Client) -> None:
    case = founding_case()
    draft = add_claim("secret-draft", statement="A secret.", state=WorkflowState.DRAFT)
    add_relation(draft, RelationKind.CONTRADICTS, case.claim)

    page = read(client, CLAIM)

    assert "secret" not in page.lower()


def test_the_permalink_shows_what_was_seen(client: Client) -> None:
    case = founding_case()
    page = read(client, CLAIM)
    permalink = page.partition('<p class="cite-text">')[2].partition('href="')[2]
    address = permalink.partition('"')[0].replace("&amp;", "&")
    add_status(case.claim, Status.FALSE, at=day(28), recorded_at=timezone.now())

    later = read(client, "/" + address.split("/", 3)[3])

    assert "Unconfirmed by Moscow" in later
    assert "You are reading the past." in later


def test_the_history_keeps_every_decision_with_its_reason(client: Client) -> None:
    case = founding_case()
    desk_confirms(case)

    page = read(client, f"{CLAIM}history/")

    assert "Nobody but Kyiv has said so." in page
    assert "Moscow says so itself." in page
    assert "An Editor" in page


def test_the_history_of_the_past_has_no_later_decision(client: Client) -> None:
    case = founding_case()
    desk_confirms(case)

    page = read(client, f"{CLAIM}history/?as_of=2025-04-20")

    assert "Moscow says so itself." not in page


def test_a_given_up_address_leads_on_with_its_question(client: Client) -> None:
    case = founding_case()
    add_redirect("old-name", claim=case.claim)

    response = client.get("/claims/old-name/?as_of=2025-04-09")

    assert response.status_code == 301
    assert response["Location"] == f"{CLAIM}?as_of=2025-04-09"


def test_an_archived_claim_says_so(client: Client) -> None:
    case = founding_case()
    move_claim(case.claim, WorkflowState.ARCHIVED, at=day(30))

    assert "This claim is archived" in read(client, CLAIM)
