"""Merging and splitting on the desk: who may, what is shown first, what comes of it."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk, person
from tests.factories import (
    add_citation,
    add_claim,
    add_position,
    add_role,
    add_source,
    day,
    move_claim,
)
from tracker.models import Claim, Position
from tracker.review.merging import merge, merged_into
from tracker.review.roles import AUDITOR, CHIEF, EDITOR, REPORTER
from tracker.review.workflow import state_of
from tracker.rules.vocabulary import Role, Stance, WorkflowState

WHY = {"reason": "Both say the same."}


@pytest.fixture
def other(desk: Desk) -> Claim:
    other = add_claim("captured-too", statement="Two men were taken prisoner.")
    add_role(other, desk.moscow, Role.AFFECTED)
    add_position(other, desk.moscow, Stance.DENIES, at=day(9), gist="denies it")
    return other


@pytest.fixture
def in_chief(client: Client, chief: User) -> Client:
    client.force_login(chief)
    return client


def to_merge(one: Claim, into: Claim) -> str:
    return reverse("admin:tracker_claim_merge", args=[one.pk, into.pk])


def to_split(one: Claim, to: Claim | None = None) -> str:
    if to is None:
        return reverse("admin:tracker_claim_split", args=[one.pk])
    return reverse("admin:tracker_claim_split_to", args=[one.pk, to.pk])


def to_page(claim: Claim) -> str:
    return reverse("admin:tracker_claim_change", args=[claim.pk])


def doors(desk: Desk, other: Claim) -> list[str]:
    return [
        reverse("admin:tracker_claim_merge_find", args=[other.pk]),
        to_merge(other, desk.claim),
        to_split(other),
        reverse("admin:tracker_claim_split_find", args=[other.pk]),
        to_split(other, desk.claim),
    ]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("role", "code"), [(CHIEF, 200), (EDITOR, 403), (REPORTER, 403), (AUDITOR, 403)]
)
def test_only_a_chief_passes_the_doors(
    client: Client, desk: Desk, other: Claim, role: str, code: int
) -> None:
    client.force_login(person("someone", role))

    for door in doors(desk, other):
        assert client.get(door).status_code == code, door
        assert client.post(door, {}).status_code == code, door
    assert state_of(other, timezone.now()) is WorkflowState.PUBLISHED


def test_strangers_are_asked_to_log_in(
    client: Client, desk: Desk, other: Claim
) -> None:
    for door in doors(desk, other):
        assert client.get(door).status_code == 302
        assert client.post(door, WHY).status_code == 302
    assert state_of(other, timezone.now()) is WorkflowState.PUBLISHED


@pytest.mark.parametrize(
    ("role", "is_shown"), [(CHIEF, True), (EDITOR, False), (AUDITOR, False)]
)
def test_the_buttons_are_shown_to_whom_they_serve(
    client: Client, desk: Desk, role: str, is_shown: bool
) -> None:
    client.force_login(person("someone", role))

    page = read(client, to_page(desk.claim))

    assert ("Merge into another claim" in page) is is_shown


@pytest.mark.parametrize("words", ["taken prisoner", "CAPTURED-TOO", "men Two"])
def test_a_claim_is_found_by_its_words(
    in_chief: Client, desk: Desk, other: Claim, words: str
) -> None:
    door = reverse("admin:tracker_claim_merge_find", args=[desk.claim.pk])

    page = read(in_chief, f"{door}?q={words}")

    assert to_merge(desk.claim, other) in page


def test_what_is_typed_is_answered_by_the_list_alone(
    in_chief: Client, desk: Desk, other: Claim
) -> None:
    door = reverse("admin:tracker_claim_merge_find", args=[desk.claim.pk])

    part = read(in_chief, f"{door}?q=prisoner&part=1")

    assert to_merge(desk.claim, other) in part
    assert "<html" not in part


def test_archived_claims_and_the_claim_itself_are_not_offered(
    in_chief: Client, desk: Desk, other: Claim
) -> None:
    move_claim(other, WorkflowState.ARCHIVED, at=day(12))
    door = reverse("admin:tracker_claim_merge_find", args=[desk.claim.pk])

    page = read(in_chief, f"{door}?q=captured")

    assert "No claim on the desk has these words" in page


def test_the_preview_says_what_goes_and_what_conflicts(
    in_chief: Client, desk: Desk, other: Claim
) -> None:
    page = read(in_chief, to_merge(other, desk.claim))

    assert "1 position, each with its own date and links" in page
    assert "The part of Moscow" in page
    assert "(the claim that goes)" in page
    assert "1 position, 1 silence, 1 inquiry, 1 citation" in page


def test_the_button_merges(in_chief: Client, desk: Desk, other: Claim) -> None:
    part = {f"part_{desk.moscow.pk}": "theirs"}
    answer = in_chief.post(to_merge(other, desk.claim), WHY | part)

    assert answer.headers["Location"] == to_page(desk.claim)
    assert merged_into(other, timezone.now()) == desk.claim
    assert Position.objects.filter(claim=desk.claim).count() == 2


def test_a_merge_without_a_reason_keeps_what_was_chosen(
    in_chief: Client, desk: Desk, other: Claim
) -> None:
    chosen = {f"part_{desk.moscow.pk}": "mine", "reason": " "}
    answer = in_chief.post(to_merge(other, desk.claim), chosen)

    assert 'value="mine"' in answer.content.decode().split("checked")[0][-120:]
    assert merged_into(other, timezone.now()) is None


def test_a_second_merge_is_refused_in_words(
    in_chief: Client, desk: Desk, other: Claim
) -> None:
    merge(other, add_claim("third"), reason="So.", by=None, now=day(20))
    part = {f"part_{desk.moscow.pk}": "theirs"}

    answer = in_chief.post(to_merge(other, desk.claim), WHY | part)

    assert "was merged into another claim already" in answer.content.decode()


def test_the_page_of_a_merged_claim_says_where_it_went(
    in_chief: Client, desk: Desk, other: Claim
) -> None:
    merge(other, desk.claim, reason="The same.", by=None, now=day(20))

    page = read(in_chief, to_page(other))

    assert "Its address leads there, and its rows stand there" in page
    assert to_page(desk.claim) in page


def test_a_merged_claim_is_opened_again_and_takes_its_rows_back(
    in_chief: Client, desk: Desk, other: Claim
) -> None:
    merge(other, desk.claim, reason="The same.", by=None, now=day(20))
    door = reverse("admin:tracker_claim_move", args=[other.pk])
    in_chief.post(door, {"state": "published", "reason": "Two things after all."})
    back = to_split(desk.claim, other)

    assert back in read(in_chief, to_page(other))
    page = read(in_chief, back)
    row = Position.objects.get(claim=desk.claim, stance=Stance.DENIES)
    assert f'value="position-{row.pk}" id="position-{row.pk}" checked' in page
    ties = {f"party_{party.pk}": "stays" for party in (desk.kyiv, desk.moscow)}
    ties |= _subjects("stays")
    in_chief.post(back, WHY | ties | {"rows": [f"position-{row.pk}"], "relation": ""})

    assert Position.objects.get(corrects=row).claim == other
    assert merged_into(other, timezone.now()) is None


def _subjects(lot: str) -> dict[str, str]:
    claim = Claim.objects.get(slug="captured")
    topics = {f"topic_{row.topic_id}": lot for row in claim.claim_topics.all()}
    return topics | {f"place_{row.place_id}": lot for row in claim.claim_places.all()}


def dealt(desk: Desk, **more: object) -> dict[str, object]:
    return {
        "statement": "There are many more.",
        "slug": "many-more",
        "kept": "It is so: captured.",
        "relation": "part_of",
        "reason": "Two things.",
        "rows": [f"position-{desk.position.pk}"],
        f"party_{desk.kyiv.pk}": "both",
        f"party_{desk.moscow.pk}": "stays",
        **_subjects("both"),
        **more,
    }


def test_the_form_splits_and_words_follow(in_chief: Client, desk: Desk) -> None:
    answer = in_chief.post(to_split(desk.claim), dealt(desk))

    new = Claim.objects.get(slug="many-more")
    assert answer.headers["Location"] == to_page(new)
    assert new.positions.get().corrects == desk.position
    assert new.citations.get().position == new.positions.get()


def test_an_error_loses_nothing_that_was_dealt(in_chief: Client, desk: Desk) -> None:
    spoilt = dealt(desk, slug="captured", statement="There are very many more.")

    page = in_chief.post(to_split(desk.claim), spoilt).content.decode()

    row = f"position-{desk.position.pk}"
    assert "already exists" in page
    assert "There are very many more." in page
    assert f'value="{row}" id="{row}" checked' in page
    assert desk.claim.positions.get().claim == desk.claim


def test_a_row_that_was_corrected_meanwhile_is_told(
    in_chief: Client, desk: Desk
) -> None:
    add_position(
        desk.claim,
        desk.kyiv,
        at=day(8),
        recorded_at=day(9),
        corrects=desk.position,
        reason="Misread.",
    )

    page = in_chief.post(to_split(desk.claim), dealt(desk)).content.decode()

    assert "corrected or taken back meanwhile" in page
    assert not Claim.objects.filter(slug="many-more").exists()


def test_words_that_carry_a_position_have_no_box_of_their_own(
    in_chief: Client, desk: Desk
) -> None:
    page = read(in_chief, to_split(desk.claim))

    assert "follows its position" in page
    assert 'value="citation-' not in page


def cost(client: Client, door: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(door).status_code == 200
    return len(queries)


@pytest.mark.parametrize("door", [to_split, to_page])
def test_pages_ask_no_more_for_more_rows(
    in_chief: Client, desk: Desk, door: object
) -> None:
    assert callable(door)
    in_chief.get(door(desk.claim))
    before = cost(in_chief, door(desk.claim))
    source = add_source()
    for _ in range(10):
        row = add_position(desk.claim, desk.kyiv, at=day(9))
        add_citation(desk.claim, source, at=day(9), position=row)
        add_citation(desk.claim, source, at=day(9))

    assert cost(in_chief, door(desk.claim)) <= before
