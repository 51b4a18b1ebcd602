"""Lists speak the words of the rules, not those of the code."""

import re

from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk
from tests.factories import add_citation, add_claim, day
from tracker.review.positions import void


def listed(client: Client, model: str) -> str:
    address = reverse(f"admin:tracker_{model}_changelist")
    return client.get(address).content.decode()


def test_columns_and_filters_are_labelled(at_work: Client, desk: Desk) -> None:
    items, silences = listed(at_work, "reviewitem"), listed(at_work, "silence")

    assert "Answer overdue" in items
    assert "Page rewritten" in items
    assert "Inquiry overdue" not in items
    assert "Asked, no response" in silences
    assert "Asked no response" not in silences


def test_a_labelled_filter_still_filters(at_work: Client, desk: Desk) -> None:
    address = reverse("admin:tracker_reviewitem_changelist")
    answer = at_work.get(address, {"kind__exact": "inquiry_overdue"})

    assert list(answer.context["cl"].queryset.values_list("kind", flat=True)) == [
        "inquiry_overdue"
    ]


def test_a_row_that_was_taken_back_has_no_stance(at_work: Client, desk: Desk) -> None:
    void(desk.position, reason="Misheard.", by=None, now=day(15))

    page = listed(at_work, "position")

    stances = re.findall(r"<td[^>]*field-stance[^>]*>([^<]*)</td>", page)
    assert sorted(stances) == ["Asserts", "none"]


def test_what_is_quoted_from_a_source_names_the_claim_in_words(
    at_work: Client, desk: Desk
) -> None:
    add_citation(add_claim(statement="They were paid."), desk.source, at=day(9))

    page = at_work.get(reverse("admin:tracker_source_change", args=[desk.source.pk]))

    assert "They were paid.</a>" in page.content.decode()
