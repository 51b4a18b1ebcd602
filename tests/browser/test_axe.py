"""axe finds no violation of WCAG A and AA on any public page, in both themes, narrow
and wide; and no page is too wide at 200 % zoom or for a narrow phone."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.admin.test_axe import AXE, violations
from tests.browser.looking import too_wide
from tests.browser.test_pages import CLAIM, every_page
from tests.reader.cases import Case, desk_confirms, founding_case, moscow_acknowledges

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(transactional_db: None) -> Case:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)
    return case


def addresses(case: Case) -> list[str]:
    return [
        *every_page(case),
        f"{CLAIM}report/",
        f"{CLAIM}report/?sent=1",
        f"{CLAIM}?lang=uk",
        f"{CLAIM}?as_of=2025-04-09&lang=ru",
        "/nothing/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    page: Page, case: Case, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in addresses(case):
        page.goto(address)
        page.evaluate(AXE)
        found[address] = violations(page)

    assert {at: problems for at, problems in found.items() if problems} == {}


@pytest.mark.parametrize("width", [640, 320])
def test_nothing_is_cut_off_at_200_percent_or_on_a_narrow_phone(
    page: Page, case: Case, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 450})

    for address in addresses(case):
        page.goto(address)

        assert too_wide(page) <= 0, address


def test_a_definition_shows_under_the_pointer(page: Page, case: Case) -> None:
    page.goto(CLAIM)
    means = page.locator("#means-status")
    expect(means).to_be_hidden()

    page.locator(".verdict-badge a").hover()

    expect(means).to_be_visible()
    means.hover()
    expect(means).to_be_visible()


def test_a_definition_shows_under_the_focus_and_escape_hides_it(
    page: Page, case: Case
) -> None:
    page.goto(CLAIM)

    page.locator(".verdict-badge a").focus()

    expect(page.locator("#means-status")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#means-status")).to_be_hidden()


def test_a_definition_leads_to_its_place_in_the_methodology(
    page: Page, case: Case
) -> None:
    page.goto(CLAIM)
    page.locator(".verdict-badge a").click()

    expect(page.locator("#confirmed")).to_be_in_viewport()


def test_an_error_is_reported_with_the_keys_alone(page: Page, case: Case) -> None:
    page.goto(f"{CLAIM}report/")
    page.get_by_label("What is wrong").focus()
    page.keyboard.type("The day is wrong.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send the report")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()


def test_in_print_the_definition_is_there_and_the_rail_is_not(
    page: Page, case: Case
) -> None:
    page.goto(CLAIM)
    page.emulate_media(media="print")

    expect(page.locator("#means-status")).to_be_visible()
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator(".cite-text")).to_be_visible()
    expect(page.locator(".embed")).to_be_hidden()
    expect(page.locator(".drawing")).to_be_visible()


def test_on_a_phone_a_date_in_the_matrix_has_a_line_of_its_own(
    page: Page, case: Case
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(CLAIM)

    heights = page.locator(".matrix .since").evaluate_all(
        "rows => rows.map((row) => row.getBoundingClientRect().height)"
    )

    assert max(heights) < 100
