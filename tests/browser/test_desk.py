"""The main job's last step, in a real browser: the desk decides and readers see it."""

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.reader.cases import WORDS, Case, founding_case, moscow_acknowledges
from tracker.reader.dates import iso
from tracker.review.items import Opening, open_item
from tracker.review.roles import CHIEF, EDITOR, ensure_groups
from tracker.rules.vocabulary import ReviewKind, Urgency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLAIM = "/claims/belgorod-positions/"
SOFTENED = "Our troops may hold positions in the Belgorod region."
REASON = "Moscow says so itself, on 26 April."


@pytest.fixture
def case(transactional_db: None) -> Case:
    """A quotation that was softened, and an answer that the status does not know."""
    case = founding_case()
    moscow_acknowledges(case)
    open_item(
        Opening(
            kind=ReviewKind.WORDS_ALTERED,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=case.claim,
            source=case.source,
            citation=case.citation,
            before=WORDS,
            after=SOFTENED,
        ),
        now=timezone.now(),
    )
    return case


def person(name: str, role: str) -> User:
    ensure_groups()
    user = User.objects.create_user(name, password="opens-nothing", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def editor(transactional_db: None) -> User:
    return person("editor", EDITOR)


@pytest.fixture
def chief(transactional_db: None) -> User:
    return person("chief", CHIEF)


def log_in(page: Page, name: str = "editor") -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("opens-nothing")
    page.get_by_role("button", name="Log in").click()


def test_two_people_change_a_status_and_readers_see_it_at_once(
    page: Page, case: Case, editor: User, chief: User
) -> None:
    before = iso(timezone.now())
    log_in(page)
    page.locator(".desk-table a", has_text="Words altered").first.click()

    expect(page.locator(".desk-words ins")).to_contain_text("may")
    expect(page.locator("blockquote").first).to_contain_text(WORDS)

    form = page.get_by_role("form", name="Change the status")
    form.get_by_label("Status", exact=True).select_option("confirmed")
    form.get_by_label("Moscow", exact=True).check()
    form.get_by_label("Reason").fill(REASON)
    form.get_by_role("button", name="Change the status").click()

    expect(page.locator(".messagelist")).to_contain_text("until a second person")
    page.goto(CLAIM)
    expect(page.locator(".verdict-badge")).to_have_text("Unconfirmed by Moscow")
    page.context.clear_cookies()
    log_in(page, "chief")
    page.get_by_role("link", name="Confirmed (Moscow)").click()
    page.get_by_role("button", name="Approve").click()

    page.goto(CLAIM)
    expect(page.locator(".verdict-badge")).to_have_text("Confirmed by Moscow")
    expect(page.locator(".decision")).to_contain_text(REASON)
    expect(page.locator(".timeline")).to_contain_text(REASON)
    expect(page.locator(".news")).to_have_count(0)

    page.goto(f"{CLAIM}?as_of={before}")
    expect(page.locator(".verdict-badge")).to_have_text("Unconfirmed by Moscow")
    expect(page.locator(".past")).to_contain_text("You are reading the past.")
