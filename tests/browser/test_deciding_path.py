"""The deciding path: the desk, the top item, the status with a reason, the next item.

At most five clicks or key presses besides typing, with the mouse and without it.
"""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import pale_texts, too_wide
from tests.browser.test_desk import case, editor, log_in
from tests.reader.cases import Case
from tracker.models import ReviewItem
from tracker.review.policy import set_policy
from tracker.review.watch import watch_proposal
from tracker.rules.vocabulary import ReviewKind

__all__ = ["case", "editor"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 5
ITEM = "**/reviewitem/*/change/"


@pytest.fixture(autouse=True)
def _told(case: Case) -> None:
    """The desk is told that the status is out of date: the most urgent item; and one
    person may decide on it alone."""
    set_policy(
        statuses=(),
        publishing_needs_two=False,
        undo_minutes=10,
        reason="A desk of one.",
        by=None,
        now=timezone.now(),
    )
    watch_proposal(case.claim, timezone.now())


REASON = "Moscow says so itself, on 26 April."


@dataclass
class Hands:
    """Clicks and presses, counted; typing is not."""

    page: Page
    used: int = 0

    def click(self, what: Locator) -> None:
        self.used += 1
        what.click()

    def choose(self, what: Locator, value: str) -> None:
        self.used += 1
        what.select_option(value)

    def press(self, key: str) -> None:
        self.used += 1
        self.page.keyboard.press(key)


def outdated() -> ReviewItem:
    return ReviewItem.objects.get(kind=ReviewKind.STATUS_OUTDATED)


def see_next_item(page: Page) -> None:
    told = page.locator(".messagelist")
    expect(told).to_contain_text("This is the next item.", timeout=30_000)
    expect(page.get_by_role("heading", name="Words altered")).to_be_visible()
    assert outdated().resolution == REASON


def test_a_status_is_decided_in_five_clicks(
    page: Page, case: Case, editor: User
) -> None:
    log_in(page)
    page.goto("/admin/engine/")
    hands = Hands(page)

    hands.click(page.get_by_role("link", name="The desk"))
    hands.click(page.locator(".desk-table a").first)
    form = page.get_by_role("form", name="Change the status")
    hands.choose(form.get_by_label("Status", exact=True), "confirmed")
    form.get_by_label("Reason").fill(REASON)
    hands.click(form.get_by_role("button", name="Change the status"))

    see_next_item(page)
    assert hands.used <= MOST


def test_a_status_is_decided_in_five_presses(
    page: Page, case: Case, editor: User
) -> None:
    log_in(page)
    page.goto("/admin/")
    hands = Hands(page, used=1)

    hands.press("o")
    page.wait_for_url(ITEM)
    hands.press("s")
    page.keyboard.type("Confirmed")
    hands.press("Tab")
    page.keyboard.type(REASON)
    hands.press("Control+Enter")

    see_next_item(page)
    assert hands.used <= MOST


def tab_to(page: Page, what: Locator) -> None:
    """As far as the Tab key goes; no script has a hand in it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if what.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")


def test_a_status_is_decided_without_a_mouse_and_without_single_keys(
    page: Page, case: Case, editor: User
) -> None:
    log_in(page)
    page.evaluate("() => localStorage.setItem('on-record-keys-off', 'yes')")
    page.goto("/admin/")
    page.keyboard.press("o")
    tab_to(page, page.locator(".desk-table a").first)
    page.keyboard.press("Enter")
    page.wait_for_url(ITEM)

    form = page.get_by_role("form", name="Change the status")
    tab_to(page, form.get_by_label("Status", exact=True))
    page.keyboard.type("Confirmed")
    page.keyboard.press("Tab")
    page.keyboard.type(REASON)
    tab_to(page, form.get_by_role("button", name="Change the status"))
    page.keyboard.press("Enter")

    see_next_item(page)


def test_no_single_key_acts_while_somebody_types(
    page: Page, case: Case, editor: User
) -> None:
    log_in(page)
    page.locator(".desk-table a").first.click()
    reason = page.get_by_role("form", name="Change the status").get_by_label("Reason")
    reason.focus()
    page.keyboard.type("skdw?")

    expect(reason).to_have_value("skdw?")
    expect(page.locator("#decide-status")).to_have_attribute("open", "")


def test_the_keys_are_listed_and_can_be_switched_off(
    page: Page, case: Case, editor: User
) -> None:
    log_in(page)
    page.locator(".desk-table a").first.click()
    page.wait_for_url(ITEM)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Change the status")
    page.get_by_label("Single keys are on").uncheck()
    page.locator("body").click(position={"x": 1, "y": 1})

    page.keyboard.press("w")

    expect(page.locator("#decide-wait")).not_to_have_attribute("open", "")


def test_a_dismissal_is_undone_from_the_next_page(
    page: Page, case: Case, editor: User
) -> None:
    log_in(page)
    page.locator(".desk-table a", has_text="Words altered").first.click()
    page.wait_for_url(ITEM)
    page.keyboard.press("d")
    page.keyboard.type("Only a banner.")
    page.keyboard.press("Control+Enter")

    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".messagelist")).to_contain_text("this item is as it was")
    expect(page.get_by_role("heading", name="Words altered")).to_be_visible()
    assert ReviewItem.objects.open().count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_desk_and_item_fit_their_window_and_can_be_read(
    page: Page, case: Case, editor: User, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    log_in(page)
    assert (too_wide(page) <= 0, pale_texts(page)) == (True, [])
    page.locator(".desk-table a", has_text="Words altered").first.click()

    for name in ("replace", "position", "ask", "wait", "hand"):
        page.locator(f"#decide-{name} > summary").click()
        assert (too_wide(page) <= 0, pale_texts(page)) == (True, []), name
