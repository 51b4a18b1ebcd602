""" "Check now" answers in place, in words."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.looking import pale_texts, too_wide
from tests.browser.test_desk import log_in
from tests.browser.test_position import worker
from tests.engine.looking import Pages, story
from tests.factories import add_check, add_snapshot, add_source, day
from tests.tasks.conftest import limits, pages, patience
from tracker.models import Host, Source
from tracker.review.roles import REPORTER, ensure_groups
from tracker.rules.vocabulary import CheckOutcome

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["limits", "pages", "patience", "worker"]


@pytest.fixture
def source(transactional_db: None, pages: Pages) -> Source:
    ensure_groups()
    user = User.objects.create_user("editor", password="opens-nothing", is_staff=True)
    user.groups.add(Group.objects.get(name=REPORTER))
    pages.say("/report", story())
    return add_source(pages.url("/report"))


def page_of(source: Source) -> str:
    return reverse("admin:tracker_source_change", args=[source.pk])


def test_the_answer_comes_to_the_page_without_a_reload(
    page: Page, source: Source, worker: None
) -> None:
    log_in(page)
    page.goto(page_of(source))
    page.get_by_role("button", name="Check now").press("Enter")

    told = page.get_by_role("status")
    expect(told).to_contain_text("The page was read and is archived.", timeout=40_000)
    expect(page.locator(".strip li")).to_have_count(1)
    expect(page.locator("[aria-labelledby=snapshots] li a")).to_have_count(1)
    expect(page.get_by_role("button", name="Check now")).to_be_focused()


def test_the_turn_of_the_site_is_said(page: Page, source: Source) -> None:
    Host.objects.update(backoff_until=day(1, month=12).replace(year=2099))
    log_in(page)
    page.goto(page_of(source))
    page.get_by_role("button", name="Check now").click()

    expect(page.get_by_role("status")).to_contain_text("left alone until 1 December")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_source_and_its_differences_fit_and_can_be_read(
    page: Page, source: Source, width: int, scheme: str
) -> None:
    first = add_snapshot(source, "It is so.\nAll of it.", at=day(8))
    second = add_snapshot(source, "It is not so.\nAll of it.", at=day(9))
    for number, outcome in enumerate(CheckOutcome):
        add_check(source, outcome, at=day(10, hour=number % 24))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    log_in(page)
    compared = reverse("admin:tracker_source_compare", args=[source.pk])
    chosen = f"{compared}?old={first.pk}&new={second.pk}"

    for address in (page_of(source), chosen, reverse("admin:tracker_source_add")):
        page.goto(address)
        assert (address, too_wide(page) <= 0, pale_texts(page)) == (address, True, [])
