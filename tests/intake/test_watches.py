"""Channels read for answers: what is news, and which claims it is brought to."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.engine.looking import Clock, Desk, Pages
from tests.factories import add_claim, add_party, add_position, add_role, day
from tracker.intake.watches import add_watch, read
from tracker.models import Claim, Party, ReviewItem, Watch, WatchEntry
from tracker.rules.limits import HOUR
from tracker.rules.vocabulary import (
    ReviewKind,
    Role,
    Stance,
    Urgency,
    WatchKind,
    WorkflowState,
)

pytestmark = pytest.mark.django_db

CLAIM = "The navy of Eastmouth seized two fishing boats near the lighthouse."
ANSWER = "The navy seized two fishing boats off the lighthouse, by our order."
WEATHER = "The minister opened the flower show in the capital this morning."


def rss(*items: tuple[str, str, object]) -> str:
    """A feed of (key, words, moment or nothing)."""
    parts = [
        f"<item><guid>{key}</guid><title>{words}</title>"
        + (f"<pubDate>{format_datetime(at)}</pubDate>" if at else "")  # type: ignore[arg-type]
        + "</item>"
        for key, words, at in items
    ]
    return f"<rss><channel><title>Office</title>{''.join(parts)}</channel></rss>"


@pytest.fixture
def party() -> Party:
    return add_party("westport")


@pytest.fixture
def claim(party: Party) -> Claim:
    claim = add_claim(statement=CLAIM)
    add_role(claim, party, Role.ACCUSED, is_burdened=True, is_expected=True)
    return claim


@pytest.fixture
def watch(pages: Pages, desk: Desk, clock: Clock, party: Party) -> Watch:
    """A feed that has been read once, with one old entry."""
    say(pages, ("old", WEATHER, None))
    url = pages.url("/feed.xml")
    watch = add_watch(party, url, kind=WatchKind.FEED, by=None, now=clock())
    read(desk.look(watch.source))
    return watch


def say(pages: Pages, *items: tuple[str, str, object]) -> None:
    pages.say("/feed.xml", rss(*items), headers="Content-Type: application/rss+xml\r\n")


def look(desk: Desk, watch: Watch) -> list[WatchEntry]:
    return read(desk.look(watch.source, after=HOUR))


def test_new_statement_that_speaks_to_a_claim_is_brought_to_the_desk(
    desk: Desk, pages: Pages, watch: Watch, claim: Claim, party: Party
) -> None:
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))

    (entry,) = look(desk, watch)

    item = ReviewItem.objects.get(kind=ReviewKind.ANSWER_FOUND)
    assert entry.key == "new"
    assert (item.claim, item.party, item.watch_entry) == (claim, party, entry)
    assert item.urgency == Urgency.HIGH
    assert ANSWER in item.after


def test_new_statement_about_something_else_is_only_noted(
    desk: Desk, pages: Pages, watch: Watch, claim: Claim
) -> None:
    say(pages, ("new", "The harbour dues of Westport rise.", None), ("old", WEATHER, 0))

    assert len(look(desk, watch)) == 1

    assert not ReviewItem.objects.filter(kind=ReviewKind.ANSWER_FOUND).exists()


def test_statement_is_news_once(
    desk: Desk, pages: Pages, watch: Watch, claim: Claim
) -> None:
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))
    look(desk, watch)

    assert look(desk, watch) == []

    assert ReviewItem.objects.filter(kind=ReviewKind.ANSWER_FOUND).count() == 1


def test_reading_that_was_cut_short_is_made_good_by_the_next(
    desk: Desk, pages: Pages, watch: Watch, claim: Claim
) -> None:
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))
    desk.look(watch.source, after=HOUR)  # and the worker died before it read

    assert [entry.key for entry in look(desk, watch)] == ["new"]

    assert ReviewItem.objects.filter(kind=ReviewKind.ANSWER_FOUND).exists()


@pytest.mark.parametrize(("hours", "items"), [(-1, 0), (1, 1), (None, 0)])
def test_first_reading_tells_only_what_came_after_the_watch(
    desk: Desk,
    pages: Pages,
    clock: Clock,
    party: Party,
    claim: Claim,
    hours: int | None,
    items: int,
) -> None:
    at = None if hours is None else clock() + timedelta(hours=hours)
    say(pages, ("first", ANSWER, at))
    url = pages.url("/feed.xml")
    watch = add_watch(party, url, kind=WatchKind.FEED, by=None, now=clock())

    assert len(look(desk, watch)) == 1

    assert ReviewItem.objects.count() == items


@pytest.mark.parametrize(
    ("stance", "items"),
    [(Stance.VERIFYING, 1), (Stance.DENIES, 0), (Stance.ACKNOWLEDGES, 0)],
)
def test_party_that_has_committed_itself_owes_no_answer(
    desk: Desk,
    pages: Pages,
    watch: Watch,
    claim: Claim,
    party: Party,
    stance: Stance,
    items: int,
) -> None:
    add_position(claim, party, stance, at=day(9))
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))

    look(desk, watch)

    found = ReviewItem.objects.filter(kind=ReviewKind.ANSWER_FOUND)
    assert found.count() == items


def test_mouth_answers_for_the_party_that_it_speaks_for(
    desk: Desk, pages: Pages, clock: Clock, claim: Claim, party: Party
) -> None:
    mouth = add_party("westport-navy", parent=party, speaks_for_parent=True)
    say(pages, ("old", WEATHER, None))
    url = pages.url("/feed.xml")
    watch = add_watch(mouth, url, kind=WatchKind.FEED, by=None, now=clock())
    look(desk, watch)
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))

    look(desk, watch)

    assert ReviewItem.objects.get(kind=ReviewKind.ANSWER_FOUND).party == party


def test_subordinate_with_a_voice_of_its_own_answers_for_nobody_else(
    desk: Desk, pages: Pages, clock: Clock, claim: Claim, party: Party
) -> None:
    town = add_party("westport-town", parent=party)
    say(pages, ("old", WEATHER, None))
    url = pages.url("/feed.xml")
    watch = add_watch(town, url, kind=WatchKind.FEED, by=None, now=clock())
    look(desk, watch)
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))

    look(desk, watch)

    assert not ReviewItem.objects.filter(kind=ReviewKind.ANSWER_FOUND).exists()


def test_claim_that_is_not_published_waits_for_no_answer(
    desk: Desk, pages: Pages, watch: Watch, party: Party
) -> None:
    draft = add_claim(statement=CLAIM, state=WorkflowState.DRAFT)
    add_role(draft, party, Role.ACCUSED, is_expected=True)
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))

    look(desk, watch)

    assert not ReviewItem.objects.filter(kind=ReviewKind.ANSWER_FOUND).exists()


def test_watch_that_was_put_to_rest_is_not_read(
    desk: Desk, pages: Pages, watch: Watch, claim: Claim
) -> None:
    Watch.objects.update(is_active=False)
    say(pages, ("new", ANSWER, None), ("old", WEATHER, None))

    assert look(desk, watch) == []


def test_channel_that_cannot_be_read_says_nothing(
    desk: Desk, pages: Pages, watch: Watch, claim: Claim
) -> None:
    pages.say("/feed.xml", "", status="503 Service Unavailable")

    assert look(desk, watch) == []


def test_entry_that_is_built_to_hang_a_parser_stops_no_worker(
    desk: Desk, pages: Pages, watch: Watch, claim: Claim
) -> None:
    trap = "&lt;p " + "a=1 " * 30_000 + "&gt;words"
    say(pages, ("new", ANSWER, None), ("trap", trap, None))

    assert look(desk, watch) == []
