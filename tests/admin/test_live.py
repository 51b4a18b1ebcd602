"""What a form shows while it is filled in, and who may ask for it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk, person
from tests.admin.test_forms import said
from tracker.models import Claim, ClaimWording, StatusChange
from tracker.review.roles import AUDITOR, REPORTER

WORDS = "Two men from China were captured in the Donetsk region."


@pytest.fixture
def worded(desk: Desk) -> Desk:
    ClaimWording.objects.create(claim=desk.claim, language="en", statement=WORDS)
    return desk


def look(client: Client, desk: Desk, **fields: Any) -> Any:
    address = reverse("admin:tracker_claim_preview", args=[desk.claim.pk])
    return client.post(address, fields)


def alike(client: Client, **fields: Any) -> Any:
    return client.post(reverse("admin:tracker_claim_alike"), fields)


def test_a_preview_says_the_headline_in_three_languages(
    at_work: Client, desk: Desk
) -> None:
    page = said(look(at_work, desk, status="denied", parties=[desk.moscow.pk]))

    assert "<strong>Denied by Moscow</strong>" in page
    assert 'lang="uk"><strong>Moscow: заперечується</strong>' in page
    assert 'lang="ru"><strong>Moscow: отрицается</strong>' in page
    assert "Why it differs from the proposal" in page


def test_a_preview_writes_nothing(at_work: Client, desk: Desk) -> None:
    before = StatusChange.objects.count()

    look(at_work, desk, status="denied", parties=[desk.moscow.pk], reason="A sentence.")

    assert StatusChange.objects.count() == before


def test_a_half_filled_form_is_previewed_as_far_as_it_goes(
    at_work: Client, desk: Desk
) -> None:
    assert "readers would see" in said(look(at_work, desk, status="nonsense"))


def test_without_a_script_the_button_previews_and_keeps_what_was_typed(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])
    before = StatusChange.objects.count()

    page = said(at_work.post(address, {"status": "false", "preview": "1"}))

    assert "Preview: readers would see" in page
    assert '<option value="false" selected>' in page
    assert "This field is required" not in page
    assert StatusChange.objects.count() == before


def test_an_auditor_may_look_and_a_stranger_may_not(client: Client, desk: Desk) -> None:
    client.force_login(person("auditor", AUDITOR))
    assert look(client, desk, status="false").status_code == 200
    assert alike(client, statement_en=WORDS).status_code == 403

    client.force_login(person("stranger"))
    assert look(client, desk, status="false").status_code == 403


@pytest.mark.parametrize("reason", ["ok", "As discussed.", "див. вище"])
def test_a_decision_against_the_proposal_is_not_explained_by_boilerplate(
    at_work: Client, desk: Desk, reason: str
) -> None:
    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])
    before = StatusChange.objects.count()

    answer = at_work.post(address, {"status": "unverifiable", "reason": reason})

    form = answer.context["form"]
    assert "differs from what the rules propose" in form.errors["reason"][0]
    assert form["reason"].label == "Why it differs from the proposal"
    assert StatusChange.objects.count() == before


def test_a_decision_against_the_proposal_says_why(at_work: Client, desk: Desk) -> None:
    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])

    at_work.post(
        address, {"status": "disputed", "reason": "Nobody can reach the area."}
    )

    assert StatusChange.objects.latest("pk").status == "disputed"


def test_a_claim_that_says_the_same_is_shown_while_typing(
    at_work: Client, worded: Desk
) -> None:
    page = said(alike(at_work, statement_en="Two men from China captured in Donetsk"))

    assert WORDS in page
    assert "It is another claim" in page


def test_a_slug_is_suggested_that_nobody_has(at_work: Client, desk: Desk) -> None:
    Claim.objects.create(slug="two-men-were-captured")

    page = said(alike(at_work, statement_en="Two men were captured."))

    assert 'data-slug="two-men-were-captured-2"' in page


def test_the_claim_that_is_reworded_is_not_like_itself(
    at_work: Client, worded: Desk
) -> None:
    assert WORDS not in said(alike(at_work, statement_en=WORDS, claim=worded.claim.pk))


def test_saving_a_likeness_is_asked_about_first(at_work: Client, worded: Desk) -> None:
    fields = {"statement_en": "Two men from China were captured in the Donetsk area."}
    address = reverse("admin:tracker_claim_add")
    before = Claim.objects.count()

    page = said(at_work.post(address, fields))
    assert WORDS in page
    assert Claim.objects.count() == before

    at_work.post(address, fields | {"is_another": "1"})
    assert Claim.objects.count() == before + 1


def test_a_slug_that_is_left_empty_is_made_of_the_statement(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_add")

    at_work.post(address, {"statement_en": "The bridge at Kerch is closed."})

    assert Claim.objects.filter(slug="the-bridge-at-kerch-is-closed").exists()


def test_a_statement_without_latin_letters_asks_for_a_slug(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_add")

    answer = at_work.post(address, {"statement_en": "…"})

    assert "slug" in answer.context["form"].errors


@pytest.mark.parametrize("bad", ["It is \u202eso.", "It is\x0b so.", "x" * 501])
def test_words_that_cannot_be_kept_are_said_at_their_field(
    at_work: Client, desk: Desk, bad: str
) -> None:
    before = Claim.objects.count()

    answer = at_work.post(
        reverse("admin:tracker_claim_add"), {"statement_en": "So.", "statement_uk": bad}
    )

    assert [*answer.context["form"].errors] == ["statement_uk"]
    assert Claim.objects.count() == before


def test_a_reporter_is_warned_too(client: Client, worded: Desk) -> None:
    client.force_login(person("reporter", REPORTER))
    assert WORDS in said(alike(client, statement_en=WORDS))


def test_the_address_takes_no_get(at_work: Client, desk: Desk, editor: User) -> None:
    assert at_work.get(reverse("admin:tracker_claim_alike")).status_code == 405
