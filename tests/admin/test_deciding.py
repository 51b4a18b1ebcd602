"""The deciding path: from the item to a status that readers see."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk
from tests.factories import day
from tracker.admin import items
from tracker.admin.item_page import open_review_item
from tracker.models import ReviewItem, StatusChange
from tracker.review.items import dismiss
from tracker.review.positions import record_position
from tracker.review.when import exactly
from tracker.rules.vocabulary import ReviewKind, ReviewState, Stance


def page_of(item: ReviewItem) -> str:
    return reverse("admin:tracker_reviewitem_change", args=[item.pk])


def decide(
    client: Client,
    item: ReviewItem,
    decision: str,
    *,
    follow: bool = False,
    **fields: Any,
) -> Any:
    posted = {f"{decision}-{name}": value for name, value in fields.items()}
    address = page_of(item)
    return client.post(address, {"decision": decision} | posted, follow=follow)


def latest(desk: Desk) -> StatusChange:
    return desk.claim.statuses.latest("recorded_at", "id")


def test_the_item_shows_the_change_inside_the_sentence(
    at_work: Client, desk: Desk
) -> None:
    page = at_work.get(page_of(desk.item)).content.decode()

    assert "two men were <del>captured</del>" in page
    assert "two men were <ins>detained</ins>" in page
    assert "Kyiv asserts" in page
    assert "The site answered 200 (OK)" in page


def test_foreign_words_are_shown_and_never_run(at_work: Client, desk: Desk) -> None:
    desk.item.after = "<script>alert(1)</script>"
    desk.item.save()

    page = at_work.get(page_of(desk.item)).content.decode()

    assert "<script>alert" not in page
    assert "alert" in page


def test_a_status_is_changed_and_the_next_item_comes(
    at_work: Client, desk: Desk, editor: User
) -> None:
    answer = decide(
        at_work, desk.item, "status", status="disputed", reason="The agency rewrote it."
    )

    following = ReviewItem.objects.open().get(kind=ReviewKind.INQUIRY_OVERDUE)
    assert answer.url == page_of(following)
    assert (latest(desk).status, latest(desk).recorded_by) == ("disputed", editor)
    desk.item.refresh_from_db()
    assert (desk.item.state, desk.item.resolution) == (
        "resolved",
        "The agency rewrote it.",
    )


def test_the_last_decision_leads_back_to_the_desk(at_work: Client, desk: Desk) -> None:
    ReviewItem.objects.exclude(pk=desk.item.pk).delete()

    answer = decide(at_work, desk.item, "keep", reason="The same in other words.")

    assert answer.url == reverse("admin:index")


@pytest.mark.parametrize("decision", ["status", "keep", "dismiss"])
def test_no_decision_without_a_reason(
    at_work: Client, desk: Desk, decision: str
) -> None:
    answer = decide(at_work, desk.item, decision, status="disputed", reason=" ")

    desk.item.refresh_from_db()
    assert (answer.status_code, desk.item.state) == (200, ReviewState.OPEN)
    assert "This field is required" in answer.content.decode()
    assert latest(desk).status == "unconfirmed"


def test_the_same_decision_is_refused_in_words(at_work: Client, desk: Desk) -> None:
    answer = decide(
        at_work,
        desk.item,
        "status",
        status="unconfirmed",
        reason="Beijing says otherwise.",
    )

    desk.item.refresh_from_db()
    assert "This is the status already" in answer.content.decode()
    assert desk.item.state == ReviewState.OPEN


def test_a_second_click_changes_nothing_more(at_work: Client, desk: Desk) -> None:
    decision = {"status": "disputed", "reason": "Beijing says otherwise."}
    for _ in range(2):
        answer = decide(at_work, desk.item, "status", follow=True, **decision)

    assert "was closed by editor" in answer.content.decode()
    assert desk.claim.statuses.count() == 2


@pytest.mark.parametrize("decision", ["status", "keep", "dismiss", "take"])
def test_a_colleague_who_was_quicker_is_named_and_the_next_item_comes(
    at_work: Client, desk: Desk, chief: User, decision: str
) -> None:
    dismiss(desk.item, resolution="Clutter.", by=chief, now=day(13))

    answer = decide(
        at_work,
        desk.item,
        decision,
        follow=True,
        status="disputed",
        reason="Beijing says otherwise.",
    )

    following = ReviewItem.objects.open().get(kind=ReviewKind.INQUIRY_OVERDUE)
    page = answer.content.decode()
    assert answer.redirect_chain == [(page_of(following), 302)]
    assert "was closed by chief on 13 April 2025, 12:00: Clutter." in page
    assert "What you sent was not recorded." in page
    assert latest(desk).status == "unconfirmed"


def test_a_colleague_who_is_quicker_by_a_breath_comes_first(
    at_work: Client, desk: Desk, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was still open when the decision was read."""

    def read_then_dismissed(*args: Any, **kwargs: Any) -> Any:
        page = open_review_item(*args, **kwargs)
        dismiss(desk.item, resolution="Clutter.", by=chief, now=day(13))
        return page

    monkeypatch.setattr(items, "open_review_item", read_then_dismissed)

    answer = decide(at_work, desk.item, "keep", reason="Beijing says otherwise.")

    following = ReviewItem.objects.open().get(kind=ReviewKind.INQUIRY_OVERDUE)
    assert answer.url == page_of(following)


