"""What is not published is nowhere: no page, no list, no name, no source."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import (
    add_citation,
    add_claim,
    add_party,
    add_position,
    add_redirect,
    add_role,
    add_snapshot,
    add_source,
    day,
    move_claim,
)
from tests.reader.reading import read
from tracker.models import Snapshot
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db

UNPUBLISHED = (WorkflowState.DRAFT, WorkflowState.IN_REVIEW)
LISTS = (
    "/",
    "/claims/",
    "/parties/",
    "/sources/",
    "/claims/?q=secret",
    "/changes/",
    "/corrections/",
    "/topics/",
    "/places/",
    "/figures/",
)


def add_secret(state: WorkflowState = WorkflowState.DRAFT) -> Snapshot:
    """A claim, a party, a source and a snapshot that no published claim names."""
    claim = add_claim("secret-claim", statement="A secret statement.", state=state)
    party = add_party("secret-party", name="Secret Party")
    add_role(claim, party)
    position = add_position(claim, party, at=day(8))
    source = add_source("https://secret.example/page", title="A secret page")
    snapshot = add_snapshot(source, "Secret words.", at=day(8))
    add_citation(
        claim,
        source,
        at=day(8),
        exact="Secret words.",
        position=position,
        snapshot=snapshot,
    )
    add_redirect("secret-old-name", claim=claim)
    return snapshot


@pytest.mark.parametrize("state", UNPUBLISHED)
@pytest.mark.parametrize("address", LISTS)
def test_lists_do_not_name_it(
    client: Client, state: WorkflowState, address: str
) -> None:
    add_secret(state)

    page = read(client, address)

    assert "ecret statement" not in page
    assert "Secret Party" not in page
    assert "secret page" not in page


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_its_pages_do_not_exist(client: Client, state: WorkflowState) -> None:
    snapshot = add_secret(state)

    for address in (
        "/claims/secret-claim/",
        "/claims/secret-claim/history/",
        "/claims/secret-old-name/",
        "/parties/secret-party/",
        f"/sources/{snapshot.source_id}/",
        f"/snapshots/{snapshot.body_id}/",
    ):
        assert client.get(address).status_code == 404, address


def test_they_do_not_exist_for_an_editor_either(client: Client) -> None:
    add_secret()
    client.force_login(User.objects.create_superuser("editor"))

    assert client.get("/claims/secret-claim/").status_code == 404


def test_before_its_publication_it_was_not_there(client: Client) -> None:
    claim = add_claim("late", state=WorkflowState.DRAFT, at=day(1))
    move_claim(claim, WorkflowState.PUBLISHED, at=day(10))

    assert client.get("/claims/late/?known_at=2025-04-09").status_code == 404
    assert client.get("/claims/late/?known_at=2025-04-10").status_code == 200
    assert client.get("/claims/late/?as_of=2025-04-09").status_code == 200


def test_what_was_taken_back_is_gone_from_the_past_too(client: Client) -> None:
    claim = add_claim("taken-back", statement="Taken back.", at=day(1))
    move_claim(claim, WorkflowState.DRAFT, at=day(10))

    assert client.get("/claims/taken-back/?known_at=2025-04-05").status_code == 404
    assert "Taken back." not in read(client, "/claims/?known_at=2025-04-05")


def test_an_archived_claim_can_be_read_and_is_not_listed(client: Client) -> None:
    claim = add_claim("old-story", statement="An old story.", at=day(1))
    move_claim(claim, WorkflowState.ARCHIVED, at=day(10))

    assert "An old story." in read(client, "/claims/old-story/")
    assert "An old story." not in read(client, "/claims/")
    assert "An old story." in read(client, "/claims/?known_at=2025-04-05")


def test_a_claim_that_was_archived_unpublished_cannot_be_read(client: Client) -> None:
    claim = add_claim("dropped", state=WorkflowState.DRAFT, at=day(1))
    move_claim(claim, WorkflowState.ARCHIVED, at=day(2))

    assert client.get("/claims/dropped/").status_code == 404


def test_wordings_of_the_draft_are_not_in_the_history(client: Client) -> None:
    claim = add_claim(
        "reworded", statement="The first try.", state=WorkflowState.DRAFT, at=day(1)
    )
    claim.wordings.create(statement="The public wording.", recorded_at=day(2))
    move_claim(claim, WorkflowState.PUBLISHED, at=day(3))

    page = read(client, "/claims/reworded/history/")

    assert "The public wording." in page
    assert "The first try." not in page


def test_notes_on_the_work_are_not_in_the_history(client: Client) -> None:
    claim = add_claim("noted")
    move_claim(
        claim, WorkflowState.ARCHIVED, at=day(2), reason="Our lawyer asked for it."
    )

    assert "lawyer" not in read(client, "/claims/noted/history/")


def test_a_draft_that_quotes_a_public_source_is_not_named_there(
    client: Client,
) -> None:
    snapshot = add_secret()
    public = add_claim("public", statement="A public statement.")
    add_citation(public, snapshot.source, at=day(8), exact="Secret")

    source = read(client, f"/sources/{snapshot.source_id}/")
    text = read(client, f"/snapshots/{snapshot.body_id}/")

    assert "A public statement." in source
    assert "A secret statement." not in source
    assert "secret-claim" not in source + text
