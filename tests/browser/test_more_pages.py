"""The pages beside the claims in a real browser: axe finds nothing, in both themes."""

import pytest
from playwright.sync_api import Page

from tests.admin.test_axe import problems
from tests.browser.looking import pale_texts, too_wide
from tests.factories import (
    add_citation,
    add_claim,
    add_place,
    add_snapshot,
    add_source,
    add_status,
    add_topic,
    day,
    void_position,
)
from tests.reader.cases import Case, desk_confirms, founding_case, moscow_acknowledges
from tracker.models import Position
from tracker.rules.vocabulary import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/changes/",
    "/changes/?kind=status&party=kyiv",
    "/corrections/",
    "/topics/",
    "/topics/war/",
    "/places/",
    "/places/belgorod/",
    "/parties/moscow/",
    "/figures/",
    "/methodology/",
    "compare",
]


@pytest.fixture
def case(transactional_db: None) -> Case:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)
    add_status(case.other, Status.DISPUTED, at=day(12))
    void_position(
        Position.objects.latest("id"), recorded_at=day(28), reason="Another claim."
    )
    add_topic("war", case.claim, case.other)
    add_place("belgorod", case.claim, name="Belgorod")
    add_place("kursk", case.other, name="Kursk", where=(51.7, 36.2))
    return case


def address_of(page: str, case: Case) -> str:
    if page != "compare":
        return page
    source = add_source()
    add_citation(add_claim(), source, at=day(8))
    add_snapshot(source, "It stays.\nTwo men were held.\nThe end.", at=day(8))
    add_snapshot(source, "It stays.\nSix men were held.\nThe end.", at=day(9))
    return f"/sources/{source.pk}/compare/"


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page: Page, case: Case, address: str) -> None:
    assert problems(page, address_of(address, case)) == []


@pytest.mark.parametrize("address", PAGES)
def test_every_word_can_be_read_and_no_page_is_too_wide(
    page: Page, case: Case, address: str
) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(address_of(address, case))

    assert pale_texts(page) == []
    assert too_wide(page) <= 0
