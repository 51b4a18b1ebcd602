"""A merged claim's addresses lead to the other, and its past stays where it was."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    add_citation,
    add_claim,
    add_party,
    add_position,
    add_redirect,
    add_role,
    day,
)
from tests.reader.reading import read
from tracker.models import Claim, Party
from tracker.review.merging import merge
from tracker.review.splitting import Dealt, split
from tracker.review.workflow import move
from tracker.rules.vocabulary import Stance, WorkflowState

pytestmark = pytest.mark.django_db

WHY = "Both say the same."
BEFORE = "known_at=2025-04-15"


@pytest.fixture
def kyiv() -> Party:
    return add_party("kyiv")


@pytest.fixture
def gone(kyiv: Party) -> Claim:
    """A claim that was merged into another on 20 April."""
    gone = add_claim("gone", statement="Two men were taken.")
    add_role(gone, kyiv)
    position = add_position(gone, kyiv, at=day(8), gist="says so")
    add_citation(gone, at=day(8), position=position, exact="we took two men")
    heir = add_claim("heir", statement="Two men were captured.")
    merge(gone, heir, reason=WHY, by=None, now=day(20))
    return gone


@pytest.mark.parametrize("page", ["", "history/"])
def test_its_pages_lead_to_the_other_for_now(
    client: Client, gone: Claim, page: str
) -> None:
    answer = client.get(f"/claims/gone/{page}")

    assert answer.status_code == 301
    assert answer["Location"] == f"/claims/heir/{page}"
    assert answer["Cache-Control"] == "no-cache"


def test_an_earlier_slug_of_it_leads_there_too(client: Client, gone: Claim) -> None:
    add_redirect("older", claim=gone)

    answer = client.get("/claims/older/", follow=True)

    assert answer.redirect_chain[-1] == ("/claims/heir/", 301)


def test_the_api_leads_to_the_other(client: Client, gone: Claim) -> None:
    address = reverse("api:claim-detail", args=["gone"])
    answer = client.get(f"{address}?as_of=2025-04-09")

    assert answer.status_code == 301
    assert answer["Location"].endswith("/api/v1/claims/heir/?as_of=2025-04-09")
    assert answer["Cache-Control"] == "no-cache"
    assert client.get(f"{address}?{BEFORE}").json()["slug"] == "gone"


def test_as_known_before_it_is_what_it_was(client: Client, gone: Claim) -> None:
    page = read(client, f"/claims/gone/?{BEFORE}")

    assert "Two men were taken." in page
    assert "we took two men" in page
    assert "archived" not in page


def test_a_day_before_it_shows_the_claim_as_it_was_known_then(
    client: Client, gone: Claim
) -> None:
    answer = client.get("/claims/gone/?as_of=2025-04-09", follow=True)

    moment = "as_of=2025-04-09&known_at=2025-04-20T11:59:59.999999Z"
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/claims/gone/?{moment}", 301)]
    assert "Two men were taken." in page
    assert "we took two men" in page
    assert "Since then this claim was merged into another" in page


def test_a_day_after_it_leads_to_the_other(client: Client, gone: Claim) -> None:
    answer = client.get("/claims/gone/?as_of=2025-04-22")

    assert answer["Location"] == "/claims/heir/?as_of=2025-04-22"


def test_the_earlier_world_as_known_now_is_in_the_other(
    client: Client, gone: Claim
) -> None:
    assert "we took two men" in read(client, "/claims/heir/?as_of=2025-04-09")


def test_lists_show_the_other_alone(client: Client, gone: Claim) -> None:
    page = read(client, "/claims/")
    told = client.get(reverse("api:claim-list")).json()["results"]

    assert "Two men were captured." in page
    assert "Two men were taken." not in page
    assert [row["slug"] for row in told] == ["heir"]


def test_the_history_of_the_other_tells_of_it(client: Client, gone: Claim) -> None:
    page = read(client, "/claims/heir/history/")

    assert "Another claim was merged into this one: 1 position, 1 citation" in page
    assert "Two men were taken." in page
    assert WHY in page
    assert "/claims/gone/?known_at=2025-04-20T11:59:59.999999Z" in page
    assert "No fact on this page has been corrected." in page
    assert "merged" not in read(client, f"/claims/heir/history/?{BEFORE}")


def test_opened_again_it_has_its_page_again(client: Client, gone: Claim) -> None:
    move(gone, WorkflowState.PUBLISHED, by=None, now=day(21))

    assert "Two men were taken." in read(client, "/claims/gone/")


def test_a_draft_that_was_merged_is_not_named(client: Client, kyiv: Party) -> None:
    secret = add_claim("secret", statement="A secret.", state=WorkflowState.DRAFT)
    add_position(secret, kyiv, at=day(8))
    heir = add_claim("heir")
    merge(secret, heir, reason="Our secret is out.", by=None, now=day(20))

    page = read(client, "/claims/heir/history/")

    assert client.get("/claims/secret/").status_code == 404
    assert "1 position" in page
    assert "ecret" not in page


def test_an_heir_that_readers_cannot_open_is_not_led_to(
    client: Client, gone: Claim
) -> None:
    heir = Claim.objects.get(slug="heir")
    heir.workflow.create(state=WorkflowState.DRAFT, recorded_at=day(21))

    page = read(client, "/claims/gone/")

    assert "This claim is archived" in page
    assert "heir" not in page


def test_what_was_split_off_is_not_named_before_it_is_published(
    client: Client, kyiv: Party
) -> None:
    claim = add_claim("whole")
    add_role(claim, kyiv)
    row = add_position(claim, kyiv, Stance.DENIES, at=day(8))
    new = split(
        claim,
        slug="new-part",
        statements={"en": "A part of it."},
        dealt=Dealt(positions=[row.pk], parties={}),
        reason="Two things.",
        by=None,
        now=day(20),
    )

    hidden = read(client, "/claims/whole/history/")
    for state in (WorkflowState.IN_REVIEW, WorkflowState.PUBLISHED):
        move(new, state, reason="Ready.", by=None, now=day(21))
    shown = read(client, "/claims/whole/history/")

    assert "Facts went to another claim: 1 position" in hidden
    assert "new-part" not in hidden
    assert "Two things." not in hidden
    assert "A part of it." in shown
    assert "Two things." in shown
