"""A look is written down once, by whoever holds the lease, or not at all."""

from uuid import uuid4

import pytest
from django.db import DatabaseError

from tests.engine.looking import CLOSING, OPENING, QUOTE, Desk, Pages, story
from tests.factories import add_citation, add_claim, add_source, day
from tracker.engine import known, record
from tracker.engine.outlook import Brought
from tracker.engine.run import look_at, run_check
from tracker.models import Check, Source
from tracker.rules.limits import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/report", story())
    return add_source(pages.url("/report"))


def test_look_whose_lease_was_taken_over_is_dropped(desk: Desk, source: Source) -> None:
    lease = desk.lease(source)
    theirs = uuid4()
    Source.objects.filter(pk=source.pk).update(lease_token=theirs)

    assert run_check(lease, tools=desk.tools) is None

    source.refresh_from_db()
    assert (source.check_seq, source.lease_token) == (0, theirs)
    assert not Check.objects.exists()


def test_same_look_is_never_recorded_twice(desk: Desk, source: Source) -> None:
    lease = desk.lease(source)
    before = known.load([source.pk], desk.clock())[source.pk]
    look = Brought(lease=lease, before=before, seen=look_at(before, tools=desk.tools))

    first = record.record([look], limits=desk.tools.limits, now=desk.clock())
    second = record.record([look], limits=desk.tools.limits, now=desk.clock())

    assert [check.source_id for check in first] == [source.pk]
    assert second == []
    assert Check.objects.count() == 1


def test_failure_halfway_leaves_nothing(
    desk: Desk, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the connection broke")

    monkeypatch.setattr(record, "report", fail)
    lease = desk.lease(source)

    with pytest.raises(DatabaseError):
        run_check(lease, tools=desk.tools)

    source.refresh_from_db()
    assert (source.check_seq, source.lease_token) == (0, lease.token)
    assert source.host.lease_token == lease.token
    assert not Check.objects.exists()


def test_pause_of_a_host_counts_from_the_end_of_the_look(
    desk: Desk, source: Source
) -> None:
    desk.limit(host_gap=7.0)

    desk.look(source)

    source.host.refresh_from_db()
    assert (source.host.next_allowed_at - desk.clock()).total_seconds() == 7.0


def test_priority_of_a_request_ends_with_its_look(desk: Desk, source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(priority=100)

    desk.look(source)

    source.refresh_from_db()
    assert source.priority == 0


def test_finding_weighs_less_where_no_published_claim_rests_on_it(
    desk: Desk, pages: Pages, source: Source
) -> None:
    draft = add_claim(state="draft")  # type: ignore[arg-type]
    add_citation(draft, source, exact=QUOTE, at=day(8))
    desk.look(source)
    pages.say("/report", story(OPENING, CLOSING))

    desk.look(source, after=HOUR)

    (item,) = source.review_items.all()
    assert (item.kind, item.urgency) == ("words_gone", 1)


def test_place_says_whether_it_counts_in_the_text_that_is_kept(
    desk: Desk, pages: Pages, source: Source
) -> None:
    add_citation(add_claim(), source, exact=QUOTE, at=day(8))
    told = []
    for body in (
        story(),
        story(),
        story(clutter="And now a longer advertisement"),
        story(OPENING, QUOTE),
    ):
        pages.say("/report", body)
        (row,) = desk.look(source, after=3600).citation_checks.all()
        told.append((row.start is not None, row.is_place_kept))

    assert told == [(True, True), (True, True), (True, False), (True, True)]
