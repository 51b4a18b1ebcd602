"""Pages that nearly fooled us: halves, apologies in unknown words, and returns."""

import pytest

from tests.engine.looking import QUOTE, Desk, Pages
from tests.engine.outcomes import ARTICLE, FOREIGN, OTHERS, SENTENCES, html
from tests.factories import add_citation, add_claim, add_source, day
from tracker.models import Check, ReviewItem, Snapshot, Source
from tracker.rules.limits import HOUR
from tracker.rules.vocabulary import CheckOutcome, CitationState, ReviewKind, Urgency

pytestmark = pytest.mark.django_db

APOLOGY = html(*FOREIGN * 4, title="Хто зна", lang="uk")
MOVED = "301 Moved Permanently"


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/news/report", ARTICLE)
    source = add_source(pages.url("/news/report"))
    add_citation(add_claim(), source, exact=QUOTE, at=day(8))
    return source


def state_of(check: Check) -> str:
    return check.citation_checks.get().state


def item(kind: ReviewKind) -> ReviewItem:
    return ReviewItem.objects.get(kind=kind)


def test_words_are_not_gone_from_a_page_that_shows_a_third_of_itself(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", html(SENTENCES[0], *SENTENCES[2:4]))

    check = desk.look(source, after=HOUR)

    assert (check.outcome, state_of(check)) == (
        CheckOutcome.CHANGED,
        CitationState.UNCHECKABLE,
    )
    assert check.next_due_reason == "second_look"
    assert not ReviewItem.objects.filter(kind=ReviewKind.WORDS_GONE).exists()


def test_words_on_the_part_that_is_shown_still_stand(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", html(*SENTENCES[:3]))

    assert state_of(desk.look(source, after=HOUR)) == CitationState.EXACT


def test_page_that_is_whole_again_leaves_no_alarm(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", html(SENTENCES[0], *SENTENCES[2:4]))
    desk.look(source, after=HOUR)
    pages.say("/news/report", ARTICLE)

    check = desk.look(source, after=601)

    assert state_of(check) == CitationState.EXACT
    assert not ReviewItem.objects.filter(kind=ReviewKind.WORDS_GONE).exists()


def test_page_that_stays_short_is_told_in_the_end(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", html(SENTENCES[0], *SENTENCES[2:4]))
    for _ in range(3):
        desk.look(source, after=HOUR)

    found = item(ReviewKind.WORDS_GONE)
    assert (found.is_confirmed, found.urgency) == (True, Urgency.HIGH)


def test_apology_in_unknown_words_is_told_by_a_made_up_address(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", APOLOGY)
    pages.say("/news/*", APOLOGY)

    check = desk.look(source, after=HOUR)

    assert check.outcome == CheckOutcome.SOFT_404
    assert "an address that was made up shows the same" in check.reason
    assert Snapshot.objects.count() == 1
    assert len(pages.paths_asked()) == 4  # rules, page, page, and the made-up one


def test_page_that_really_says_something_else_has_changed(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", html(*OTHERS * 2))

    check = desk.look(source, after=HOUR)

    assert (check.outcome, state_of(check)) == (
        CheckOutcome.CHANGED,
        CitationState.GONE,
    )


def test_nobody_is_asked_for_a_made_up_address_while_words_stand(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", html(*OTHERS, QUOTE))

    desk.look(source, after=HOUR)

    assert pages.paths_asked().count("/news/report") == 2
    assert len(pages.paths_asked()) == 3


def test_made_up_address_is_not_asked_for_where_robots_are_sent_away(
    desk: Desk, pages: Pages, source: Source
) -> None:
    rules = "User-agent: *\nAllow: /news/report\nDisallow: /news/\n"
    pages.say("/robots.txt", rules)
    desk.look(source)
    pages.say("/news/report", html(*OTHERS * 2))

    desk.look(source, after=HOUR)

    assert set(pages.paths_asked()) == {"/robots.txt", "/news/report"}


def test_page_behind_its_own_redirect_may_be_rewritten(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say("/news/report", "", status="302 Found", headers="Location: /n/1\r\n")
    pages.say("/n/1", ARTICLE)
    desk.look(source)
    pages.say("/n/1", html(*SENTENCES[:2], *OTHERS))

    check = desk.look(source, after=HOUR)

    assert (check.outcome, state_of(check)) == (
        CheckOutcome.CHANGED,
        CitationState.EXACT,
    )


def test_page_with_a_new_name_of_its_own_is_told_with_that_name(
    desk: Desk, pages: Pages, source: Source
) -> None:
    link = "<link rel=canonical href={}>"
    pages.say("/news/report", html(*SENTENCES, head=link.format("/news/report")))
    desk.look(source)
    pages.say("/news/report", html(*SENTENCES, head=link.format("/2025/report")))

    for _ in range(2):
        check = desk.look(source, after=HOUR)

    assert (check.outcome, check.source_state) == (CheckOutcome.MOVED, "moved")
    assert item(ReviewKind.PAGE_MOVED).after == pages.url("/2025/report")
    assert Snapshot.objects.count() == 1


def test_page_that_comes_back_changed_is_told_with_both_wordings(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", "", status="404 Not Found")
    states = [desk.look(source, after=hours * HOUR).source_state for hours in (1, 2)]
    pages.say("/news/report", ARTICLE.replace("Three cranes", "Two cranes"))

    check = desk.look(source, after=HOUR)

    back = item(ReviewKind.PAGE_BACK)
    assert (states, check.source_state) == (["ok", "suspect"], "changed")
    assert "Three cranes" in back.before
    assert "Two cranes" in back.after


def test_suspicion_is_dropped_when_the_page_is_there_again(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", "", status="404 Not Found")
    desk.look(source, after=HOUR)
    desk.look(source, after=HOUR)
    pages.say("/news/report", ARTICLE)

    desk.look(source, after=HOUR)

    assert item(ReviewKind.PAGE_GONE).state == "dismissed"


def test_page_that_was_dead_stays_on_the_desk_and_is_told_to_be_back(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/news/report", "", status="410 Gone")
    states = [desk.look(source, after=hours * HOUR).source_state for hours in (1, 24)]
    pages.say("/news/report", ARTICLE)

    desk.look(source, after=72 * HOUR)

    assert states == ["ok", "dead"]
    assert item(ReviewKind.PAGE_GONE).state == "open"
    assert item(ReviewKind.PAGE_BACK).after == "the text is the same"
