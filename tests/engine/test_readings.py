"""The queue's state, read from its rows."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import add_check, add_source
from tracker.engine.health import Condition, Readings, SiteReading, verdict
from tracker.engine.lease import ask_soon, claim_due
from tracker.engine.readings import read
from tracker.models import Check, Host, Source
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome, SourceState

pytestmark = pytest.mark.django_db

LIMITS = Limits(lease=120.0)


@pytest.fixture
def now() -> datetime:
    """After the moment that new hosts may be asked from."""
    return datetime.now(UTC) + timedelta(hours=1)


def earlier(now: datetime, seconds: float) -> datetime:
    return now - timedelta(seconds=seconds)


def readings(now: datetime) -> Readings:
    return read(now, limits=LIMITS)


def condition(now: datetime) -> Condition:
    return verdict(readings(now), limits=LIMITS).condition


def test_due_and_overdue_are_counted_apart(now: datetime) -> None:
    add_source(due_at=earlier(now, 61))
    add_source(due_at=earlier(now, 59))
    add_source(due_at=earlier(now, -1))
    add_source(due_at=None)

    seen = readings(now)

    assert (seen.due, seen.overdue) == (2, 1)
    assert seen.oldest_due_at == earlier(now, 61)


def test_claimed_sources_are_in_flight(now: datetime) -> None:
    for name in "abc":
        add_source(f"https://{name}.example/", due_at=earlier(now, 5))
    claim_due(now, 2, limits=LIMITS)

    seen = readings(now)

    assert (seen.due, seen.in_flight) == (1, 2)


def test_lease_that_was_lost_is_due_again(now: datetime) -> None:
    add_source(due_at=earlier(now, 300))
    claim_due(earlier(now, 200), 1, limits=LIMITS)

    seen = readings(now)

    assert (seen.due, seen.in_flight) == (1, 0)
    assert seen.oldest_due_at == earlier(now, 300)


def test_outcomes_are_those_of_the_last_day(now: datetime) -> None:
    source = add_source()
    add_check(source, CheckOutcome.TIMEOUT, at=earlier(now, 25 * 3600))
    for minutes in (1, 2):
        add_check(source, CheckOutcome.UNCHANGED, at=earlier(now, 60 * minutes))

    assert readings(now).outcomes == {CheckOutcome.UNCHANGED: 2}


def test_states_of_all_sources_are_counted(now: datetime) -> None:
    for state in (SourceState.OK, SourceState.OK, SourceState.DEAD):
        add_source(state=state)

    states = readings(now).states

    assert states == {SourceState.OK: 2, SourceState.DEAD: 1}


def test_last_result_is_the_one_that_was_committed_last(now: datetime) -> None:
    source = add_source()
    add_check(source, at=earlier(now, 60))
    last = add_check(source, at=earlier(now, 90))

    seen = readings(now)

    assert seen.last_result_at == Check.objects.get(pk=last.pk).recorded_at


def test_sites_that_back_off_and_busy_sites_are_named(now: datetime) -> None:
    for path in "ab":
        add_source(f"https://busy.example/{path}", due_at=earlier(now, 5))
    add_source("https://calm.example/", due_at=earlier(now, 5))
    Host.objects.filter(name="calm.example").update(backoff_until=earlier(now, -60))

    seen = readings(now)

    assert seen.busiest == (
        SiteReading(name="busy.example", sources=2),
        SiteReading(name="calm.example", sources=1),
    )
    assert [site.name for site in seen.backoffs] == ["calm.example"]
    assert seen.backing_off == 1


def test_line_that_nobody_serves_is_stuck_also_between_its_claims(
    now: datetime,
) -> None:
    add_source(due_at=earlier(now, 600))
    Host.objects.update(next_allowed_at=earlier(now, 600))
    assert condition(now) is Condition.STUCK

    claim_due(now, 1, limits=LIMITS)

    assert condition(now) is Condition.STUCK


@pytest.mark.parametrize("field", ["next_allowed_at", "backoff_until"])
def test_line_that_waits_for_its_site_is_not_stuck(now: datetime, field: str) -> None:
    add_source(due_at=earlier(now, 600))
    Host.objects.update(next_allowed_at=earlier(now, 600))
    Host.objects.update(**{field: earlier(now, 60)})

    assert condition(now) is Condition.HEALTHY


def test_line_that_has_just_become_due_is_not_stuck(now: datetime) -> None:
    add_source(due_at=earlier(now, 60))
    Host.objects.update(next_allowed_at=earlier(now, 600))

    assert condition(now) is Condition.HEALTHY


def test_wish_that_nobody_takes_is_noticed_beside_fresh_results(now: datetime) -> None:
    wanted = add_source("https://one.example/")
    ask_soon(wanted.pk, earlier(now, 600))
    Host.objects.update(next_allowed_at=earlier(now, 600))
    fresh = add_check(add_source("https://two.example/"), at=now)
    assert Source.objects.count() == 2

    seen = readings(now)

    assert seen.asked_for == 1
    assert seen.last_result_at == fresh.recorded_at
    assert seen.is_wish_neglected
