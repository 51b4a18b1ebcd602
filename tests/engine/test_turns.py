"""What one turn of a site is spent on: its rules, or a page."""

from datetime import timedelta

import pytest

from tests.engine.looking import Desk, Pages, story
from tests.factories import add_source
from tracker.engine.lease import Lease, ask_soon, claim_due
from tracker.engine.run import run_check
from tracker.models import Check, Source
from tracker.rules.vocabulary import CheckOutcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/report", story())
    return add_source(pages.url("/report"))


def sweep_one(desk: Desk) -> Lease:
    """What a sweep claims, a minute later."""
    desk.clock.forward(60)
    (lease,) = claim_due(desk.clock(), 1, limits=desk.tools.limits)
    return lease


def test_rules_and_page_are_asked_for_a_pause_apart(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.limit(host_gap=5.0)
    Source.objects.update(due_at=desk.clock())

    assert run_check(sweep_one(desk), tools=desk.tools) is None

    assert pages.paths_asked() == ["/robots.txt"]
    source.refresh_from_db()
    assert (source.lease_token, source.check_seq) == (None, 0)
    assert source.host.next_allowed_at == desk.clock() + timedelta(seconds=5)
    assert not Check.objects.exists()

    check = run_check(sweep_one(desk), tools=desk.tools)

    assert check is not None
    assert check.seq == 1
    assert pages.paths_asked() == ["/robots.txt", "/report"]


def test_person_who_waits_has_rules_and_page_in_one_turn(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.limit(host_gap=5.0)
    ask_soon(source.pk, desk.clock())

    assert run_check(sweep_one(desk), tools=desk.tools) is not None
    assert pages.paths_asked() == ["/robots.txt", "/report"]


def test_rules_that_forbid_the_page_are_a_finding_at_once(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say("/robots.txt", "User-agent: *\nDisallow: /\n")
    desk.limit(host_gap=5.0)
    Source.objects.update(due_at=desk.clock())

    check = run_check(sweep_one(desk), tools=desk.tools)

    assert check is not None
    assert check.outcome == CheckOutcome.ROBOTS_DISALLOWED


def test_site_that_asks_for_peace_where_its_rules_are_is_left_alone(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say(
        "/robots.txt",
        "slow down",
        status="429 Too Many Requests",
        headers="Retry-After: 120\r\n",
    )
    Source.objects.update(due_at=desk.clock())

    check = run_check(sweep_one(desk), tools=desk.tools)

    assert check is not None
    assert check.outcome == CheckOutcome.RATE_LIMITED
    assert pages.paths_asked() == ["/robots.txt"]
    source.host.refresh_from_db()
    assert source.host.backoff_until == check.effective_at + timedelta(seconds=120)
    assert source.host.robots_status is None
