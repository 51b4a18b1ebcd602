"""A chief merges two claims with the keyboard alone, at a desk and on a phone."""

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from tests.browser.looking import pale_texts, too_wide
from tests.factories import add_claim, add_party, add_position, add_role, day
from tracker.models import Claim
from tracker.review.roles import CHIEF, ensure_groups

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair(transactional_db: None) -> tuple[Claim, Claim]:
    kyiv = add_party("kyiv")
    pair = (
        add_claim("taken", statement="Two men were taken prisoner."),
        add_claim("captured", statement="Two men were captured."),
    )
    for claim in pair:
        add_role(claim, kyiv)
        add_position(claim, kyiv, at=day(8), gist="says so")
    return pair


@pytest.fixture
def chief(page: Page, transactional_db: None) -> User:
    """Logged in in the page's window."""
    ensure_groups()
    user = User.objects.create_user("chief", password="opens-nothing", is_staff=True)
    user.groups.add(Group.objects.get(name=CHIEF))
    page.goto("/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill("opens-nothing")
    page.get_by_role("button", name="Log in").click()
    return user


def test_two_claims_are_merged_without_a_mouse(
    page: Page, pair: tuple[Claim, Claim], chief: User
) -> None:
    gone, heir = pair
    page.goto(f"/admin/tracker/claim/{gone.pk}/change/")
    page.get_by_role("link", name="Merge into another claim").press("Enter")
    # Else the first letters fall into the page that is left.
    page.wait_for_url("**/merge/")
    page.keyboard.type("men captured")
    page.get_by_role("link", name="Two men were captured.").press("Enter")
    page.get_by_label("Reason").press_sequentially("The same.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("“taken” now leads here")).to_be_visible()
    page.goto("/claims/taken/")
    expect(page).to_have_url(f"{page.url.split('/claims')[0]}/claims/captured/")
    assert heir.positions.count() == 2


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_and_can_be_read(
    page: Page, pair: tuple[Claim, Claim], chief: User, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    one, other = (claim.pk for claim in pair)
    for door in (f"{one}/merge/?q=men", f"{one}/merge/{other}/", f"{one}/split/"):
        page.goto(f"/admin/tracker/claim/{door}")
        assert (too_wide(page), pale_texts(page)) == (0, []), door
