"""Questions about many rows, each answered by one query."""

import uuid
from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import day
from tracker.models import Claim, ReviewItem, Source
from tracker.models.public import listed_claims, readable_claims
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import Urgency, WorkflowState

pytestmark = pytest.mark.django_db

NOW = day(20)


def at(number: int) -> Moment:
    return Moment(as_of=day(number), known_at=day(number))


def test_a_claim_has_the_state_that_was_known_at_the_moment() -> None:
    claim = make.add_claim(state=WorkflowState.DRAFT, at=day(1))
    make.move_claim(claim, WorkflowState.PUBLISHED, at=day(5))
    states = [
        getattr(Claim.objects.with_state(at(number)).get(), "state")  # noqa: B009
        for number in (4, 6)
    ]
    assert states == ["draft", "published"]


def test_a_claim_that_was_only_ever_archived_was_never_published() -> None:
    make.add_claim(state=WorkflowState.ARCHIVED, at=day(1))
    assert not Claim.objects.readable(at(6)).exists()


def test_an_archived_claim_is_read_and_not_listed() -> None:
    claim = make.add_claim(at=day(1))
    make.move_claim(claim, WorkflowState.ARCHIVED, at=day(5))
    assert listed_claims(at(4), NOW).get() == claim
    assert readable_claims(at(6), NOW).get() == claim
    assert not listed_claims(at(6), NOW).exists()


def test_a_claim_taken_back_to_the_desk_is_gone_from_the_past_too() -> None:
    claim = make.add_claim(at=day(1))
    make.move_claim(claim, WorkflowState.IN_REVIEW, at=day(5))
    assert Claim.objects.readable(at(4)).exists()
    assert not readable_claims(at(4), NOW).exists()


def test_a_source_is_due_when_its_time_has_come_and_nobody_looks() -> None:
    due = make.add_source(due_at=NOW)
    make.add_source(due_at=NOW + timedelta(seconds=1))
    make.add_source(due_at=None)
    leased = make.add_source(due_at=NOW)
    lapsed = make.add_source(due_at=NOW)
    for source, minutes in ((leased, 1), (lapsed, -1)):
        source.lease_token = uuid.uuid4()
        source.lease_until = NOW + timedelta(minutes=minutes)
        source.save(update_fields=["lease_token", "lease_until"])
    assert set(Source.objects.due(NOW)) == {due, lapsed}


def test_the_most_urgent_item_comes_first_and_confirmed_before_unconfirmed() -> None:
    for urgency, is_confirmed in (
        (Urgency.LOW, True),
        (Urgency.URGENT, False),
        (Urgency.URGENT, True),
    ):
        ReviewItem.objects.create(
            kind="page_gone",
            urgency=urgency,
            is_confirmed=is_confirmed,
            source=make.add_source(),
        )
    found = ReviewItem.objects.open().most_urgent_first()
    assert [(item.urgency, item.is_confirmed) for item in found] == [
        (Urgency.URGENT, True),
        (Urgency.URGENT, False),
        (Urgency.LOW, True),
    ]


def test_a_closed_item_is_not_open() -> None:
    ReviewItem.objects.create(
        kind="page_gone",
        urgency=Urgency.LOW,
        source=make.add_source(),
        state="dismissed",
        resolved_at=NOW,
        resolution="It is back.",
    )
    assert not ReviewItem.objects.open().exists()
