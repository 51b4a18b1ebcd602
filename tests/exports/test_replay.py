"""What leaves is played back by a program that web archives use: pywb."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import httpx
import pytest
from django.core.management import call_command

from tests import chromium
from tests.engine.conftest import clock, desk, pages, parser
from tests.engine.looking import QUOTE, Desk, Pages, story
from tests.exports import wayback
from tests.factories import add_source
from tracker.engine import memento
from tracker.engine.copies import Answer, Copy, NoCopy
from tracker.engine.fetch import fetch
from tracker.rules.limits import OutsideArchive

__all__ = ["clock", "desk", "pages", "parser"]

pytestmark = [pytest.mark.django_db, pytest.mark.replay]


@pytest.fixture
def archive(pages: Pages, desk: Desk, tmp_path: Path) -> Iterator[httpx.Client]:
    """Three captures, looked at as the engine looks, exported and played back: a page,
    an address that leads to it, and another page with the same bytes."""
    if not wayback.is_there():
        (pytest.fail if chromium.must_be_there() else pytest.skip)(wayback.MISSING)
    pages.say("/report", story())
    pages.say(
        "/old", "", status="301 Moved Permanently", headers="Location: /report\r\n"
    )
    pages.say("/copy", story())
    for path in ("/report", "/old", "/copy"):
        desk.look(add_source(pages.url(path)), after=60)
    file = tmp_path / "archive.warc.gz"
    call_command("export_warc", str(file), stdout=StringIO())
    with wayback.playing(file, tmp_path) as client:
        yield client


def test_a_web_archive_plays_back_page_redirect_and_revisit(
    archive: httpx.Client, pages: Pages, desk: Desk
) -> None:
    page, old, copy = (pages.url(path) for path in ("/report", "/old", "/copy"))
    year = f"{desk.clock():%Y}"

    shown = archive.get(f"{year}mp_/{page}", follow_redirects=True)
    assert QUOTE in shown.text
    assert "Memento-Datetime" in shown.headers

    as_sent = archive.get(f"{year}id_/{page}", follow_redirects=True)
    assert as_sent.content == story().encode()

    led = archive.get(f"{year}mp_/{old}", follow_redirects=True)
    assert str(led.url).endswith(f"mp_/{page}")
    assert QUOTE in led.text

    again = archive.get(f"{year}id_/{copy}", follow_redirects=True)
    assert again.content == story().encode()


def test_an_archive_that_speaks_memento_leads_to_the_copy_near_a_date(
    archive: httpx.Client, pages: Pages, desk: Desk
) -> None:
    """The other way round: pywb as the outside archive that is asked."""
    gate = replace(
        desk.tools.gate, allow=frozenset({("127.0.0.1", archive.base_url.port or 0)})
    )
    outside = OutsideArchive(timegate=str(archive.base_url))

    def look_for(path: str) -> Answer:
        request = memento.asking(pages.url(path), desk.clock(), outside)
        return memento.found(fetch(request, gate=gate))

    copy = look_for("/report")
    assert isinstance(copy, Copy)
    assert abs(copy.at - desk.clock()) < timedelta(hours=1)
    assert QUOTE in archive.get(copy.address).text
    assert isinstance(look_for("/never-seen"), NoCopy)
