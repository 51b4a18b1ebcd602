"""A block is called clutter on the review item, and taken back on its source's page."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.looking import pale_texts, too_wide
from tests.browser.test_desk import log_in
from tests.factories import add_check, add_snapshot, add_source, day
from tracker.models import ReviewItem
from tracker.review.items import Opening, open_item
from tracker.review.roles import EDITOR, ensure_groups
from tracker.rules.vocabulary import CheckOutcome, ReviewKind, Urgency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STAYS = "The harbour office published its report this morning."
ENDS = "Work goes on until the end of the summer."
WAS, NOW = "It rains today, so take a coat with you.", "The sun is out at last."
CLUTTER = "Clutter: ignore this block of this source from now on"


@pytest.fixture
def item(transactional_db: None) -> ReviewItem:
    ensure_groups()
    user = User.objects.create_user("editor", password="opens-nothing", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITOR))
    source = add_source("https://news.example/harbour")
    add_snapshot(source, f"{STAYS}\n{WAS}\n{ENDS}", at=day(8))
    now = add_snapshot(source, f"{STAYS}\n{NOW}\n{ENDS}", at=day(9))
    check = add_check(source, CheckOutcome.CHANGED, at=day(9), snapshot=now)
    return open_item(
        Opening(
            kind=ReviewKind.PAGE_CHANGED,
            urgency=Urgency.LOW,
            is_confirmed=True,
            source=source,
            check=check,
            before=WAS,
            after=NOW,
        ),
        now=day(9),
    )


def test_a_block_is_called_clutter_and_taken_back_with_the_keyboard(
    page: Page, item: ReviewItem
) -> None:
    log_in(page)
    page.goto(reverse("admin:tracker_reviewitem_change", args=[item.pk]))
    page.locator("summary").filter(has_text="Not meaningful").press("Enter")
    form = page.get_by_role("form", name="Not meaningful")
    form.get_by_label("Reason").focus()
    page.keyboard.type("The weather of the day.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(form.get_by_label(CLUTTER)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("ignored from now on")

    page.goto(reverse("admin:tracker_source_change", args=[item.source_id]))
    expect(page.locator("#ignored ~ ul")).to_contain_text("The weather of the day.")
    page.get_by_role("link", name="Tell of it again").press("Enter")
    page.get_by_label("Reason").fill("It told of a storm.")
    page.get_by_role("button", name="Save").press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("told of again")
    expect(page.locator("#ignored")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_ignored_fits_its_window_and_can_be_read(
    page: Page, item: ReviewItem, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    log_in(page)
    page.goto(reverse("admin:tracker_reviewitem_change", args=[item.pk]))
    assert too_wide(page) <= 0
    assert pale_texts(page) == []
    page.locator("summary").filter(has_text="Not meaningful").click()
    form = page.get_by_role("form", name="Not meaningful")
    form.get_by_label("Reason").fill("The weather of the day.")
    form.get_by_label(CLUTTER).check()
    form.get_by_role("button", name="Dismiss").click()

    page.goto(reverse("admin:tracker_source_change", args=[item.source_id]))
    assert too_wide(page) <= 0
    assert pale_texts(page) == []
