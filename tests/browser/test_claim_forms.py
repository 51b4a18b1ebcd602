"""A claim's forms in a real browser, with the keyboard alone."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.looking import pale_texts, too_wide
from tests.browser.test_desk import log_in
from tests.reader.cases import Case, founding_case
from tracker.models import Claim, StatusChange
from tracker.review.claims import reword, wordings_of
from tracker.review.roles import EDITOR, ensure_groups

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(transactional_db: None) -> Case:
    ensure_groups()
    user = User.objects.create_user("editor", password="opens-nothing", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITOR))
    return founding_case()


def statement(case: Case) -> str:
    return wordings_of(case.claim, timezone.now())["en"].statement


def go(page: Page, name: str, *args: int) -> None:
    page.goto(reverse(f"admin:tracker_claim_{name}", args=args))


def test_the_headline_follows_the_form_and_asks_why_it_differs(
    page: Page, case: Case
) -> None:
    log_in(page)
    go(page, "status", case.claim.pk)
    preview = page.locator("[data-live]")
    expect(preview).to_contain_text("Preview: readers would see")
    before = StatusChange.objects.count()

    page.get_by_label("Status", exact=True).focus()
    page.keyboard.type("Unverifiable")

    expect(preview.locator("dd").first).to_contain_text("Unverifiable")
    expect(preview.locator("dd[lang=uk]")).to_contain_text("Неможливо перевірити")
    expect(page.get_by_label("Why it differs from the proposal")).to_be_visible()
    assert StatusChange.objects.count() == before

    page.get_by_label("Why it differs from the proposal").focus()
    page.keyboard.type("Nobody can reach the area.")
    page.get_by_role("button", name="Decide").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Decided, and not yet public")


def test_a_claim_that_says_the_same_is_shown_while_typing(
    page: Page, case: Case
) -> None:
    log_in(page)
    go(page, "add")
    before = Claim.objects.count()
    page.get_by_label("Statement, English").focus()
    page.keyboard.type(statement(case).replace("region", "area"))

    box = page.get_by_label("It is another claim: save all the same")
    expect(box).to_be_visible()
    expect(page.locator(".desk-alike a")).to_have_text(statement(case))
    expect(page.get_by_label("Slug")).not_to_have_value("")

    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("The draft is on the desk.")
    assert Claim.objects.count() == before + 1


def test_a_second_save_shows_both_and_the_keyboard_picks(
    page: Page, case: Case
) -> None:
    log_in(page)
    go(page, "change", case.claim.pk)
    page.get_by_text("Words and subjects").focus()
    page.keyboard.press("Enter")
    reword(
        case.claim,
        statements={"en": "Theirs is this statement."},
        reason="A clearer word.",
        by=None,
        now=timezone.now(),
    )
    page.get_by_label("Statement, English").fill("Mine is this statement.")
    reason = page.locator("#words").get_by_label("Reason")
    reason.fill("The word of the source.")
    save = page.get_by_role("button", name="Save the words")
    save.press("Enter")

    expect(page.locator(".desk-conflict")).to_contain_text("Theirs is this statement.")
    expect(page.locator(".desk-conflict")).to_contain_text("Mine is this statement.")
    expect(page.get_by_label("Statement, English")).to_have_value(
        "Mine is this statement."
    )
    page.get_by_label("Yours, as in the form below").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Theirs, on record now")).to_be_checked()
    page.keyboard.press("ArrowDown")
    save.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    assert statement(case) == "Mine is this statement."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_claim_and_its_forms_fit_their_window_and_can_be_read(
    page: Page, case: Case, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    log_in(page)
    pages = (("change", case.claim.pk), ("status", case.claim.pk), ("add",))

    for name, *args in pages:
        go(page, str(name), *(int(each) for each in args))

        assert too_wide(page) <= 0, name
        assert pale_texts(page) == [], name
