"""A page that was seen before it was quoted is kept by the outside archive, too."""

import pytest
from pytest_django.fixtures import Settings

from tests.factories import add_snapshot, add_source, day
from tests.review.conftest import Desk
from tracker.models import OutsideCopy, Source
from tracker.review.evidence import cite
from tracker.review.when import exactly
from tracker.rules.limits import OutsideArchive
from tracker.rules.vocabulary import Bearing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _switched_on(settings: Settings) -> None:
    settings.OUTSIDE_ARCHIVE = OutsideArchive(save_address="https://a.example/save")


def quote(desk: Desk, source: Source) -> None:
    cite(
        desk.claim,
        source,
        exact="two men were captured",
        bearing=Bearing.SUPPORTS,
        when=exactly(day(9)),
        by=desk.editor,
        now=day(10),
    )


def test_quoting_a_page_that_was_seen_wishes_for_its_last_version(desk: Desk) -> None:
    source = add_source()
    snapshot = add_snapshot(source, at=day(8))

    quote(desk, source)

    assert OutsideCopy.objects.get().snapshot == snapshot


def test_quoting_more_of_it_wishes_for_nothing_more(desk: Desk) -> None:
    source = add_source()
    add_snapshot(source, at=day(8))

    quote(desk, source)
    quote(desk, source)

    assert OutsideCopy.objects.count() == 1


def test_page_that_was_not_seen_yet_waits_for_its_first_look(desk: Desk) -> None:
    quote(desk, add_source())

    assert not OutsideCopy.objects.exists()
