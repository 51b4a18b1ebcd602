"""The list of claims in a real browser: facets stand beside it, or are folded away."""

import pytest
from playwright.sync_api import Page, expect

from tests.admin.test_axe import problems
from tests.reader.cases import Case, founding_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LISTS = (
    "/claims/",
    "/claims/?q=troops&status=unconfirmed&decided_from=2025-04-01",
    "/claims/?q=trops",
    "/claims/?as_of=2025-04-20",
)


@pytest.fixture
def case(transactional_db: None) -> Case:
    return founding_case()


@pytest.mark.parametrize("address", LISTS)
def test_axe_finds_nothing_on_a_list(page: Page, case: Case, address: str) -> None:
    assert problems(page, address) == []


def test_facets_stand_beside_a_list_and_are_folded_on_a_phone(
    page: Page, case: Case
) -> None:
    facet = page.get_by_role("link", name="Unconfirmed by Moscow 1")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/claims/")
    expect(facet).to_be_visible()

    page.set_viewport_size({"width": 390, "height": 900})
    expect(facet).not_to_be_visible()
    page.locator("summary", has_text="Narrow the list").click()
    facet.click()

    expect(page.get_by_role("heading", name="1 claim")).to_be_visible()
    page.get_by_role("link", name="Take away: Unconfirmed by Moscow").click()
    expect(page.get_by_role("heading", name="2 claims")).to_be_visible()


def test_a_search_by_keyboard_alone(page: Page, case: Case) -> None:
    page.goto("/claims/")

    page.get_by_label("Search the record").fill('"hold positions"')
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="1 claim")).to_be_visible()
    expect(page).to_have_url("/claims/?q=%22hold+positions%22")
