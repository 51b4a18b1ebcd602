"""What leaves the site, in a real browser: framed elsewhere, and read by everybody."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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


@pytest.fixture
def case(transactional_db: None) -> Case:
    return founding_case()


@contextmanager
def elsewhere(body: str) -> Iterator[str]:
    """A page of another site that shows something of ours."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *said: object) -> None:
            """Nothing to say."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def test_a_card_and_a_badge_can_be_shown_by_another_site(
    page: Page, case: Case, live_server: LiveServer
) -> None:
    frame = f'<iframe src="{live_server.url}{CLAIM}card/" sandbox></iframe>'
    image = f'<img src="{live_server.url}{CLAIM}badge.svg" alt="">'
    with elsewhere(frame + image) as address:
        page.goto(address)

        card = page.frame_locator("iframe")
        expect(card.get_by_text("Unconfirmed by Moscow")).to_be_visible()
        edge = "body => getComputedStyle(body).borderLeftWidth"
        assert card.locator("body").evaluate(edge) == "6px"
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
