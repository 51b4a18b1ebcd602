"""Who may answer is told of what waits for a second person, and who asked is not."""

import pytest
from django.contrib.auth.models import User

from tests.factories import add_claim
from tests.notices.conftest import Clock, person
from tracker.models import Claim, Contribution, Notice, PendingDecision, Told
from tracker.notices import tell as telling
from tracker.review import approvals, contributions
from tracker.review.roles import AUDITOR, CHIEF, REPORTER
from tracker.rules.vocabulary import ContributionKind, NoticeKind, Status

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    rows = Told.objects.filter(notice__kind=NoticeKind.APPROVAL_WANTED)
    return list(rows.order_by("person").values_list("person__username", flat=True))


def decide(by: User, clock: Clock, claim: Claim | None = None) -> PendingDecision:
    decided = approvals.decide(
        claim or add_claim(),
        status=Status.UNVERIFIABLE,
        reason="Nobody can get to the place any more.",
        by=by,
        now=clock.now,
    )
    assert decided.pending is not None
    return decided.pending


def contribute(by: User, clock: Clock, claim: Claim | None = None) -> Contribution:
    return contributions.contribute(
        claim or add_claim(),
        ContributionKind.POSITION,
        fields={"stance": ["denies"]},
        summary="Moscow denies",
        by=by,
        now=clock.now,
    )


def test_a_decision_goes_to_the_others_who_may_approve_it_once(
    clock: Clock, anna: User
) -> None:
    first, _ = person("first", CHIEF), person("second", CHIEF)
    person("rita", REPORTER), person("audit", AUDITOR)
    pending = decide(first, clock)

    telling.scan(clock.now)
    telling.scan(clock.pass_by(minutes=1))

    assert told() == ["second"]
    notice = Notice.objects.get()
    assert notice.path == f"/admin/tracker/pendingdecision/{pending.pk}/change/"
    assert notice.what["en"] == "Unverifiable"


def test_a_contribution_goes_to_those_who_may_accept_it_once(
    clock: Clock, anna: User
) -> None:
    rita = person("rita", REPORTER)
    person("roman", REPORTER), person("audit", AUDITOR)
    contribution = contribute(rita, clock)

    telling.scan(clock.now)
    telling.scan(clock.pass_by(minutes=1))

    assert told() == ["anna"]
    notice = Notice.objects.get()
    assert notice.path == f"/admin/tracker/contribution/{contribution.pk}/change/"
    assert notice.what["en"] == "Position"


def test_two_of_one_claim_are_both_told(clock: Clock, anna: User) -> None:
    rita, claim = person("rita", REPORTER), add_claim()
    for _ in range(2):
        contribute(rita, clock, claim)
        telling.scan(clock.pass_by(seconds=15))

    assert told() == ["anna", "anna"]


def test_what_was_answered_or_waits_for_long_is_no_news(
    clock: Clock, anna: User, boris: User
) -> None:
    approvals.withdraw(decide(anna, clock), by=anna, now=clock.now)
    contributions.decline(
        contribute(anna, clock), reason="Not so.", by=boris, now=clock.now
    )
    assert telling.scan(clock.now) == 0

    contribute(anna, clock)

    assert telling.scan(clock.pass_by(days=8)) == 0
