"""On a phone a list's rows are cards: each cell says which column it is of."""

from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk
from tests.factories import day


def listed(client: Client, model: str) -> str:
    page = client.get(reverse(f"admin:tracker_{model}_changelist"))
    text: str = page.content.decode()
    return text


def test_each_cell_names_its_column_and_a_tick_names_none(
    at_work: Client, desk: Desk
) -> None:
    page = listed(at_work, "claim")

    assert '<th data-label="Claim" class="field-' in page
    assert '<td data-label="Public status" class="field-' in page
    assert '<td data-label="" class="action-checkbox">' in page


def test_what_stands_in_a_cell_is_escaped_as_before(
    at_work: Client, desk: Desk
) -> None:
    desk.source.profiles.create(title="<b>Bold</b>", recorded_at=day(13))

    page = listed(at_work, "source")

    assert "&lt;b&gt;Bold" in page
    assert "<b>Bold" not in page


def test_a_list_is_called_by_what_it_lists(at_work: Client, desk: Desk) -> None:
    page = listed(at_work, "contribution")

    assert "<h1>Contributions</h1>" in page
    assert "<title>Contributions | On Record</title>" in page


def test_the_policy_in_force_is_said_above_its_rows(
    at_work: Client, desk: Desk
) -> None:
    assert "In force now: a second person approves a decision for" in listed(
        at_work, "policy"
    )


def test_dates_are_written_as_everywhere_on_the_desk(
    at_work: Client, desk: Desk
) -> None:
    assert "8 Apr 2025, 12:00" in listed(at_work, "position")
