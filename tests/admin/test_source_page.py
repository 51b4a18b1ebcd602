"""A source on one page, and the list of sources."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk, person
from tests.admin.test_budgets import cost
from tests.factories import (
    add_check,
    add_citation,
    add_claim,
    add_snapshot,
    add_source,
    day,
)
from tracker.admin.strip import CELLS, kind_of
from tracker.models import Check, Source
from tracker.review.evidence import grade
from tracker.review.roles import AUDITOR, REPORTER
from tracker.rules.vocabulary import CheckOutcome, Reliability

LIST = "admin:tracker_source_changelist"


def page_of(source: Source) -> str:
    return reverse("admin:tracker_source_change", args=[source.pk])


def text_of(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_the_grade_is_shown_in_the_words_of_the_admiralty_code(
    at_work: Client, desk: Desk
) -> None:
    page = text_of(at_work.get(page_of(desk.source)))

    assert "B: Usually reliable" in page
    assert "Carries the word of" in page


def test_who_graded_it_before_is_shown(at_work: Client, desk: Desk) -> None:
    chief = person("chief", "chief")
    worse = Reliability.D
    grade(desk.source, reliability=worse, reason="Fakes.", by=chief, now=day(20))
    page = text_of(at_work.get(page_of(desk.source)))

    assert "D: Not usually reliable" in page
    assert "by chief: Fakes." in page
    assert "What the desk held of it before" in page


def test_every_check_is_a_cell_with_words_a_shape_and_a_link(
    at_work: Client, desk: Desk
) -> None:
    add_check(desk.source, CheckOutcome.GONE, at=day(13), reason="it says so")

    strip = at_work.get(page_of(desk.source)).context["page"].strip

    last = strip.cells[-1]
    assert (last.colour, last.shape) == ("gone", "✕")
    assert last.words == "The site says it is gone: it says so"
    assert last.url == reverse(
        "admin:tracker_check_change", args=[Check.objects.latest("seq").pk]
    )


def test_each_outcome_has_a_kind() -> None:
    assert {kind_of(outcome)[0] for outcome in CheckOutcome} == {
        "same",
        "changed",
        "gone",
        "kept",
        "away",
    }


def test_thousands_of_checks_are_shown_page_by_page(
    at_work: Client, desk: Desk
) -> None:
    source = add_source()
    first = add_check(source, at=day(1))
    total = 3 * CELLS
    rows = [
        Check(
            source=source,
            seq=number,
            token=f"{number:032x}",
            outcome="unchanged",
            started_at=first.started_at,
            effective_at=day(2),
            source_state="ok",
        )
        for number in range(2, total + 1)
    ]
    Check.objects.bulk_create(rows)
    Source.objects.filter(pk=source.pk).update(check_seq=total)

    strip = at_work.get(page_of(source)).context["page"].strip
    older = at_work.get(page_of(source), {"until": strip.older}).context["page"].strip

    assert (len(strip.cells), strip.older, strip.newer) == (CELLS, 2 * CELLS, 0)
    assert (len(older.cells), older.older, older.newer) == (CELLS, CELLS, total)


def test_two_snapshots_are_compared_with_the_words_marked(
    at_work: Client, desk: Desk
) -> None:
    old, new = desk.source.snapshots.order_by("captured_at")
    address = reverse("admin:tracker_source_compare", args=[desk.source.pk])

    page = text_of(at_work.get(address, {"old": old.pk, "new": new.pk}))

    assert "<del>captured</del>" in page
    assert "<ins>detained</ins>" in page
    assert at_work.get(address).status_code == 200


def test_a_snapshot_of_another_source_is_not_compared(
    at_work: Client, desk: Desk
) -> None:
    foreign = add_snapshot(add_source(), at=day(9))
    address = reverse("admin:tracker_source_compare", args=[desk.source.pk])

    answer = at_work.get(address, {"old": foreign.pk, "new": foreign.pk})

    assert answer.context["page"] is None


def test_check_now_leads_back_to_a_page_that_waits(at_work: Client, desk: Desk) -> None:
    address = reverse("admin:tracker_source_check", args=[desk.source.pk])
    Source.objects.filter(pk=desk.source.pk).update(check_seq=1)

    page = text_of(at_work.post(address, follow=True))
    told = at_work.post(address, headers={"Accept": "application/json"}).json()

    assert "first in line" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert told["location"].startswith(page_of(desk.source))


def test_an_auditor_reads_and_does_not_ask(client: Client, desk: Desk) -> None:
    client.force_login(person("auditor", AUDITOR))

    page = client.get(page_of(desk.source))

    assert page.status_code == 200
    assert "Check now" not in text_of(page)
    door = reverse("admin:tracker_source_check", args=[desk.source.pk])
    assert client.post(door).status_code == 403
    client.force_login(person("reporter", REPORTER))
    assert client.post(door).status_code == 302


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"grade": "B"}, 1),
        ({"grade": "A"}, 1),
        ({"kind": "page"}, 2),
        ({"kind": "post"}, 0),
        ({"quoted": "yes"}, 1),
        ({"quoted": "no"}, 1),
        ({"q": "first"}, 1),
        ({"state__exact": "ok"}, 2),
    ],
)
def test_sources_are_found_by_their_filters(
    at_work: Client, chosen: dict[str, str], count: int
) -> None:
    first = add_source("https://first.example/a", reliability="A")
    add_source("https://second.example/a", reliability="B")
    add_citation(add_claim(), first, at=day(8))

    listed = at_work.get(reverse(LIST), chosen).context["cl"]

    assert listed.result_count == count


def test_a_grade_of_the_past_finds_nothing(at_work: Client, desk: Desk) -> None:
    source = add_source(reliability="E")
    grade(source, reliability=Reliability.A, by=None, now=day(2))

    listed = at_work.get(reverse(LIST), {"grade": "E"}).context["cl"]

    assert listed.result_count == 0


def test_sources_of_one_site_are_found(at_work: Client, desk: Desk) -> None:
    listed = at_work.get(reverse(LIST), {"host": desk.source.host_id}).context["cl"]

    assert [row.pk for row in listed.result_list] == [desk.source.pk]


def test_the_list_costs_the_same_with_ten_and_a_hundred_rows(at_work: Client) -> None:
    for _ in range(10):
        add_source()
    cost(at_work, reverse(LIST))
    before = cost(at_work, reverse(LIST))
    for _ in range(90):
        add_source()

    assert cost(at_work, reverse(LIST)) <= before
