"""Whole looks at pages of a real server: what is seen, kept, and told to the desk."""

from datetime import timedelta

import pytest

from tests.engine.looking import (
    CLOSING,
    OPENING,
    QUOTE,
    STORY,
    Clock,
    Desk,
    Pages,
    story,
)
from tests.factories import add_citation, add_claim, add_source, day
from tracker.models import Check, Citation, ReviewItem, Snapshot, Source
from tracker.rules.limits import DAY, HOUR
from tracker.rules.vocabulary import CheckOutcome, CitationState, ReviewKind, Urgency

pytestmark = pytest.mark.django_db

SOFTENED = "The engineers reported that both piers may be safe for heavy ships."


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/report", story())
    return add_source(pages.url("/report"))


@pytest.fixture
def citation(source: Source) -> Citation:
    return add_citation(add_claim(), source, exact=QUOTE, at=day(8))


def state_of(check: Check) -> str:
    return check.citation_checks.get().state


def only_item() -> ReviewItem:
    return ReviewItem.objects.get()


def test_first_look_keeps_the_page_and_finds_the_words(
    desk: Desk, source: Source, citation: Citation
) -> None:
    check = desk.look(source)

    assert check.outcome == CheckOutcome.UNCHANGED
    assert check.snapshot is not None
    assert state_of(check) == CitationState.EXACT
    assert not ReviewItem.objects.exists()


def test_look_moves_the_source_on_and_lets_its_host_go(
    desk: Desk, source: Source
) -> None:
    check = desk.look(source)

    source.refresh_from_db()
    assert (source.check_seq, source.state, source.lease_token) == (1, "ok", None)
    assert source.due_at == check.next_due_at
    assert source.host.lease_token is None


