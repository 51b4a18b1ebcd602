"""Which looks make the desk wish for a copy in an outside archive."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from tests.engine.looking import CLOSING, OPENING, QUOTE, Desk, Pages, story
from tests.factories import add_citation, add_claim, add_source, day
from tracker.models import OutsideCopy, Source
from tracker.rules.limits import OutsideArchive
from tracker.rules.vocabulary import CopyKind, CopyState

pytestmark = pytest.mark.django_db

ON = OutsideArchive(
    save_address="https://archive.example/save",
    timegate="https://archive.example/web/",
)


@pytest.fixture(autouse=True)
def _switched_on(settings: Settings) -> None:
    settings.OUTSIDE_ARCHIVE = ON


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/report", story())
    return add_source(pages.url("/report"))


def quote(source: Source) -> None:
    add_citation(add_claim(), source, exact=QUOTE, at=day(8))


def wishes(kind: CopyKind) -> list[OutsideCopy]:
    return list(OutsideCopy.objects.filter(kind=kind))


def test_first_version_of_a_quoted_page_is_to_be_kept(
    desk: Desk, source: Source
) -> None:
    quote(source)
    check = desk.look(source)

    (copy,) = wishes(CopyKind.SAVE)
    assert (copy.source, copy.snapshot) == (source, check.snapshot)
    assert wishes(CopyKind.FIND) == []


def test_new_version_takes_the_place_of_one_that_waits(
    desk: Desk, pages: Pages, source: Source
) -> None:
    quote(source)
    desk.look(source)
    pages.say("/report", story(OPENING, "The pier was closed on Friday.", CLOSING))
    check = desk.look(source, after=3600)

    (copy,) = wishes(CopyKind.SAVE)
    assert copy.snapshot == check.snapshot


def test_look_that_brings_nothing_new_wishes_for_nothing(
    desk: Desk, source: Source
) -> None:
    quote(source)
    desk.look(source)
    OutsideCopy.objects.all().delete()

    desk.look(source, after=3600)

    assert wishes(CopyKind.SAVE) == []


def test_page_that_nobody_quotes_is_nobodys_wish(desk: Desk, source: Source) -> None:
    desk.look(source)

    assert not OutsideCopy.objects.exists()


def test_nothing_is_wished_for_while_no_archive_is_named(
    desk: Desk, source: Source, settings: Settings
) -> None:
    settings.OUTSIDE_ARCHIVE = OutsideArchive()
    quote(source)
    desk.look(source)

    assert not OutsideCopy.objects.exists()


def test_quoted_page_that_was_never_seen_is_looked_for_from_when_it_was_quoted(
    desk: Desk, pages: Pages, source: Source
) -> None:
    pages.say("/report", "no such page", status="404 Not Found")
    quote(source)
    desk.look(source)

    (copy,) = wishes(CopyKind.FIND)
    assert copy.near == day(8)


def test_page_that_is_gone_for_good_is_looked_for_once_near_our_last_look(
    desk: Desk, pages: Pages, source: Source
) -> None:
    quote(source)
    seen = desk.look(source)
    OutsideCopy.objects.all().delete()
    pages.say("/report", "no such page", status="404 Not Found")

    desk.look(source, after=3600)
    assert wishes(CopyKind.FIND) == []
    for _ in range(4):
        desk.look(source, after=timedelta(days=2).total_seconds())

    (copy,) = wishes(CopyKind.FIND)
    assert copy.near == seen.effective_at


def test_page_that_is_gone_is_not_looked_for_where_a_copy_was_kept(
    desk: Desk, pages: Pages, source: Source
) -> None:
    quote(source)
    seen = desk.look(source)
    OutsideCopy.objects.update(
        state=CopyState.KEPT,
        address="https://archive.example/web/1/x",
        captured_at=seen.effective_at,
        found_at=seen.effective_at,
    )
    pages.say("/report", "no such page", status="404 Not Found")
    for _ in range(5):
        desk.look(source, after=timedelta(days=2).total_seconds())

    assert wishes(CopyKind.FIND) == []
