"""A claim's timeline: everything on record, in order, each thing once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk
from tests.admin.test_budgets import cost
from tests.admin.test_forms import said
from tests.factories import add_citation, add_position, add_silence, day
from tracker.admin.timeline import KINDS, PER_PAGE, Day, Timeline, timeline
from tracker.admin.timeline_facts import MOST_UNDER
from tracker.models import Position
from tracker.models.as_of import record
from tracker.review.positions import record_position, void
from tracker.review.rows import at as moment_at
from tracker.review.when import exactly
from tracker.rules.vocabulary import Stance


def opened(client: Client, desk: Desk, **asked: str) -> Timeline:
    address = reverse("admin:tracker_claim_change", args=[desk.claim.pk])
    found: Timeline = client.get(address, asked).context["page"].timeline
    return found


def kinds(timeline: Timeline) -> list[str]:
    return [kind for one in timeline.days for kind in kinds_of(one)]


def kinds_of(one: Day) -> list[str]:
    return [entry.kind for entry in one.entries]


def fill(desk: Desk, count: int) -> None:
    for number in range(count):
        at = day(10 + number // 20, hour=number % 20)
        add_position(desk.claim, desk.moscow, at=at)


def test_every_kind_of_row_is_there(at_work: Client, desk: Desk) -> None:
    found = {*kinds(opened(at_work, desk))}

    # The one citation stands under its position.
    assert found == {*KINDS} - {"citation"}


def test_the_latest_comes_first_and_can_come_last(at_work: Client, desk: Desk) -> None:
    latest = [one.day for one in opened(at_work, desk).days]
    oldest = [one.day for one in opened(at_work, desk, order="oldest").days]

    assert latest == sorted(latest, reverse=True)
    assert oldest == latest[::-1]


def test_of_two_at_one_moment_the_one_that_was_written_first_comes_first(
    at_work: Client, desk: Desk
) -> None:
    at = day(25)
    add_silence(desk.claim, desk.moscow, at=at, recorded_at=day(26))
    add_position(desk.claim, desk.kyiv, at=at, recorded_at=day(27))

    oldest = opened(at_work, desk, order="oldest").days
    latest = opened(at_work, desk).days

    [there] = [kinds_of(one) for one in oldest if one.day == at.date()]
    assert there == ["silence", "position"]
    [there] = [kinds_of(one) for one in latest if one.day == at.date()]
    assert there == ["position", "silence"]


def test_a_kind_is_chosen_by_a_link(at_work: Client, desk: Desk) -> None:
    shown = opened(at_work, desk, kind="citation")

    assert kinds(shown) == ["citation"]
    chosen = [choice for choice in shown.choices if choice.is_chosen]
    assert [(choice.label, choice.count) for choice in chosen] == [("Citations", 1)]


def test_a_citation_stands_under_its_position_with_its_state(
    at_work: Client, desk: Desk
) -> None:
    page = said(
        at_work.get(reverse("admin:tracker_claim_change", args=[desk.claim.pk]))
    )

    rows = opened(at_work, desk, kind="").days
    under = [
        quoted.quote
        for one in rows
        for entry in one.entries
        if entry.kind == "position"
        for quoted in entry.quotations
    ]
    assert [quote.exact for quote in under if quote] == ["two men were captured"]
    assert [quote.is_well for quote in under if quote] == [False]
    assert "Words altered" in page
    assert reverse("admin:tracker_source_change", args=[desk.source.pk]) in page


def test_a_corrected_row_is_folded_under_the_one_that_stands(
    at_work: Client, desk: Desk
) -> None:
    record_position(
        desk.claim,
        desk.kyiv,
        stance=Stance.ACKNOWLEDGES,
        when=exactly(day(8)),
        corrects=desk.position,
        reason="Of its own deed.",
        by=None,
        now=timezone.now(),
    )

    shown = opened(at_work, desk)
    [entry] = [
        entry for one in shown.days for entry in one.entries if entry.kind == "position"
    ]
    assert [before.row for before in entry.earlier] == [desk.position.pk]
    # The words stay with what they show, as it was corrected.
    assert len(entry.quotations) == 1


def test_a_row_that_was_taken_back_is_folded_where_it_stood(
    at_work: Client, desk: Desk
) -> None:
    void(desk.position, reason="Another claim.", by=None, now=timezone.now())

    shown = opened(at_work, desk)
    [entry] = [
        entry for one in shown.days for entry in one.entries if entry.kind == "position"
    ]
    assert entry.state == "Taken back: Another claim."
    assert entry.act_url == ""
    assert Position.objects.count() == 2


def test_three_hundred_rows_come_in_pages(at_work: Client, desk: Desk) -> None:
    fill(desk, 2 * PER_PAGE)

    first = opened(at_work, desk, kind="position")
    last = opened(at_work, desk, kind="position", page="99")

    assert (first.first, first.last) == (1, PER_PAGE)
    assert "page=2" in first.older
    assert (last.first, last.last) == (2 * PER_PAGE + 1, 2 * PER_PAGE + 1)
    assert last.older == ""


@pytest.mark.parametrize("page", ["-1", "0", "x", "²", "9" * 400])
def test_a_page_that_is_none_is_one_all_the_same(
    at_work: Client, desk: Desk, page: str
) -> None:
    assert opened(at_work, desk, page=page).first == 1


def test_three_rows_and_three_hundred_cost_the_same(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_change", args=[desk.claim.pk])
    fill(desk, 3)
    cost(at_work, address)
    before = cost(at_work, address)

    fill(desk, 200)

    assert cost(at_work, address) <= before
    assert before <= 90


def rows_read(desk: Desk, **asked: str) -> int:
    """How many rows the database hands over for one page of the timeline."""
    now, read = timezone.now(), []

    def counting(ask: Callable[..., Any], *told: Any) -> Any:
        done = ask(*told)
        read.append(max(told[-1]["cursor"].rowcount, 0))
        return done

    known = record(desk.claim, moment_at(now))
    with connection.execute_wrapper(counting):
        timeline(desk.claim, now, known, asked)
    return sum(read)


def test_the_busiest_claim_reads_no_more_rows_than_its_page_shows(desk: Desk) -> None:
    fill(desk, 2 * PER_PAGE)
    before = rows_read(desk)

    fill(desk, 4 * PER_PAGE)

    assert rows_read(desk) <= before <= 4 * PER_PAGE
    assert rows_read(desk, page="5", order="oldest") <= before


def test_of_many_quotations_under_a_position_the_others_are_one_link_away(
    at_work: Client, desk: Desk
) -> None:
    for hour in range(MOST_UNDER + 2):
        at, words = day(9, hour=hour), f"said at {hour}"
        add_citation(
            desk.claim, desk.source, at=at, position=desk.position, exact=words
        )

    shown = opened(at_work, desk)

    [entry] = [
        entry for one in shown.days for entry in one.entries if entry.kind == "position"
    ]
    assert (len(entry.quotations), entry.more) == (MOST_UNDER, 3)
    all_of_them = opened(at_work, desk, kind="citation")
    assert all_of_them.total == MOST_UNDER + 3
    assert shown.quotations == "?kind=citation#record"
