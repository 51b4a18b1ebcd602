"""The page that says whether the re-check works."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk
from tracker.models import Host, Source


def page(client: Client) -> str:
    return client.get(reverse("admin:engine")).content.decode()


def test_the_desk_leads_to_the_page_of_the_re_check(at_work: Client) -> None:
    assert (
        reverse("admin:engine") in at_work.get(reverse("admin:index")).content.decode()
    )


def test_the_page_says_in_a_sentence_how_it_stands(at_work: Client, desk: Desk) -> None:
    shown = page(at_work)

    assert "Nothing is due; the last result was committed on" in shown
    assert "No check was made." in shown


def test_the_page_says_what_to_do_when_nothing_moves(at_work: Client) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    host = Host.objects.create(name="one.example", next_allowed_at=long_ago)
    Source.objects.create(url="https://one.example/", host=host, due_at=long_ago)

    shown = page(at_work)

    assert "Stuck: sources are due, and no result was ever committed." in shown
    assert "Nothing is claimed: see whether the clock runs" in shown
    assert "one.example" in shown