def test_clutter_alone_is_no_version_and_no_item(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    first = desk.look(source)
    pages.say("/report", story(clutter="Buy another boat, now cheaper"))

    second = desk.look(source, after=HOUR)

    assert second.change in ("unchanged", "cosmetic")
    assert second.snapshot_id == first.snapshot_id
    assert Snapshot.objects.count() == 1
    assert not ReviewItem.objects.exists()


def test_softened_words_open_an_unconfirmed_item_at_once(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", story(OPENING, SOFTENED, CLOSING))

    check = desk.look(source, after=HOUR)

    item = only_item()
    assert state_of(check) == CitationState.ALTERED_CRITICAL
    assert (item.kind, item.urgency) == (ReviewKind.WORDS_ALTERED, Urgency.HIGH)
    assert not item.is_confirmed
    assert (item.before, item.after) == (QUOTE, SOFTENED)
    assert check.next_due_at == desk.clock() + timedelta(minutes=10)
    assert check.next_due_reason == "second_look"


def test_second_look_that_sees_the_same_words_makes_it_urgent(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", story(OPENING, SOFTENED, CLOSING))
    desk.look(source, after=HOUR)

    second = desk.look(source, after=601)

    item = only_item()
    assert (item.urgency, item.is_confirmed) == (Urgency.URGENT, True)
    assert second.citation_checks.get().is_confirmed
    assert second.next_due_reason != "second_look"


def test_second_look_that_comes_too_early_confirms_nothing(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", story(OPENING, SOFTENED, CLOSING))
    desk.look(source, after=HOUR)

    early = desk.look(source, after=60)

    assert not only_item().is_confirmed
    assert not early.citation_checks.get().is_confirmed


def test_words_that_stand_again_close_the_unconfirmed_item(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", story(OPENING, SOFTENED, CLOSING))
    desk.look(source, after=HOUR)
    pages.say("/report", story())

    check = desk.look(source, after=601)

    assert state_of(check) == CitationState.EXACT
    assert only_item().state == "dismissed"


def test_deleted_sentence_is_gone_and_confirmed_by_a_second_look(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", story(OPENING, CLOSING))
    desk.look(source, after=HOUR)

    desk.look(source, after=601)

    item = only_item()
    assert item.kind == ReviewKind.WORDS_GONE
    assert (item.urgency, item.is_confirmed) == (Urgency.HIGH, True)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        ("404 Not Found", "<title>Not found</title>gone", CheckOutcome.NOT_FOUND),
        ("503 Service Unavailable", "later", CheckOutcome.SERVER_ERROR),
        ("403 Forbidden", "no", CheckOutcome.BLOCKED),
        (
            "200 OK",
            "<title>Just a moment...</title><body>Checking your browser</body>",
            CheckOutcome.BLOCKED,
        ),
        ("200 OK", "<html><body></body></html>", CheckOutcome.EXTRACT_EMPTY),
    ],
)
def test_page_that_is_not_shown_says_nothing_about_the_words(
    desk: Desk,
    pages: Pages,
    source: Source,
    citation: Citation,
    status: str,
    body: str,
    outcome: CheckOutcome,
) -> None:
    desk.look(source)
    pages.say("/report", body, status=status, headers="Server: cloudflare\r\n")

    check = desk.look(source, after=HOUR)

    assert check.outcome == outcome
    assert state_of(check) == CitationState.UNCHECKABLE
    assert check.snapshot is None
    assert Snapshot.objects.count() == 1
    assert not ReviewItem.objects.exists()


def test_state_of_the_words_is_carried_over_a_failed_look(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", story(OPENING, SOFTENED, CLOSING))
    desk.look(source, after=HOUR)
    pages.say("/report", "", status="503 Service Unavailable")
    desk.look(source, after=300)
    pages.say("/report", story(OPENING, SOFTENED, CLOSING))

    again = desk.look(source, after=301)

    assert again.citation_checks.get().is_confirmed


def test_missing_page_becomes_suspect_and_then_dead_on_the_ladder(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", "<title>Not found</title>", status="404 Not Found")
    states, waits = [], []
    for after in (HOUR, HOUR, 23 * HOUR, 48 * HOUR):
        check = desk.look(source, after=after)
        states.append(check.source_state)
        assert check.next_due_at is not None
        waits.append((check.next_due_at - desk.clock()).total_seconds())

    assert states == ["ok", "suspect", "suspect", "dead"]
    assert waits[0] == pytest.approx(HOUR)
    assert waits[1] == pytest.approx(DAY - HOUR, abs=1)
    item = only_item()
    assert (item.kind, item.urgency) == (ReviewKind.PAGE_GONE, Urgency.HIGH)
    assert item.is_confirmed


def test_page_that_comes_back_is_told(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", "", status="404 Not Found")
    desk.look(source, after=HOUR)
    desk.look(source, after=HOUR)
    pages.say("/report", story())

    check = desk.look(source, after=HOUR)

    assert check.source_state == "ok"
    assert ReviewItem.objects.filter(kind=ReviewKind.PAGE_BACK).count() == 1


def test_moved_page_keeps_its_words_and_names_the_new_place(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/archive/report", story())
    pages.say(
        "/report",
        "",
        status="301 Moved Permanently",
        headers=f"Location: {pages.url('/archive/report')}\r\n",
    )

    check = desk.look(source, after=HOUR)

    item = only_item()
    assert check.outcome == CheckOutcome.MOVED
    assert check.redirects[0]["status"] == 301
    assert state_of(check) == CitationState.EXACT
    assert item.kind == ReviewKind.PAGE_MOVED
    assert item.after == pages.url("/archive/report")


def test_page_that_stays_moved_is_told_once_and_kept_once(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/archive/report", story())
    pages.say(
        "/report",
        "",
        status="301 Moved Permanently",
        headers="Location: /archive/report\r\n",
    )
    desk.look(source, after=HOUR)

    desk.look(source, after=HOUR)

    assert only_item().kind == ReviewKind.PAGE_MOVED
    assert Snapshot.objects.count() == 2


def test_correction_notice_is_told(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    notice = (
        "Correction, 10 April: an earlier version of this report named the wrong pier."
    )
    desk.look(source)
    pages.say("/report", story(*STORY, notice))

    check = desk.look(source, after=HOUR)

    item = only_item()
    assert item.kind == ReviewKind.CORRECTION_NOTICE
    assert "wrong pier" in item.after
    assert check.change == "meaningful"


def test_page_rewritten_around_standing_words_is_a_quiet_note(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    pages.say("/report", story(QUOTE, "Nothing else of the report is left. " * 9))

    check = desk.look(source, after=HOUR)

    item = only_item()
    assert state_of(check).startswith("exact")
    assert (item.kind, item.urgency) == (ReviewKind.PAGE_CHANGED, Urgency.LOW)


def test_page_that_nobody_quotes_may_change_in_silence(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    pages.say("/report", story("Nothing else of the report is left. " * 9))

    check = desk.look(source, after=HOUR)

    assert check.change == "meaningful"
    assert not ReviewItem.objects.exists()


def test_robots_that_forbid_the_page_are_obeyed(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say(
        "/robots.txt",
        "User-agent: *\nDisallow: /report\n",
        headers="Content-Type: text/plain\r\n",
    )

    check = desk.look(source)

    assert check.outcome == CheckOutcome.ROBOTS_DISALLOWED
    assert pages.paths_asked() == ["/robots.txt"]


def test_robots_are_asked_for_once_a_day(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    desk.look(source, after=HOUR)
    desk.look(source, after=DAY)

    assert pages.paths_asked().count("/robots.txt") == 2


def test_host_that_a_person_exempted_is_asked_against_its_robots(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say("/robots.txt", "User-agent: *\nDisallow: /\n")
    source.host.ignores_robots = True
    source.host.ignores_robots_reason = "The ministry gave its leave in writing."
    source.host.save()

    assert desk.look(source).outcome == CheckOutcome.UNCHANGED


def test_site_that_fails_to_say_its_rules_is_not_asked_further(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say("/robots.txt", "", status="500 Internal Server Error")

    check = desk.look(source)

    assert check.outcome == CheckOutcome.ROBOTS_DISALLOWED
    assert pages.paths_asked() == ["/robots.txt"]


def test_crawl_delay_is_the_pause_of_the_site(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say("/robots.txt", "User-agent: *\nCrawl-delay: 20\n")

    desk.look(source)

    source.host.refresh_from_db()
    assert source.host.next_allowed_at == desk.clock() + timedelta(seconds=20)


def test_retry_after_is_honoured_to_the_second(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say(
        "/report", "", status="429 Too Many Requests", headers="Retry-After: 4000\r\n"
    )

    check = desk.look(source)

    source.host.refresh_from_db()
    assert check.outcome == CheckOutcome.RATE_LIMITED
    assert source.host.backoff_until == desk.clock() + timedelta(seconds=4000)
    assert check.next_due_at == source.host.backoff_until


def test_page_that_says_it_is_the_same_is_not_sent_again(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    pages.say("/report", story(), headers='ETag: "one"\r\n')
    first = desk.look(source)
    pages.say("/report", "", status="304 Not Modified")

    second = desk.look(source, after=HOUR)

    assert 'If-None-Match: "one"' in pages.asked[-1]
    assert (second.outcome, second.http_status) == (CheckOutcome.UNCHANGED, 304)
    assert second.snapshot_id == first.snapshot_id
    assert state_of(second) == CitationState.EXACT


def test_page_is_fetched_whole_after_thirty_days(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say("/report", story(), headers='ETag: "one"\r\n')
    desk.look(source)

    desk.look(source, after=31 * DAY)

    assert "If-None-Match" not in pages.asked[-1]


def test_readings_fill_the_ring_that_the_change_rate_is_read_from(
    desk: Desk, pages: Pages, source: Source
) -> None:
    desk.look(source)
    desk.look(source, after=DAY)
    pages.say("/report", "", status="503 Service Unavailable")
    desk.look(source, after=DAY)
    pages.say("/report", story(OPENING, SOFTENED, CLOSING))
    desk.look(source, after=DAY)

    source.refresh_from_db()
    assert source.changes == [False, True]
    assert source.intervals == pytest.approx([1.0, 2.0], abs=0.001)


def test_source_taken_out_of_the_line_stays_out(
    desk: Desk, source: Source, clock: Clock
) -> None:
    Source.objects.filter(pk=source.pk).update(state="paused")

    check = desk.look(source)

    source.refresh_from_db()
    assert (check.next_due_at, source.due_at, source.state) == (None, None, "paused")


def test_address_that_is_not_public_is_refused_and_said_so(
    desk: Desk, clock: Clock
) -> None:
    source = add_source("http://127.0.0.1:9/inside")

    check = desk.look(source)

    assert check.outcome == CheckOutcome.REFUSED_SSRF
    assert check.http_status is None


def test_words_behind_the_cut_of_a_page_too_long_to_read_are_not_called_gone(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    desk.look(source)
    long = "The harbour master wrote down every ship of the day in his book. " * 20
    pages.say("/report", story(*[long] * 900, QUOTE))

    check = desk.look(source, after=HOUR)

    assert state_of(check) == CitationState.UNCHECKABLE
    assert check.next_due_reason != "second_look"
    assert not ReviewItem.objects.filter(kind=ReviewKind.WORDS_GONE).exists()
