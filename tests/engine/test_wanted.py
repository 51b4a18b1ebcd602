"""How far a look is that a person waits for, and what came of it."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import add_check, add_snapshot, add_source
from tracker.engine.errors import EngineError
from tracker.engine.lease import ask_soon
from tracker.engine.wanted import is_fresh, progress, refuse_address
from tracker.models import Host, Source
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome

NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)


@pytest.fixture
def wanted(db: None) -> Source:
    source = add_source("https://news.example/wanted")
    Host.objects.update(next_allowed_at=NOW)
    ask_soon(source.pk, NOW)
    return again(source)


def again(source: Source) -> Source:
    return Source.objects.select_related("host").get(pk=source.pk)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://news.example/a",
        "file:///etc/passwd",
        "http://localhost/admin/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://news.example:22/",
        "http://me:secret@news.example/",
        "not an address",
        "",
    ],
)
def test_an_address_that_is_never_asked_is_refused(url: str) -> None:
    with pytest.raises(EngineError):
        refuse_address(url, limits=Limits())


def test_an_address_is_kept_in_one_form() -> None:
    kept = refuse_address(" HTTPS://News.Example/a#part ", limits=Limits())

    assert kept == "https://news.example/a"


def test_a_wish_is_first_in_line(wanted: Source) -> None:
    found = progress(wanted, since=0, now=NOW)

    assert (found.is_done, found.is_held) == (False, False)
    assert "first in line" in found.words


def test_a_look_that_is_taken_is_told(wanted: Source) -> None:
    Source.objects.update(
        lease_until=NOW + timedelta(minutes=1), lease_token=uuid.uuid4()
    )

    assert "asked for now" in progress(again(wanted), since=0, now=NOW).words


def test_the_turn_of_the_site_is_told(wanted: Source) -> None:
    Host.objects.update(backoff_until=NOW + timedelta(hours=1))

    found = progress(again(wanted), since=0, now=NOW)

    assert found.is_held
    assert "left alone until 9 April 2025, 13:00:00 UTC" in found.words


def test_a_worker_that_is_away_is_told(wanted: Source) -> None:
    found = progress(wanted, since=0, now=NOW + timedelta(seconds=14))

    assert found.is_held
    assert "No worker has taken it for 14 seconds" in found.words


def test_an_outcome_is_told_with_its_reason(wanted: Source) -> None:
    add_check(
        wanted,
        CheckOutcome.ROBOTS_DISALLOWED,
        at=NOW,
        reason="robots.txt asks robots to leave this address alone",
    )

    found = progress(wanted, since=0, now=NOW)

    assert found.is_done
    assert found.words.startswith("The page could not be read.")
    assert "robots.txt asks robots" in found.words


def test_an_earlier_look_is_not_the_one_that_is_waited_for(wanted: Source) -> None:
    add_check(wanted, at=NOW)

    assert not progress(wanted, since=1, now=NOW).is_done


def test_a_page_is_fresh_for_an_hour_after_it_was_read(wanted: Source) -> None:
    Source.objects.update(last_checked_at=NOW)
    assert not is_fresh(again(wanted), NOW)
    add_snapshot(wanted, at=NOW)

    assert is_fresh(again(wanted), NOW + timedelta(minutes=59))
    assert not is_fresh(again(wanted), NOW + timedelta(minutes=61))
