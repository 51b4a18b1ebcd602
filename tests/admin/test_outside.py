"""Outside archives on the desk: asked with one button, and told what came of it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.admin.conftest import Desk
from tests.factories import add_outside_copy, day
from tracker.models import OutsideCopy
from tracker.rules.limits import OutsideArchive
from tracker.rules.vocabulary import CopyKind, CopyState

KEEP = "Ask the outside archive to keep it"
FIND = "Look for a copy in the outside archive"


@pytest.fixture(autouse=True)
def _only_what_a_test_wishes(desk: Desk) -> None:
    OutsideCopy.objects.all().delete()


@pytest.fixture
def switched_on(settings: Settings) -> None:
    settings.OUTSIDE_ARCHIVE = OutsideArchive(
        save_address="https://a.example/save", timegate="https://a.example/web/"
    )


def source_page(client: Client, desk: Desk) -> str:
    address = reverse("admin:tracker_source_change", args=[desk.source.pk])
    return client.get(address).content.decode()


def ask(client: Client, desk: Desk, kind: str) -> int:
    address = reverse("admin:tracker_outsidecopy_ask", args=[desk.source.pk, kind])
    return client.post(address).status_code


@pytest.mark.usefixtures("switched_on")
def test_an_editor_asks_the_archive_to_keep_the_last_version(
    at_work: Client, desk: Desk, editor: User
) -> None:
    assert KEEP in source_page(at_work, desk)

    assert ask(at_work, desk, "save") == 302

    copy = OutsideCopy.objects.get()
    assert (copy.kind, copy.asked_by) == (CopyKind.SAVE, editor)
    assert copy.snapshot == desk.source.snapshots.first()
    page = source_page(at_work, desk)
    assert "To be kept by the outside archive" in page
    assert KEEP not in page


@pytest.mark.usefixtures("switched_on")
def test_an_editor_looks_for_a_copy_near_our_last_look(
    at_work: Client, desk: Desk
) -> None:
    assert ask(at_work, desk, "find") == 302

    assert OutsideCopy.objects.get().near == day(12)


@pytest.mark.usefixtures("switched_on")
def test_asking_twice_is_asking_once(at_work: Client, desk: Desk) -> None:
    ask(at_work, desk, "save")
    ask(at_work, desk, "save")

    assert OutsideCopy.objects.count() == 1


def test_without_an_outside_archive_nothing_is_offered_or_taken(
    at_work: Client, desk: Desk
) -> None:
    page = source_page(at_work, desk)

    assert KEEP not in page
    assert FIND not in page
    assert ask(at_work, desk, "save") == 403
    assert not OutsideCopy.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_only_who_may_ask_for_a_check_may_ask(
    client: Client, reader: User, desk: Desk
) -> None:
    client.force_login(reader)

    assert ask(client, desk, "save") in (302, 403)
    assert not OutsideCopy.objects.exists()


def test_failure_is_shown_with_what_to_do(at_work: Client, desk: Desk) -> None:
    OutsideCopy.objects.create(
        source=desk.source,
        kind=CopyKind.SAVE,
        state=CopyState.FAILED,
        near=day(9),
        problem="It did not keep it. Keep the page elsewhere, or by hand.",
    )

    assert "Keep the page elsewhere, or by hand." in source_page(at_work, desk)


def test_archive_without_a_copy_is_told_from_one_that_was_not_asked(
    at_work: Client, desk: Desk
) -> None:
    OutsideCopy.objects.create(
        source=desk.source, kind=CopyKind.FIND, state=CopyState.NONE, near=day(9)
    )

    page = source_page(at_work, desk)

    assert "The outside archive has no copy from about 9 April 2025." in page


def test_an_item_about_a_page_leads_to_its_copy(at_work: Client, desk: Desk) -> None:
    copy = add_outside_copy(desk.source, at=day(3))

    address = reverse("admin:tracker_reviewitem_change", args=[desk.item.pk])
    page = at_work.get(address).content.decode()

    assert f'href="{copy.address}"' in page
    assert "A copy of 3 April 2025, 12:00 UTC in an outside archive" in page
