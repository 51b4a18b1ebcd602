"""The task that asks outside archives, with the settings of a site."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from tests.engine.outside import Archive, open_archive
from tests.factories import add_source, day
from tracker.engine import asking
from tracker.models import OutsideCopy
from tracker.review.copies import wish
from tracker.rules.vocabulary import CopyKind, CopyState
from tracker.tasks import ask_outside

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    with open_archive() as archive:
        settings.OUTSIDE_ARCHIVE = archive.settings
        allow = frozenset({f"127.0.0.1:{archive.port}"})
        settings.ON_RECORD = replace(settings.ON_RECORD, fetch_allow=allow)
        asking.tools.cache_clear()
        yield archive
        asking.tools().parser.close()
        asking.tools.cache_clear()


def test_all_that_is_due_is_asked_about(archive: Archive) -> None:
    for number in range(3):
        source = add_source(f"https://news.example/{number}")
        wish(source, CopyKind.FIND, near=day(9), now=day(10))

    ask_outside()

    states = OutsideCopy.objects.values_list("state", flat=True)
    assert list(states) == [CopyState.KEPT] * 3


def test_nothing_is_asked_while_nothing_is_wished_for(archive: Archive) -> None:
    ask_outside()

    assert archive.asked == []
