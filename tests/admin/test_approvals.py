"""Decisions of weight in the office: two people, an undo window, and the policy."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk, person
from tests.factories import add_claim
from tracker.models import PendingDecision, Policy, ReviewItem, StatusChange
from tracker.review.claims import state_of
from tracker.review.policy import policy_at
from tracker.review.roles import AUDITOR, EDITOR, REPORTER
from tracker.review.undo import AT_ONCE
from tracker.rules.vocabulary import ReviewKind, WorkflowState

FALSE = {"status": "false", "reason": "The pictures are old."}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def decide(client: Client, desk: Desk, **fields: Any) -> Any:
    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])
    return client.post(address, FALSE | fields, follow=True)


@pytest.fixture
def pending(at_work: Client, desk: Desk) -> PendingDecision:
    decide(at_work, desk)
    return PendingDecision.objects.get(claim=desk.claim)


def page_of(row: PendingDecision) -> str:
    return reverse("admin:tracker_pendingdecision_change", args=[row.pk])


def latest(desk: Desk) -> StatusChange:
    return desk.claim.statuses.latest("recorded_at", "id")


def test_a_decision_of_weight_waits_and_the_page_says_so(
    at_work: Client, desk: Desk
) -> None:
    page = said(decide(at_work, desk))

    assert "waits until a second person approves it" in page
    assert "Decided, waits for a second person" in page
    assert latest(desk).status == "unconfirmed"


def test_a_chief_approves_it_and_both_are_named(
    desk: Desk, pending: PendingDecision, editor: User, chief: User
) -> None:
    page = said(browser(chief).post(page_of(pending), {"approve": "1"}, follow=True))

    change = latest(desk)
    assert (change.status, change.recorded_by, change.approved_by) == (
        "false",
        editor,
        chief,
    )
    assert "approved by chief" in page


def test_a_chief_declines_it_with_a_reason_that_its_author_reads(
    at_work: Client, desk: Desk, pending: PendingDecision, chief: User
) -> None:
    declined = {"decline": "1", "decline-reason": "One source is not enough."}
    browser(chief).post(page_of(pending), declined)

    assert "One source is not enough." in said(at_work.get(page_of(pending)))
    assert latest(desk).status == "unconfirmed"


@pytest.mark.parametrize("act", ["approve", "decline", "withdraw"])
@pytest.mark.parametrize("role", [EDITOR, REPORTER, AUDITOR, ""])
def test_a_colleague_of_lower_role_answers_nothing(
    desk: Desk, pending: PendingDecision, role: str, act: str
) -> None:
    someone = browser(person("someone", *([role] if role else [])))

    someone.post(page_of(pending), {act: "1", "decline-reason": "No."})

    pending.refresh_from_db()
    assert pending.state == "waiting"


@pytest.mark.parametrize("act", ["approve", "decline"])
def test_nobody_answers_their_own_not_even_a_superuser(desk: Desk, act: str) -> None:
    root = browser(User.objects.create_superuser("root"))
    decide(root, desk)
    own = PendingDecision.objects.get(claim=desk.claim)

    page = said(root.post(page_of(own), {act: "1", "decline-reason": "No."}))

    own.refresh_from_db()
    assert "This is your own" in page
    assert own.state == "waiting"


def test_its_author_withdraws_it(at_work: Client, pending: PendingDecision) -> None:
    at_work.post(page_of(pending), {"withdraw": "1"})

    pending.refresh_from_db()
    assert pending.state == "withdrawn"


def test_strangers_are_asked_to_log_in(
    client: Client, desk: Desk, reader: User
) -> None:
    row = PendingDecision.objects.get()
    for inside in (Client(), browser(reader)):
        for door in (page_of(row), reverse("admin:tracker_policy_add")):
            assert "/login/" in inside.post(door).headers["Location"]


def test_the_second_person_is_told_that_the_facts_moved_on(
    at_work: Client, desk: Desk, pending: PendingDecision, chief: User
) -> None:
    assert "moved on" not in said(browser(chief).get(page_of(pending)))
    answer = {"stance": "acknowledges", "voice": "quoted", "date": "2025-04-14"}
    at_work.post(
        reverse("admin:tracker_claim_add_fact", args=[desk.claim.pk, "position"]),
        answer | {"party": desk.moscow.pk},
    )

    page = said(browser(chief).get(page_of(pending)))

    assert "The facts have moved on since this was decided" in page
    assert "propose “Confirmed by Moscow” now" in page


def test_an_item_waits_with_its_decision_and_the_next_one_comes(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address = reverse("admin:tracker_reviewitem_change", args=[desk.item.pk])
    posted = {f"status-{name}": value for name, value in FALSE.items()}

    answer: Any = at_work.post(address, posted | {"decision": "status"})

    following = ReviewItem.objects.get(kind=ReviewKind.INQUIRY_OVERDUE)
    assert answer.url == reverse("admin:tracker_reviewitem_change", args=[following.pk])
    assert "Decided, waits for a second person" in said(at_work.get(address))
    browser(chief).post(page_of(desk.item.pending_decisions.get()), {"approve": "1"})
    desk.item.refresh_from_db()
    assert (desk.item.state, desk.item.resolved_by) == ("resolved", chief)


def test_a_decision_is_undone_with_one_click_within_its_window(
    at_work: Client, desk: Desk
) -> None:
    page = said(decide(at_work, desk, status="disputed"))
    change = latest(desk)
    address = reverse("admin:tracker_claim_undo", args=[desk.claim.pk, change.pk])
    assert f'action="{address}"' in page

    at_work.post(address, {"at_once": "1"})

    assert (latest(desk).is_void, latest(desk).reason) == (True, AT_ONCE)


def test_a_colleague_and_a_late_click_are_asked_for_a_reason(
    at_work: Client, desk: Desk, chief: User, editor: User
) -> None:
    decide(at_work, desk, status="disputed")
    fresh = latest(desk)
    old = timezone.now() - timedelta(minutes=11)
    late = StatusChange.objects.create(
        claim=add_claim(),
        status="disputed",
        reason="The pictures are older.",
        effective_at=old,
        recorded_at=old,
        recorded_by=editor,
    )
    for inside, change in ((browser(chief), fresh), (at_work, late)):
        args = [change.claim_id, change.pk]
        address = reverse("admin:tracker_claim_undo", args=args)
        page = said(inside.post(address, {"at_once": "1"}))
        assert "This field is required" in page
    assert not StatusChange.objects.filter(is_void=True).exists()


def change_policy(client: Client, **fields: Any) -> Any:
    posted = {"statuses": ["false"], "undo_minutes": 5, "reason": "We are two."}
    return client.post(reverse("admin:tracker_policy_add"), posted | fields)


def test_a_chief_changes_the_policy_with_a_reason(desk: Desk, chief: User) -> None:
    page = said(change_policy(browser(chief), reason=" "))
    assert "This field is required" in page

    change_policy(browser(chief))

    policy = policy_at(timezone.now())
    assert [status.value for status in policy.statuses] == ["false"]
    assert (policy.publishing_needs_two, policy.undo_minutes) == (False, 5)
    assert Policy.objects.count() == 2


@pytest.mark.parametrize("role", [EDITOR, REPORTER, AUDITOR, ""])
def test_nobody_else_changes_the_policy(desk: Desk, role: str) -> None:
    someone = browser(person("someone", *([role] if role else [])))

    assert change_policy(someone).status_code == 403
    assert Policy.objects.count() == 1


def test_who_sent_a_claim_to_review_is_asked_for_a_colleague(
    at_work: Client, desk: Desk, chief: User
) -> None:
    draft = add_claim("draft", state=WorkflowState.DRAFT)
    address = reverse("admin:tracker_claim_move", args=[draft.pk])
    publish = {"state": "published", "reason": "A rumour."}
    at_work.post(address, {"state": "in_review"})

    page = said(at_work.post(address, publish, follow=True))
    assert "a colleague publishes it" in page
    browser(chief).post(address, publish)

    assert state_of(draft, timezone.now()) is WorkflowState.PUBLISHED
