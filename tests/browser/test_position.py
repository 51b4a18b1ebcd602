"""A position in under a minute: paste, pick, choose, save; with keys, with a mouse."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.looking import pale_texts, too_wide
from tests.browser.test_desk import log_in
from tests.engine.looking import QUOTE, STORY, Pages, story
from tests.factories import add_claim, add_party, add_role
from tests.tasks.conftest import limits, pages, patience
from tracker.models import Citation, Claim, Source
from tracker.review.roles import REPORTER, ensure_groups
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import Role, WorkflowState
from tracker.tasks import check_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["limits", "pages", "patience"]
# How long a look may take where many tests share a machine, in milliseconds.
BUSY = 45_000
DONE = "Position recorded"


@pytest.fixture
def claim(transactional_db: None) -> Claim:
    ensure_groups()
    user = User.objects.create_user("editor", password="opens-nothing", is_staff=True)
    user.groups.add(Group.objects.get(name=REPORTER))
    claim = add_claim("piers", state=WorkflowState.DRAFT)
    add_role(claim, add_party("eastmouth", name="Eastmouth"), Role.CLAIMANT)
    for number in range(50):
        add_party(f"other-{number}", name=f"Other {number}")
    return claim


@pytest.fixture
def worker(limits: Limits) -> Iterator[None]:
    """Looks at what is asked for, as the workers of the urgent queue do."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.1):
            for source in Source.objects.filter(priority__gt=0):
                check_now(source.pk)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


def form_of(claim: Claim, kind: str = "position") -> str:
    return reverse("admin:tracker_claim_add_fact", args=[claim.pk, kind])


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a field has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"no Tab leads to {name}")


def test_a_position_is_recorded_with_the_keyboard_alone(
    page: Page, claim: Claim, pages: Pages, worker: None
) -> None:
    pages.say("/report", story())
    log_in(page)
    begun = time.monotonic()
    page.goto(form_of(claim))
    page.keyboard.type(pages.url("/report"))
    page.keyboard.press("Enter")
    expect(page.locator("#pick-text")).to_be_focused(timeout=BUSY)
    while QUOTE not in page.locator(".pick-sentence.is-current").inner_text():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_label("The exact words")).to_have_value(QUOTE)
    tab_to(page, "party")
    page.keyboard.type("eastmouth")
    tab_to(page, "stance")
    page.keyboard.type("As")
    tab_to(page, "date")
    page.keyboard.type("08042025")
    tab_to(page, "time")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text(DONE, timeout=BUSY)
    assert time.monotonic() - begun < 60
    citation = Citation.objects.get()
    assert (citation.exact, citation.language) == (QUOTE, "en")
    assert citation.position is not None
    assert (citation.position.stance, citation.position.party.slug) == (
        "asserts",
        "eastmouth",
    )
    assert_it_stands(citation)
    expect(page.locator("#content-main")).to_contain_text(QUOTE)


def test_a_position_is_recorded_with_the_mouse(
    page: Page, claim: Claim, pages: Pages, worker: None
) -> None:
    pages.say("/report", story())
    log_in(page)
    page.goto(form_of(claim))
    page.get_by_label("Address of the page").fill(pages.url("/report"))
    page.get_by_role("button", name="Read the page").click()
    expect(page.locator("#pick-text")).to_be_visible(timeout=BUSY)
    drag_over(page, "both piers are safe")
    expect(page.get_by_label("The exact words")).to_have_value("both piers are safe")
    page.get_by_label("Party").fill("Eastmouth")
    page.get_by_label("Stance").select_option("asserts")
    page.get_by_label("Date (UTC)").fill("2025-04-08")
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".messagelist")).to_contain_text(DONE, timeout=BUSY)
    citation = Citation.objects.get()
    assert citation.exact == "both piers are safe"
    assert_it_stands(citation)


def test_marking_on_takes_the_sentences_between_paragraphs(
    page: Page, claim: Claim, pages: Pages, worker: None
) -> None:
    pages.say("/report", story())
    log_in(page)
    page.goto(form_of(claim))
    page.get_by_label("Address of the page").fill(pages.url("/report"))
    page.keyboard.press("Enter")
    page.locator(".pick-sentence", has_text=QUOTE).click(timeout=BUSY)
    page.locator(".pick-sentence", has_text=STORY[2][:30]).click(modifiers=["Shift"])

    words = page.get_by_label("The exact words").input_value()
    assert words.startswith(QUOTE)
    assert words.endswith(STORY[2])


def test_a_page_that_cannot_be_read_says_why_and_the_words_are_kept_with_a_tick(
    page: Page, claim: Claim, pages: Pages, worker: None
) -> None:
    log_in(page)
    page.goto(form_of(claim))
    page.get_by_label("Address of the page").fill(pages.url("/nothing"))
    page.keyboard.press("Enter")
    told = page.locator("#picker")
    expect(told).to_contain_text("The page could not be read.", timeout=BUSY)
    page.get_by_label("The exact words").fill("It is so.")
    page.get_by_label("Party").fill("Eastmouth")
    page.get_by_label("Stance").select_option("asserts")
    page.get_by_label("Date (UTC)").fill("2025-04-08")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#picker")).to_contain_text("tick below")
    page.get_by_label("Keep the words although the page is not archived").check()
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".messagelist")).to_contain_text(DONE, timeout=BUSY)
    assert Citation.objects.get().snapshot is None


def test_without_a_worker_the_page_says_so(
    page: Page, claim: Claim, pages: Pages, limits: Limits
) -> None:
    log_in(page)
    page.goto(form_of(claim))
    page.get_by_label("Address of the page").fill(pages.url("/report"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("first in line")
    expect(page.get_by_role("status")).to_contain_text(
        "No worker has taken it", timeout=BUSY
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_fits_its_window_and_can_be_read(
    page: Page, claim: Claim, pages: Pages, worker: None, width: int, scheme: str
) -> None:
    pages.say("/report", story())
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    log_in(page)
    page.goto(form_of(claim))
    assert (too_wide(page) <= 0, pale_texts(page)) == (True, [])
    page.get_by_label("Address of the page").fill(pages.url("/report"))
    page.keyboard.press("Enter")
    page.locator(".pick-sentence", has_text=QUOTE).click(timeout=BUSY)

    assert (too_wide(page) <= 0, pale_texts(page)) == (True, [])


def drag_over(page: Page, words: str) -> None:
    """Press, draw and let go over some words, as a hand does."""
    box = page.locator(".pick-sentence", has_text=words).evaluate(
        """(sentence, words) => {
          const range = document.createRange();
          const at = sentence.textContent.indexOf(words);
          range.setStart(sentence.firstChild, at);
          range.setEnd(sentence.firstChild, at + words.length);
          const boxes = [...range.getClientRects()];
          const [first, last] = [boxes[0], boxes[boxes.length - 1]];
          const middle = (box) => (box.top + box.bottom) / 2;
          return [first.left, middle(first), last.right, middle(last)];
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=5)
    page.mouse.up()


def assert_it_stands(citation: Citation) -> None:
    """The citation's place in its snapshot's text has its words."""
    assert citation.snapshot is not None
    full = citation.snapshot.extractions.get().full
    assert full[citation.start : citation.end] == citation.exact
    assert full.startswith(
        citation.prefix, (citation.start or 0) - len(citation.prefix)
    )
