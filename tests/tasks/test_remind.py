"""Inquiries past their deadline are brought to the desk once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import (
    add_citation,
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_source,
    day,
)
from tracker.models import HostHealth, ReviewItem
from tracker.review.items import Opening, open_item
from tracker.rules.vocabulary import ReviewKind, Urgency
from tracker.tasks import remind

pytestmark = pytest.mark.django_db


def test_overdue_inquiry_is_brought_to_the_desk_once() -> None:
    inquiry = add_inquiry(add_claim(), add_party(), at=day(8), deadline=day(10))

    remind()
    remind()

    item = ReviewItem.objects.get(kind=ReviewKind.INQUIRY_OVERDUE)
    assert item.inquiry == inquiry


def test_inquiry_before_its_deadline_is_left_alone() -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    add_inquiry(add_claim(), add_party(), at=day(8), deadline=tomorrow)

    remind()

    assert not ReviewItem.objects.exists()


def test_answered_inquiry_is_not_overdue() -> None:
    claim, party = add_claim(), add_party()
    inquiry = add_inquiry(claim, party, at=day(8), deadline=day(10))
    add_position(claim, party, at=day(9), answers=inquiry)

    remind()

    assert not ReviewItem.objects.exists()


def test_the_source_of_an_item_that_came_back_is_asked_for() -> None:
    source = add_source(due_at=datetime.now(UTC) + timedelta(days=9))
    opening = Opening(
        kind=ReviewKind.PAGE_GONE,
        urgency=Urgency.LOW,
        is_confirmed=True,
        source=source,
    )
    item = open_item(opening, now=day(8))
    item.wait_until = datetime.now(UTC) - timedelta(minutes=1)
    item.save()

    remind()

    source.refresh_from_db()
    assert source.priority > 0
    assert source.due_at is not None
    assert source.due_at <= datetime.now(UTC)


def test_the_evidence_is_counted() -> None:
    add_citation(add_claim(), at=day(8))

    remind()

    assert HostHealth.objects.get().unseen == 1
