"""The policy is a fact: the latest row holds, and the earlier ones are kept."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from tests.factories import add_claim, add_status, day
from tracker.models import Policy
from tracker.review import errors
from tracker.review.policy import (
    DEFAULT_STATUSES,
    InForce,
    policies_at,
    policy_at,
    set_policy,
)
from tracker.review.undo import (
    may_undo_at_once,
    settled,
    settled_among,
    undo_until,
)
from tracker.rules.vocabulary import Status

pytestmark = pytest.mark.django_db


def change(
    *, statuses: tuple[Status, ...] = (), undo_minutes: int = 10, at: int = 10
) -> Policy:
    return set_policy(
        statuses=statuses,
        publishing_needs_two=True,
        undo_minutes=undo_minutes,
        reason="We are two.",
        by=None,
        now=day(at),
    )


def test_a_desk_that_never_chose_asks_for_two_where_an_error_weighs_most() -> None:
    assert policy_at(day(1)) == InForce()
    assert {Status.CONFIRMED, Status.FALSE, Status.UNVERIFIABLE} == DEFAULT_STATUSES


def test_the_policy_of_a_moment_is_the_latest_row_by_then() -> None:
    change(statuses=(Status.FALSE,), at=10)
    change(statuses=(), at=12)

    assert policy_at(day(11)).is_of_weight(Status.FALSE)
    assert not policy_at(day(13)).is_of_weight(Status.FALSE)
    assert Policy.objects.count() == 2


def test_the_same_policy_again_is_refused_and_so_is_one_without_a_reason() -> None:
    change()

    with pytest.raises(errors.NothingNew):
        change(at=11)
    with pytest.raises(errors.ReasonMissing):
        set_policy(
            statuses=(),
            publishing_needs_two=False,
            undo_minutes=5,
            reason=" ",
            by=None,
            now=day(12),
        )


def test_a_decision_is_settled_when_its_window_is_over() -> None:
    decision = add_status(add_claim(), at=day(11))

    assert undo_until(decision) == day(11) + timedelta(minutes=10)
    assert not settled(decision, day(11) + timedelta(minutes=9, seconds=59))
    assert settled(decision, day(11) + timedelta(minutes=10))


def test_a_later_policy_moves_no_window_that_is_open() -> None:
    decision = add_status(add_claim(), at=day(11))
    change(undo_minutes=60, at=12)

    assert settled(decision, day(12))
    assert not settled(add_status(add_claim(), at=day(13)), day(13))


def test_many_decisions_are_settled_by_the_policies_of_their_moments(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    claim = add_claim()
    early, at_change, late = (add_status(claim, at=day(at)) for at in (11, 12, 13))
    change(undo_minutes=60, at=12)

    with django_assert_num_queries(1):
        found = settled_among([early, at_change, late], day(12) + timedelta(minutes=30))

    assert found == [early]
    assert policies_at([]) == {}
    for row in (early, at_change, late):
        policy = policies_at([early.recorded_at, row.recorded_at])[row.recorded_at]
        assert policy == policy_at(row.recorded_at)


def test_only_its_own_people_undo_a_decision_with_one_click() -> None:
    editor, other = (User.objects.create_user(name) for name in ("editor", "other"))
    decision = add_status(add_claim(), at=day(11))
    decision.recorded_by = editor

    assert may_undo_at_once(decision, editor, day(11))
    assert not may_undo_at_once(decision, other, day(11))
    assert not may_undo_at_once(decision, editor, day(12))
