"""What hangs on sources, read from the record in bulk."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    add_citation,
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_source,
    add_status,
    day,
    move_claim,
)
from tracker.engine.weighing import facts_of, weigh
from tracker.models import Citation, Party, ReviewItem, Source, Watch
from tracker.rules.importance import Facts
from tracker.rules.vocabulary import (
    ReviewKind,
    Urgency,
    WatchKind,
    WorkflowState,
)

pytestmark = pytest.mark.django_db

NOW = day(20)
LONG_AGO = day(1)


def facts(source: Source, now: datetime = NOW) -> Facts:
    return facts_of([source.pk], now)[source.pk]


def watched(party: Party) -> Source:
    source = add_source()
    Watch.objects.create(party=party, source=source, kind=WatchKind.FEED)
    return source


def test_a_source_that_nothing_hangs_on_has_no_facts() -> None:
    assert facts(add_source()) == Facts()


def test_published_claims_that_quote_a_source_are_counted_once_each() -> None:
    claim, source = add_claim(), add_source()
    add_citation(claim, source, at=LONG_AGO)
    add_citation(claim, source, at=LONG_AGO, exact="other words")
    add_citation(add_claim(), source, at=LONG_AGO)
    assert facts(source) == Facts(published=2)


def test_a_draft_keeps_a_source_and_an_archived_claim_does_not() -> None:
    kept, left = add_source(), add_source()
    add_citation(add_claim(state=WorkflowState.DRAFT), kept, at=LONG_AGO)
    add_citation(add_claim(state=WorkflowState.ARCHIVED), left, at=LONG_AGO)
    assert (facts(kept), facts(left)) == (Facts(is_kept=True), Facts())


def test_a_citation_that_was_corrected_away_counts_no_more() -> None:
    source = add_source()
    citation = add_citation(add_claim(), source, at=LONG_AGO)
    Citation.objects.create(
        claim=citation.claim,
        source=add_source(),
        exact="the exact words",
        corrects=citation,
        reason="Another page.",
        effective_at=LONG_AGO,
        recorded_at=LONG_AGO,
    )
    assert facts(source) == Facts()


def test_a_claim_in_review_is_hot() -> None:
    claim, source = add_claim(state=WorkflowState.IN_REVIEW), add_source()
    add_citation(claim, source, at=LONG_AGO)
    assert facts(source) == Facts(is_kept=True, hot=1)


@pytest.mark.parametrize("what", ["position", "status", "publication"])
def test_a_claim_is_hot_for_a_week_after_something_happens_to_it(what: str) -> None:
    claim, source = add_claim(), add_source()
    add_citation(claim, source, at=LONG_AGO)
    if what == "position":
        add_position(claim, add_party(), at=day(14))
    elif what == "status":
        add_status(claim, at=day(14))
    else:
        move_claim(claim, WorkflowState.PUBLISHED, at=day(14))
    assert facts(source) == Facts(published=1, hot=1)
    assert facts(source, day(22)) == Facts(published=1)


def test_a_claim_whose_status_the_facts_left_behind_is_hot() -> None:
    claim, source = add_claim(), add_source()
    add_citation(claim, source, at=LONG_AGO)
    ReviewItem.objects.create(
        kind=ReviewKind.STATUS_OUTDATED, urgency=Urgency.URGENT, claim=claim
    )
    assert facts(source).hot == 1


def test_a_channel_is_awaited_while_its_party_owes_an_answer() -> None:
    party, claim = add_party(), add_claim()
    source = watched(party)
    assert facts(source) == Facts(is_watched=True)
    inquiry = add_inquiry(claim, party, at=day(15))
    assert facts(source) == Facts(is_watched=True, awaited=1)
    add_position(claim, party, at=day(16), answers=inquiry)
    assert facts(source) == Facts(is_watched=True)


def test_an_answer_is_awaited_for_thirty_days_after_its_deadline() -> None:
    party = add_party()
    source = watched(party)
    add_inquiry(add_claim(), party, at=LONG_AGO, deadline=day(10))
    assert facts(source, day(9, 5)).awaited == 1
    assert facts(source, day(11, 5)).awaited == 0


def test_all_sources_are_weighed_and_only_changes_are_written() -> None:
    quoted, idle = add_source(), add_source()
    add_citation(add_claim(), quoted, at=LONG_AGO)
    assert weigh(NOW) == 1
    assert weigh(NOW) == 0
    found = dict(Source.objects.values_list("pk", "importance"))
    assert found == {quoted.pk: 1.0, idle.pk: 0.25}


def test_a_thousand_sources_are_weighed_in_as_many_queries_as_one() -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            weigh(NOW + timedelta(days=1))
        return len(asked)

    add_citation(add_claim(), at=LONG_AGO)
    few = queries()
    claim = add_claim()
    for _ in range(20):
        add_citation(claim, at=LONG_AGO)
    assert queries() == few
