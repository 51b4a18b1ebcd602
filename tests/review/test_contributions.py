"""What is contributed to a public claim waits for an editor, and is no part of it."""

from datetime import datetime

import pytest
from django.contrib.auth.models import Group, User

from tests.factories import add_claim, day
from tests.review.conftest import NOW, Desk
from tracker.models import Contribution, Position
from tracker.review import errors
from tracker.review.contributions import accept, contribute, decline, revise, withdraw
from tracker.review.items import Opening, open_item
from tracker.review.positions import record_position
from tracker.review.quoted import record_quoted
from tracker.review.roles import EDITOR, REPORTER
from tracker.review.when import exactly
from tracker.rules.vocabulary import (
    ContributionKind,
    ReviewKind,
    Stance,
    Urgency,
    WaitingState,
)


def person(name: str, group: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def reporter(db: None) -> User:
    return person("reporter", REPORTER)


@pytest.fixture
def colleague(db: None) -> User:
    return person("colleague", EDITOR)


@pytest.fixture
def waiting(desk: Desk, reporter: User) -> Contribution:
    return contribute(
        desk.claim,
        ContributionKind.POSITION,
        fields={"stance": ["denies"]},
        summary="Moscow denies",
        by=reporter,
        now=NOW,
    )


def test_a_contribution_is_no_part_of_the_record(waiting: Contribution) -> None:
    assert Position.objects.filter(claim=waiting.claim).count() == 1
    assert (waiting.state, waiting.data) == ("waiting", {"stance": ["denies"]})


def test_its_author_and_editors_change_it_while_it_waits(
    waiting: Contribution, reporter: User, colleague: User
) -> None:
    for someone in (reporter, colleague):
        row = revise(
            waiting, fields={"stance": ["x"]}, summary="So", by=someone, now=day(21)
        )
        assert (row.updated_by, row.summary) == (someone, "So")


def test_another_reporter_changes_nothing_of_it(waiting: Contribution) -> None:
    other = person("other", REPORTER)

    with pytest.raises(errors.OwnWork):
        revise(waiting, fields={}, summary="So", by=other, now=day(21))
    with pytest.raises(errors.OwnWork):
        withdraw(waiting, by=other, now=day(21))


def test_accepting_writes_the_row_at_that_moment_in_the_name_of_its_author(
    desk: Desk, waiting: Contribution, reporter: User, colleague: User
) -> None:
    def record(by: User, now: datetime) -> Position:
        return record_position(
            desk.claim,
            desk.moscow,
            stance=Stance.DENIES,
            when=exactly(day(9)),
            by=by,
            now=now,
        )

    row = accept(waiting, record=record, by=colleague, now=day(21))

    written = Position.objects.get(pk=row.became or 0)
    assert (written.recorded_at, written.effective_at) == (day(21), day(9))
    assert (written.recorded_by, row.answered_by) == (reporter, colleague)


def test_the_item_that_it_answers_is_closed_by_who_let_it_in(
    desk: Desk, reporter: User, colleague: User
) -> None:
    opening = Opening(
        kind=ReviewKind.ANSWER_FOUND,
        urgency=Urgency.HIGH,
        is_confirmed=True,
        claim=desk.claim,
    )
    item = open_item(opening, now=NOW)
    waiting = contribute(
        desk.claim,
        ContributionKind.POSITION,
        item=item,
        fields={},
        summary="Moscow denies",
        by=reporter,
        now=NOW,
    )

    def record(by: User, now: datetime) -> Position:
        return record_quoted(
            desk.claim,
            desk.moscow,
            quotation=None,
            item=item,
            stance=Stance.DENIES,
            when=exactly(day(9)),
            by=by,
            now=now,
        )

    accept(waiting, record=record, by=colleague, now=day(21))

    item.refresh_from_db()
    assert (item.state, item.resolved_by) == ("resolved", colleague)


def test_a_row_that_is_refused_leaves_the_contribution_waiting(
    waiting: Contribution, colleague: User
) -> None:
    def refuse(by: User, now: datetime) -> Position:
        raise errors.Mismatch("No.")

    with pytest.raises(errors.Mismatch):
        accept(waiting, record=refuse, by=colleague, now=day(21))

    waiting.refresh_from_db()
    assert waiting.state == WaitingState.WAITING


def test_nobody_accepts_or_declines_their_own_not_even_a_superuser(desk: Desk) -> None:
    root = User.objects.create_superuser("root")
    own = contribute(
        desk.claim,
        ContributionKind.SILENCE,
        fields={},
        summary="Silence",
        by=root,
        now=NOW,
    )

    with pytest.raises(errors.OwnWork):
        accept(own, record=lambda by, now: None, by=root, now=NOW)
    with pytest.raises(errors.OwnWork):
        decline(own, reason="No.", by=root, now=NOW)


def test_a_declined_one_says_why_and_is_answered_once(
    waiting: Contribution, colleague: User
) -> None:
    with pytest.raises(errors.ReasonMissing):
        decline(waiting, reason="", by=colleague, now=day(21))

    row = decline(waiting, reason="On record already.", by=colleague, now=day(21))

    assert (row.state, row.answer) == ("declined", "On record already.")
    with pytest.raises(errors.AlreadyAnswered, match="On record already"):
        decline(waiting, reason="Again.", by=colleague, now=day(21))


def test_its_author_withdraws_it(waiting: Contribution, reporter: User) -> None:
    assert withdraw(waiting, by=reporter, now=NOW).state == WaitingState.WITHDRAWN


def test_an_item_of_another_claim_is_refused(desk: Desk, reporter: User) -> None:
    opening = Opening(
        kind=ReviewKind.ANSWER_FOUND,
        urgency=Urgency.HIGH,
        is_confirmed=True,
        claim=add_claim(),
    )
    with pytest.raises(errors.Mismatch):
        contribute(
            desk.claim,
            ContributionKind.POSITION,
            item=open_item(opening, now=NOW),
            fields={},
            summary="So",
            by=reporter,
            now=NOW,
        )
