"""The public pages in a real browser: on a phone and a desk, in light and dark."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import pale_texts, too_wide
from tests.reader.cases import Case, founding_case, moscow_acknowledges

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLAIM = "/claims/belgorod-positions/"
WIDTHS = (390, 1280)


@pytest.fixture
def case(transactional_db: None) -> Case:
    case = founding_case()
    moscow_acknowledges(case)
    return case


def every_page(case: Case) -> list[str]:
    return [
        "/",
        "/claims/",
        f"{CLAIM}?as_of=2025-04-20",
        CLAIM,
        f"{CLAIM}history/",
        "/parties/",
        "/parties/moscow/",
        "/sources/",
        f"/sources/{case.source.pk}/",
        f"/snapshots/{case.snapshot.body_id}/",
        "/methodology/",
        "/claims/?as_of=never",
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(page: Page, case: Case, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})

    for address in every_page(case):
        page.goto(address)

        assert too_wide(page) <= 0, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(
    page: Page, case: Case, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)

    for address in every_page(case):
        page.goto(address)

        assert pale_texts(page) == [], address


@pytest.mark.parametrize("width", WIDTHS)
def test_how_the_claim_stands_is_seen_without_scrolling(
    page: Page, case: Case, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})

    page.goto(CLAIM)

    expect(page.locator(".verdict-badge")).to_be_in_viewport(ratio=1)
    expect(page.locator(".headline")).to_be_in_viewport(ratio=1)
    expect(page.locator(".news")).to_be_in_viewport(ratio=1)
    expect(page.locator(".verdict-badge")).to_have_text("Unconfirmed by Moscow")


def test_the_first_key_offers_to_skip_to_the_content(page: Page, case: Case) -> None:
    page.goto(CLAIM)
    page.keyboard.press("Tab")

    expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_a_status_has_a_drawn_mark_beside_its_word(page: Page, case: Case) -> None:
    page.goto(CLAIM)

    mark = page.locator(".verdict-badge svg use")
    drawn = mark.evaluate("use => use.getBBox().width")

    assert drawn > 0


def test_a_quotation_leads_to_its_words_in_the_snapshot(page: Page, case: Case) -> None:
    page.goto(CLAIM)
    page.get_by_role("link", name="Snapshot of 8 April 2025").click()

    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.locator("mark")).to_have_text(case.citation.exact)


def test_a_day_of_the_past_is_chosen_on_the_page(page: Page, case: Case) -> None:
    page.goto(CLAIM)
    page.get_by_text("See this page as of another day").click()
    page.get_by_label("As it was at the end of").fill("2025-04-08")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_text("You are reading the past.")).to_be_visible()
    expect(page.locator(".verdict-badge")).to_have_text("Not yet assessed")

    page.get_by_role("link", name="See how it stands now").click()

    expect(page.locator(".verdict-badge")).to_have_text("Unconfirmed by Moscow")