def test_an_item_is_dismissed_with_a_reason(at_work: Client, desk: Desk) -> None:
    decide(at_work, desk.item, "dismiss", reason="Only a banner.")

    desk.item.refresh_from_db()
    assert desk.item.state == ReviewState.DISMISSED


def test_an_item_is_taken_and_stays_on_the_screen(
    at_work: Client, desk: Desk, editor: User
) -> None:
    answer = decide(at_work, desk.item, "take")

    desk.item.refresh_from_db()
    assert desk.item.assignee == editor
    assert answer.url == page_of(desk.item)


def acknowledge(desk: Desk) -> ReviewItem:
    record_position(
        desk.claim,
        desk.moscow,
        stance=Stance.ACKNOWLEDGES,
        when=exactly(day(14)),
        by=None,
        now=day(14),
    )
    return ReviewItem.objects.open().get(kind=ReviewKind.STATUS_OUTDATED)


def test_an_outdated_status_is_kept_by_deciding_it_again(
    at_work: Client, desk: Desk
) -> None:
    item = acknowledge(desk)

    decide(at_work, item, "keep", reason="He was misquoted.")

    item.refresh_from_db()
    assert item.state == ReviewState.RESOLVED
    assert (latest(desk).status, latest(desk).reason) == (
        "unconfirmed",
        "He was misquoted.",
    )


def test_the_status_form_begins_with_the_proposal(at_work: Client, desk: Desk) -> None:
    acknowledge(desk)

    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])
    page = at_work.get(address).content.decode()

    assert '<option value="confirmed" selected>' in page
    assert "Acknowledged by Moscow" in page


def test_a_decision_against_the_proposal_keeps_both(
    at_work: Client, desk: Desk
) -> None:
    acknowledge(desk)

    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])
    at_work.post(address, {"status": "disputed", "reason": "The speaker is unknown."})

    assert (latest(desk).status, latest(desk).proposed) == ("disputed", "confirmed")


def test_a_decision_is_undone_with_a_reason(at_work: Client, desk: Desk) -> None:
    address = reverse("admin:tracker_claim_undo", args=[desk.claim.pk, latest(desk).pk])

    at_work.post(address, {"reason": "A slip of the hand."})

    assert latest(desk).is_void


def test_a_status_of_evidence_names_nobody_whatever_is_ticked(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])
    fields = {
        "status": "unverifiable",
        "parties": desk.moscow.pk,
        "reason": "Beijing says otherwise.",
    }

    at_work.post(address, fields)

    assert not latest(desk).parties.exists()
