"""`manage.py engine_status`, as an operator and as monitoring ask it."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories import add_check, add_source
from tracker.models import Delivery, Host, Line
from tracker.rules.vocabulary import CheckOutcome

pytestmark = pytest.mark.django_db


def ask(*arguments: str) -> str:
    out = StringIO()
    call_command("engine_status", *arguments, stdout=out)
    return out.getvalue()


def test_idle_engine_is_told_in_a_sentence_with_status_zero() -> None:
    add_check(add_source(), CheckOutcome.UNCHANGED, at=datetime.now(UTC))

    said = ask()

    assert said.startswith("Nothing is due; the last result was committed on ")
    assert "in flight    0" in said
    assert "1  Unchanged" in said


def test_stuck_engine_ends_with_status_one_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    add_source(due_at=long_ago)
    Host.objects.update(next_allowed_at=long_ago)

    with pytest.raises(SystemExit) as end:
        call_command("engine_status")

    assert end.value.code == 1
    said = capsys.readouterr().out
    assert said.startswith("Stuck: sources are due, and no result was ever committed.")
    assert "`sweep`" in said


def test_json_is_one_object_for_a_program() -> None:
    add_check(add_source("https://one.example/"), at=datetime.now(UTC))
    add_source("https://one.example/b", due_at=datetime.now(UTC))

    found = json.loads(ask("--json"))

    assert found["condition"] == "healthy"
    assert (found["due"], found["in_flight"]) == (1, 0)
    assert found["busiest"][0]["name"] == "one.example"
    assert found["states"] == {"ok": 2}


def test_sites_whose_pages_are_not_seen_are_named_worst_first() -> None:
    now = datetime.now(UTC)
    for number, outcome in enumerate((CheckOutcome.TIMEOUT, CheckOutcome.BLOCKED)):
        add_check(add_source(f"https://bad.example/{number}"), outcome, at=now)
    add_check(add_source("https://worse.example/"), CheckOutcome.NOT_FOUND, at=now)
    add_check(add_source("https://fine.example/"), CheckOutcome.CHANGED, at=now)

    failing = json.loads(ask("--json"))["failing"]

    assert [(site["name"], site["checks"]) for site in failing] == [
        ("bad.example", 2),
        ("worse.example", 1),
    ]
    assert "2  bad.example" in ask()


def test_mail_that_does_not_get_out_is_named() -> None:
    now = datetime.now(UTC)
    Line.objects.create(failures=1, problem="It is away.", failing_since=now)
    Delivery.objects.create(key="1", recipient="a@example.org")

    said = ask()

    assert "1  waiting" in said
    assert "the mail server fails since" in said
    assert json.loads(ask("--json"))["outbox"]["lines"][0]["problem"] == "It is away."
