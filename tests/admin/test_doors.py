"""Who gets through which door: stranger, reader, editor, chief."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk, person
from tracker.models import Contribution, PendingDecision, ReviewItem, StatusChange


def doors(desk: Desk) -> list[str]:
    claim = desk.claim.pk
    kinds = ("position", "silence", "inquiry", "citation", "role", "relation")
    status = StatusChange.objects.get().pk
    return [
        reverse("admin:index"),
        reverse("admin:engine"),
        reverse("admin:tracker_claim_add"),
        reverse("admin:tracker_claim_change", args=[claim]),
        reverse("admin:tracker_claim_status", args=[claim]),
        reverse("admin:tracker_claim_undo", args=[claim, status]),
        *(
            reverse("admin:tracker_claim_add_fact", args=[claim, kind])
            for kind in kinds
        ),
        reverse(
            "admin:tracker_claim_correct", args=[claim, "position", desk.position.pk]
        ),
        reverse("admin:tracker_party_add"),
        reverse("admin:tracker_party_change", args=[desk.kyiv.pk]),
        reverse("admin:tracker_source_add"),
        reverse("admin:tracker_source_change", args=[desk.source.pk]),
        reverse("admin:tracker_reviewitem_change", args=[desk.item.pk]),
        reverse("admin:tracker_suggestion_change", args=[desk.suggestion.pk]),
        reverse(
            "admin:tracker_contribution_change", args=[Contribution.objects.get().pk]
        ),
        reverse(
            "admin:tracker_pendingdecision_change",
            args=[PendingDecision.objects.get().pk],
        ),
        reverse("admin:tracker_policy_changelist"),
    ]


def posts(desk: Desk) -> list[str]:
    return [
        reverse("admin:tracker_claim_move", args=[desk.claim.pk]),
        reverse("admin:tracker_source_check", args=[desk.source.pk]),
    ]


def test_editor_and_chief_pass_every_door(
    client: Client, desk: Desk, editor: User, chief: User
) -> None:
    for someone in (editor, chief):
        client.force_login(someone)
        for door in doors(desk):
            assert client.get(door).status_code == 200, door
        for door in posts(desk):
            assert client.post(door).status_code == 302, door


def test_strangers_and_readers_are_asked_to_log_in(
    client: Client, desk: Desk, reader: User
) -> None:
    inside = Client()
    inside.force_login(reader)
    for browser in (client, inside):
        for door in doors(desk) + posts(desk):
            for answer in (browser.get(door), browser.post(door)):
                assert answer.status_code == 302, door
                assert "/login/" in answer.headers["Location"]


def test_staff_without_a_role_are_refused(client: Client, desk: Desk) -> None:
    client.force_login(person("nobody"))

    for door in doors(desk)[1:]:
        assert client.get(door).status_code == 403, door
    for door in doors(desk)[1:] + posts(desk):
        assert client.post(door).status_code == 403, door
    assert ReviewItem.objects.open().count() == 2


def test_a_form_from_elsewhere_is_refused(desk: Desk, editor: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)

    for door in doors(desk)[1:] + posts(desk):
        assert browser.post(door).status_code == 403, door


def test_a_correction_opens_under_its_own_claim_only(
    at_work: Client, desk: Desk
) -> None:
    other = reverse(
        "admin:tracker_claim_correct", args=[desk.claim.pk + 1, "position", 1]
    )

    assert at_work.get(other).status_code == 404


@pytest.mark.parametrize("page", ["add_fact"])
def test_an_unknown_kind_of_fact_is_not_found(
    at_work: Client, desk: Desk, page: str
) -> None:
    address = reverse(f"admin:tracker_claim_{page}", args=[desk.claim.pk, "rumour"])

    assert at_work.get(address).status_code == 404
