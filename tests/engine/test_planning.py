"""The budget of checks, shared among the sources of a desk."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.engine.looking import LIMITS, Clock, Desk, Pages, story
from tests.factories import BEGIN, add_citation, add_claim, add_source, day
from tracker.engine.alike import groups
from tracker.engine.lease import ASKED_FOR, ask_soon, claim_due
from tracker.engine.planning import latest, replan
from tracker.engine.reasons import why_due
from tracker.models import Host, Plan, Source
from tracker.rules.limits import DAY, Limits
from tracker.rules.pace import looks_a_day
from tracker.rules.schedule import JITTER, MOVABLE, DueReason

pytestmark = pytest.mark.django_db

NOW = day(20)
LIMITS_OF_DESK = Limits(budget=10.0)


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/report", story())
    return add_source(pages.url("/report"))


def watched(
    change_rate: float | None = 1.0,
    *,
    url: str = "",
    quoted: bool = True,
    due_in: float = 20.0,
    reason: DueReason = DueReason.RATE,
    **columns: object,
) -> Source:
    """A source that was read at `NOW`; by its row it is due in so many days."""
    source = add_source(url)
    if quoted:
        add_citation(add_claim(), source, at=BEGIN)
    Source.objects.filter(pk=source.pk).update(
        **{
            "change_rate": change_rate,
            "last_checked_at": NOW,
            "due_at": NOW + timedelta(days=due_in),
            "due_reason": reason.value,
        }
        | columns
    )
    return source


def looks(source: Source, plan: Plan, limits: Limits = LIMITS_OF_DESK) -> float:
    """The checks a day that a look at this source would plan with."""
    source.refresh_from_db()
    return looks_a_day(
        source.change_rate or 0.0,
        source.importance,
        price=plan.price if source.host.price is None else source.host.price,
        limits=limits,
    )


def days_to_go(source: Source) -> float:
    source.refresh_from_db()
    assert source.due_at is not None
    return (source.due_at - NOW) / timedelta(days=1)


def test_the_looks_of_all_sources_use_the_budget() -> None:
    sources = [watched(0.1 * number, quoted=number % 2 == 0) for number in range(1, 9)]
    plan = replan(NOW, limits=LIMITS_OF_DESK)
    assert plan.sources == 8
    assert plan.checks == pytest.approx(10)
    assert sum(looks(one, plan) for one in sources) == pytest.approx(10)


def test_a_small_desk_with_a_large_budget_is_held_by_the_smallest_interval() -> None:
    source = watched()
    plan = replan(NOW, limits=Limits())
    assert looks(source, plan, Limits()) == pytest.approx(96)


def test_a_desk_too_large_for_its_budget_still_looks_once_in_thirty_days() -> None:
    sources = [watched() for _ in range(3)]
    plan = replan(NOW, limits=Limits(budget=0.05))
    assert [looks(one, plan) for one in sources] == pytest.approx([1 / 30] * 3)


def test_a_source_that_a_published_claim_quotes_gets_more_looks() -> None:
    quoted, idle = watched(), watched(quoted=False)
    plan = replan(NOW, limits=LIMITS_OF_DESK)
    assert looks(quoted, plan) > looks(idle, plan)


def test_a_crowded_host_keeps_to_its_cap_and_the_others_take_what_it_leaves() -> None:
    crowd = [watched(url=f"https://big.example/{at}") for at in range(5)]
    other = watched(url="https://small.example/")
    Host.objects.filter(name="big.example").update(gap=10_800)
    limits = Limits(budget=50.0)
    plan = replan(NOW, limits=limits)
    assert sum(looks(one, plan, limits) for one in crowd) == pytest.approx(2)
    assert looks(other, plan, limits) == pytest.approx(48)


def test_a_host_that_is_crowded_no_more_has_no_price_of_its_own() -> None:
    source = watched(url="https://big.example/1")
    watched(url="https://big.example/2")
    replan(NOW, limits=Limits(host_cap=2.0))
    assert Host.objects.get(pk=source.host_id).price is not None
    replan(NOW, limits=Limits())
    assert Host.objects.get(pk=source.host_id).price is None


def test_paused_and_live_sources_take_no_share() -> None:
    watched(due_at=None)
    watched(is_live=True)
    plan = replan(NOW, limits=LIMITS_OF_DESK)
    assert (plan.sources, plan.checks) == (0, 0)


def test_a_page_that_is_gone_costs_the_longest_interval() -> None:
    living = watched()
    watched(state="dead", failures=9, failing_since=NOW)
    plan = replan(NOW, limits=LIMITS_OF_DESK)
    assert looks(living, plan) == pytest.approx(10 - 1 / 30)


def test_a_young_article_gets_more_looks_than_its_old_age_will() -> None:
    watched(born_at=NOW - timedelta(hours=2))
    watched(born_at=NOW - timedelta(days=90))
    young, old = sorted(groups([], NOW), key=lambda one: -one.age)
    assert young.changes(1.0) > 5 * old.changes(1.0)


def test_a_source_that_becomes_important_is_looked_at_sooner() -> None:
    source = watched(0.1, quoted=False, due_in=29.0)
    for _ in range(5):
        watched(0.1, quoted=False, due_in=29.0)
    limits = Limits(budget=1.0)
    replan(NOW, limits=limits)
    before = days_to_go(source)
    add_citation(add_claim(at=NOW), source, at=NOW)
    plan = replan(NOW, limits=limits)
    assert days_to_go(source) == pytest.approx(1 / looks(source, plan, limits))
    assert days_to_go(source) < before / 2


def test_what_is_overdue_by_a_new_plan_comes_within_a_tenth_of_its_interval() -> None:
    source = watched(last_checked_at=NOW - timedelta(days=9))
    plan = replan(NOW, limits=LIMITS_OF_DESK)
    assert 0 <= days_to_go(source) <= JITTER / looks(source, plan)


def test_a_plan_brings_nothing_under_the_smallest_interval() -> None:
    source = watched(1e6)
    replan(NOW, limits=Limits(budget=1e9))
    assert days_to_go(source) == pytest.approx(1 / 96)


def test_a_plan_moves_no_look_further_away() -> None:
    source = watched(due_in=0.5)
    replan(NOW, limits=Limits(budget=0.01))
    assert days_to_go(source) == pytest.approx(0.5)


def test_a_look_that_is_only_a_jitter_away_from_its_plan_stays() -> None:
    source = watched()
    rate = looks(source, replan(NOW, limits=LIMITS_OF_DESK))
    late = NOW + timedelta(days=(1 + JITTER) / rate)
    Source.objects.filter(pk=source.pk).update(due_at=late)
    replan(NOW, limits=LIMITS_OF_DESK)
    source.refresh_from_db()
    assert source.due_at == late


@pytest.mark.parametrize("reason", sorted(set(DueReason) - MOVABLE))
def test_second_looks_ladders_and_a_sites_own_word_stay(reason: DueReason) -> None:
    source = watched(due_in=29.0, reason=reason)
    replan(NOW, limits=LIMITS_OF_DESK)
    assert days_to_go(source) == pytest.approx(29)


def test_a_source_that_somebody_looks_at_is_left_to_that_look() -> None:
    source = watched(
        due_in=29.0,
        lease_token="00000000-0000-0000-0000-000000000001",
        lease_until=NOW + timedelta(minutes=1),
    )
    replan(NOW, limits=LIMITS_OF_DESK)
    assert days_to_go(source) == pytest.approx(29)


def test_a_source_that_is_marked_as_live_does_not_wait_for_its_old_date() -> None:
    source = watched(due_in=29.0, is_live=True)
    replan(NOW, limits=LIMITS_OF_DESK)
    source.refresh_from_db()
    assert source.due_reason == "live"
    assert days_to_go(source) * 86_400 <= LIMITS_OF_DESK.live_interval


def test_plans_take_as_many_queries_for_many_sources_as_for_few() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            replan(NOW, limits=LIMITS_OF_DESK)
        return len(asked)

    watched()
    few = queries()
    for number in range(20):
        watched(0.01 * number)
    assert queries() == few


def test_a_look_is_followed_by_the_interval_that_its_rate_asks_for(
    desk: Desk, pages: Pages, source: Source, clock: Clock
) -> None:
    Source.objects.filter(pk=source.pk).update(due_at=clock())
    replan(clock(), limits=replace(LIMITS, budget=0.5))
    desk.look(source)
    source.refresh_from_db()
    assert source.due_at is not None
    days = (source.due_at - clock()) / timedelta(days=1)
    assert days == pytest.approx(2, rel=JITTER + 0.01)
    assert source.due_reason == "rate"


def test_a_look_learns_the_sources_change_rate_and_its_birth(
    desk: Desk, pages: Pages, source: Source, clock: Clock
) -> None:
    born = clock() - timedelta(days=300)
    tag = f'<meta property="article:published_time" content="{born.isoformat()}">'
    pages.say("/report", story().replace("</head>", f"{tag}</head>"))
    desk.look(source)
    source.refresh_from_db()
    assert (source.change_rate, source.born_at) == (None, born)
    desk.look(source, after=40 * DAY)
    source.refresh_from_db()
    assert source.change_rate is not None
    assert 0 < source.change_rate < 0.1


def test_a_live_source_is_looked_at_faster_than_any_plan(
    desk: Desk, source: Source, clock: Clock
) -> None:
    Source.objects.filter(pk=source.pk).update(is_live=True)
    check = desk.look(source)
    assert check.next_due_reason == "live"
    assert check.next_due_at == clock() + timedelta(seconds=LIMITS.live_interval)


def test_without_a_plan_there_is_none() -> None:
    assert latest() is None


def test_the_reason_of_a_due_date_is_told_from_the_record() -> None:
    source = watched(1 / 7, due_in=3.0)
    source.refresh_from_db()
    assert why_due(source, NOW) == (
        "About every 3 days: it changes about every 7 days, 1 published claim quotes it"
    )


def test_a_source_that_nobody_has_looked_at_has_no_reason_yet() -> None:
    assert why_due(add_source(due_at=NOW), NOW) == ""


def test_a_persons_wish_stays_before_all_that_a_plan_makes_due() -> None:
    asked, due = watched(due_in=29.0), watched(due_in=-1.0)
    ask_soon(asked.pk, NOW)
    replan(NOW, limits=LIMITS_OF_DESK)
    asked.refresh_from_db()
    assert (asked.due_at, asked.priority) == (NOW, ASKED_FOR)
    Host.objects.update(next_allowed_at=NOW)
    first, *_ = claim_due(NOW, 5, limits=LIMITS_OF_DESK)
    assert (first.source, first.is_awaited) == (asked.pk, True)
    assert due.host_id == asked.host_id


def test_a_plan_is_made_before_the_first_drain_and_not_again() -> None:
    call_command("recheck", "--drain", stdout=StringIO())
    call_command("recheck", "--drain", stdout=StringIO())
    assert Plan.objects.count() == 1


def test_a_plan_made_by_hand_tells_what_it_comes_to() -> None:
    watched()
    said = StringIO()
    call_command("replan", stdout=said)
    assert said.getvalue().startswith("Sources: 1; checks a day: 96 of 10,000; ")
