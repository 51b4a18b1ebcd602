"""What leaves the site, in a real browser: framed elsewhere, and read by everybody."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.admin.test_axe import problems
from tests.factories import add_claim, day, move_claim
from tests.reader.cases import Case, founding_case
from tracker.models import Subscription
from tracker.notices import subscribing
from tracker.notices.subscribing import Thing
from tracker.rules.vocabulary import WorkflowState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLAIM = "/claims/belgorod-positions/"
# Another site: the same machine under another name.
ELSEWHERE = "http://localhost:9/"


@pytest.fixture
def case(transactional_db: None) -> Case:
    return founding_case()


def elsewhere(page: Page, body: str) -> None:
    """A page of another site that shows something of ours."""
    page.route(
        f"{ELSEWHERE}**",
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    page.goto(ELSEWHERE)


def test_a_card_can_be_framed_by_another_site_and_its_page_cannot(
    page: Page, case: Case, live_server: LiveServer
) -> None:
    site = live_server.url
    elsewhere(
        page,
        f'<iframe src="{site}{CLAIM}card/" sandbox="allow-popups"></iframe>'
        f'<img src="{site}{CLAIM}badge.svg" alt="">',
    )

    card = page.frame_locator("iframe")
    expect(card.get_by_text("Unconfirmed by Moscow")).to_be_visible()
    assert card.locator("body").evaluate(
        "body => getComputedStyle(body).borderLeftWidth"
    ) == ("6px")
    width = page.locator("img").evaluate("image => image.naturalWidth")
    assert width > 200


@pytest.mark.parametrize("name", ["card/", "badge.svg"])
def test_embeds_break_no_policy(page: Page, case: Case, name: str) -> None:
    page.goto(f"{CLAIM}{name}")

    assert page.locator("text=Unconfirmed by Moscow").count() >= 1


def test_axe_finds_nothing_on_what_leaves_the_site(page: Page, case: Case) -> None:
    move_claim(add_claim("gone"), WorkflowState.DRAFT, at=day(9))
    subscribing.ask(
        "reader@example.org",
        Thing(claim=case.claim, names={"en": "It"}),
        language="en",
        now=timezone.now(),
    )
    token = Subscription.objects.get().token
    addresses = (
        f"{CLAIM}card/",
        "/claims/gone/card/",
        "/subscribe/?claim=belgorod-positions",
        f"/subscribe/{token}/",
        f"/unsubscribe/{token}/",
    )

    found = {address: problems(page, address) for address in addresses}

    assert {address: said for address, said in found.items() if said} == {}


def test_a_reader_subscribes_and_ends_it(page: Page, case: Case) -> None:
    page.goto(CLAIM)
    page.get_by_role("link", name="Get letters about changes").click()
    page.get_by_label("E-mail address").fill("reader@example.org")
    page.get_by_role("button", name="Send me a link to confirm").click()
    expect(page.get_by_role("status")).to_contain_text("one is on its way")

    page.goto(f"/subscribe/{Subscription.objects.get().token}/")
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("status")).to_contain_text("Confirmed.")
    page.get_by_role("link", name="End these letters").click()
    page.get_by_role("button", name="End these letters").click()

    expect(page.get_by_role("status")).to_contain_text("No letters will come")
