"""Twice the rows cost no more queries."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin import office
from tests.admin.conftest import PROPOSED, Desk
from tests.factories import (
    add_check,
    add_citation,
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_role,
    add_silence,
    add_source,
    add_status,
    day,
)
from tracker.management.scale.seeding import seed
from tracker.management.scale.sizes import sizes_for
from tracker.models import (
    Claim,
    Contribution,
    PendingDecision,
    Source,
    Submission,
    Suggestion,
)
from tracker.review.items import Opening, open_item
from tracker.rules.vocabulary import ReviewKind, Urgency


def let_wait(claim: Claim) -> None:
    """A contribution and a decision of weight that wait."""
    author = User.objects.create_user(f"of-{claim.slug}")
    Contribution.objects.create(
        claim=claim, kind="role", summary="A part", author=author
    )
    PendingDecision.objects.create(
        claim=claim, status="false", reason="So.", proposal=PROPOSED, author=author
    )


def fill(count: int) -> None:
    """So many claims, each with a party, a source and everything about them."""
    for _ in range(count):
        claim, party, source = add_claim(), add_party(), add_source()
        add_role(claim, party)
        add_position(claim, party, at=day(8))
        add_silence(claim, party, at=day(8))
        add_inquiry(claim, party, at=day(8))
        add_citation(claim, source, at=day(8))
        add_status(claim, at=day(9), parties=(party,))
        check = add_check(source, at=day(9))
        open_item(
            Opening(
                kind=ReviewKind.PAGE_CHANGED,
                urgency=Urgency.LOW,
                is_confirmed=True,
                source=source,
                claim=claim,
                check=check,
            ),
            now=day(9),
        )
        let_wait(claim)
        submission = Submission.objects.create(title="An article", text="Words.")
        Suggestion.objects.create(submission=submission, statement="So.")


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def lists() -> list[str]:
    """The list of everything that is registered."""
    named = (
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model in admin.site._registry
    )
    return [reverse(name) for name in named]


def add_desk(claims: int) -> None:
    seed(sizes_for(claims), number=1, now=day(9), told=lambda step: None)


def test_every_list_costs_the_same_with_ten_times_the_rows(at_work: Client) -> None:
    add_desk(10)
    for address in lists():
        cost(at_work, address)
    before = {address: cost(at_work, address) for address in lists()}

    add_desk(90)
    after = {address: cost(at_work, address) for address in lists()}

    dearer = {at: (before[at], after[at]) for at in after if after[at] > before[at]}
    assert dearer == {}


def test_every_page_of_the_desk_costs_the_same_with_ten_times_the_rows(
    at_work: Client,
) -> None:
    add_desk(10)
    addresses = ["/admin/", *office.pages(at_work)]
    before = {address: cost(at_work, address) for address in addresses}

    add_desk(90)
    after = {address: cost(at_work, address) for address in addresses}

    dearer = {at: (before[at], after[at]) for at in after if after[at] > before[at]}
    assert dearer == {}


def test_the_desk_costs_the_same_with_twice_the_rows(at_work: Client) -> None:
    address = reverse("admin:index")
    # More than the page shows of anything: then it counts the others, too.
    fill(20)
    cost(at_work, address)
    before = cost(at_work, address)

    fill(20)

    assert cost(at_work, address) <= before
    assert before <= 45


def test_the_page_of_the_re_check_costs_the_same_with_twice_the_rows(
    at_work: Client,
) -> None:
    address = reverse("admin:engine")
    fill(10)
    Source.objects.update(due_at=day(8))
    cost(at_work, address)
    before = cost(at_work, address)

    fill(10)
    Source.objects.update(due_at=day(8))

    assert cost(at_work, address) == before


def test_a_claim_and_an_item_cost_the_same_with_twice_the_rows(
    at_work: Client, desk: Desk
) -> None:
    pages = [
        reverse("admin:tracker_claim_change", args=[desk.claim.pk]),
        reverse("admin:tracker_reviewitem_change", args=[desk.item.pk]),
    ]
    for moment in range(10):
        add_position(desk.claim, desk.moscow, at=day(10, hour=moment))
    before = [cost(at_work, page) for page in pages]

    for moment in range(10, 20):
        add_position(desk.claim, desk.moscow, at=day(10, hour=moment))

    assert [cost(at_work, page) for page in pages] <= before
