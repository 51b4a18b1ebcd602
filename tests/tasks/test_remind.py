"""Inquiries past their deadline are brought to the desk once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import add_claim, add_inquiry, add_party, add_position, day
from tracker.models import ReviewItem
from tracker.rules.vocabulary import ReviewKind
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
