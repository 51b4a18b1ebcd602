"""`manage.py recheck`, run as an operator runs it."""

import json
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.engine.looking import OPENING, QUOTE, Pages, story
from tests.factories import add_citation, add_claim, add_source, day
from tests.tasks.conftest import manage
from tracker.models import Check, Host, Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits")]


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/report", story())
    return add_source(pages.url("/report"))


def recheck(*arguments: str) -> str:
    out = StringIO()
    call_command("recheck", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def recheck_json(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(recheck(*arguments, "--json").splitlines()[-1])
    return found


def test_source_is_checked_by_its_number_and_told_in_words(source: Source) -> None:
    add_citation(add_claim("harbour"), source, exact=QUOTE, at=day(8))

    said = recheck(str(source.pk))

    assert said.startswith("Unchanged: first look at this page")
    assert "HTTP 200" in said
    assert "claim harbour" in said
    assert "next look" in said
    assert Check.objects.count() == 1


def test_source_is_found_by_its_address_however_written(source: Source) -> None:
    recheck(source.url + "#top")

    assert Check.objects.get().source == source


def test_last_line_of_json_is_the_outcome(pages: Pages, source: Source) -> None:
    add_citation(add_claim(), source, exact=QUOTE, at=day(8))
    recheck(str(source.pk))
    softened = QUOTE.replace("confirmed", "reported")
    pages.say("/report", story(OPENING, softened))

    found = recheck_json(str(source.pk))

    assert (found["outcome"], found["http_status"]) == ("changed", 200)
    assert (found["final_url"], found["changed"]) == (source.url, True)
    (citation,) = found["citations"]
    assert citation["matched"] == softened
    assert found["review_items"][0]["kind"] == "words_altered"


def test_stranger_is_looked_at_and_nothing_is_kept(pages: Pages) -> None:
    pages.say("/other", story(title="Another page"))

    assert "Another page" in recheck(pages.url("/other"))
    found = recheck_json(pages.url("/other"))

    assert (found["outcome"], found["citations"]) == ("unchanged", [])
    assert not Source.objects.exists()
    assert not Host.objects.exists()


def test_stranger_becomes_a_source_when_it_shall_be_kept(pages: Pages) -> None:
    pages.say("/other", story())

    recheck(pages.url("/other"), "--keep")

    assert Source.objects.get().checks.count() == 1


def test_address_that_is_not_allowed_is_refused_as_a_finding() -> None:
    found = recheck_json("http://127.0.0.1:9/")

    assert (found["outcome"], found["http_status"]) == ("refused_ssrf", None)
    assert found["final_url"] == "http://127.0.0.1:9/"


@pytest.mark.parametrize("what", ["", "999999", "nonsense", "ftp://news.example/"])
def test_unknown_input_is_one_clear_line_and_status_two(what: str) -> None:
    with pytest.raises(CommandError) as failure:
        recheck(what)

    assert failure.value.returncode == 2
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("nonsense", "invalid_url"),
        ("news.example/a", "invalid_url"),
        ("http://", "invalid_url"),
        ("ftp://news.example/", "refused_ssrf"),
        ("http://user:word@news.example/", "refused_ssrf"),
        ("http://news.example/a b", "refused_ssrf"),
        ("http://127.0.0.1\\@news.example/", "refused_ssrf"),
        ("999999", None),
        ("", None),
    ],
)
def test_what_cannot_be_looked_at_is_an_object_too(
    capsys: pytest.CaptureFixture[str], what: str, expected: str | None
) -> None:
    with pytest.raises(CommandError) as failure:
        call_command("recheck", what, "--json")

    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert failure.value.returncode == 2
    assert (found["outcome"], found["citations"]) == (expected, [])
    assert {"reason", "http_status", "final_url", "changed"} <= set(found)


def test_address_that_is_too_long_to_keep_can_be_looked_at(pages: Pages) -> None:
    pages.say("/" + "x" * 2100, story())
    url = pages.url("/" + "x" * 2100)

    assert recheck_json(url)["outcome"] == "unchanged"
    with pytest.raises(CommandError, match="longer than 2000") as failure:
        recheck(url, "--keep")
    assert failure.value.returncode == 2


def test_stranger_on_a_site_that_we_know_waits_for_its_turn(
    pages: Pages, source: Source
) -> None:
    pages.say("/other", story(title="Another page"))
    soon = datetime.now(UTC) + timedelta(seconds=0.5)
    Host.objects.update(next_allowed_at=soon)

    recheck(pages.url("/other"))

    assert datetime.now(UTC) >= soon
    assert Source.objects.count() == 1


def test_second_look_by_hand_comes_at_once_where_no_pause_is_asked_for(
    pages: Pages,
) -> None:
    pages.say("/other", story())
    began = time.monotonic()
    outcomes = [recheck_json(pages.url("/other"), "--keep")["outcome"]]
    pages.say("/other", story(OPENING, QUOTE))
    outcomes.append(recheck_json(pages.url("/other"), "--keep")["outcome"])

    assert outcomes == ["unchanged", "changed"]
    assert time.monotonic() - began < 5


@pytest.mark.django_db(transaction=True)
def test_look_that_is_stopped_by_hand_leaves_the_source_free(
    pages: Pages, environment: dict[str, str], source: Source
) -> None:
    held = pages.hold("/report")
    command = [sys.executable, "manage.py", "recheck", str(source.pk)]
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=settings.BASE_DIR,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has its jobs ignore a Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert held.begun.wait(timeout=30)

    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    held.go.set()

    source.refresh_from_db()
    assert (process.returncode, said) == (130, b"")
    assert (source.lease_token, source.host.lease_token) == (None, None)


def test_source_whose_site_wants_peace_is_not_asked(source: Source) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    Host.objects.update(backoff_until=until)

    with pytest.raises(CommandError, match="the site asked to be left alone"):
        recheck(str(source.pk))

    assert not Check.objects.exists()


def test_short_pause_of_a_site_is_waited_for(source: Source) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=0.5)
    Host.objects.update(next_allowed_at=soon)

    recheck(str(source.pk))

    assert Check.objects.get().started_at >= soon


def test_drain_checks_all_that_is_due(pages: Pages, source: Source) -> None:
    pages.say("/second", story())
    now = datetime.now(UTC)
    add_source(pages.url("/second"), due_at=now)
    Source.objects.filter(pk=source.pk).update(due_at=now)
    add_source(pages.url("/later"), due_at=now + timedelta(days=1))

    said = recheck("--drain")

    assert "2 checks, nothing more is due" in said
    assert Check.objects.count() == 2


def test_drain_says_which_sites_have_to_be_waited_for(source: Source) -> None:
    now = datetime.now(UTC)
    Source.objects.update(due_at=now)
    Host.objects.update(backoff_until=now + timedelta(hours=1))

    said = recheck("--drain")

    assert "0 checks" in said
    assert "the site asked to be left alone" in said


@pytest.mark.django_db(transaction=True)
def test_drain_works_with_the_broker_down(
    pages: Pages, environment: dict[str, str], source: Source
) -> None:
    Source.objects.update(due_at=datetime.now(UTC))

    done = manage(
        "recheck",
        "--drain",
        environment=environment | {"REDIS_URL": "redis://127.0.0.1:1/0"},
    )

    assert done.returncode == 0, done.stderr
    assert "1 check, nothing more is due" in done.stdout
    assert Check.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_unknown_input_ends_with_status_two(environment: dict[str, str]) -> None:
    done = manage("recheck", "nonsense", environment=environment)

    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
