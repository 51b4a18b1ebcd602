import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from config import environment as env
from tracker.rules.limits import Limits

ROOT = Path(settings.BASE_DIR)
GOOD = {
    "PATH": os.environ["PATH"],
    "DATABASE_URL": "postgresql://user:word@db.example.org/name",
    "REDIS_URL": "redis://redis.example.org",
    "ON_RECORD_SECRET_KEY": "a-secret",
}


def start(shown: str = "s.DEBUG", **changes: str) -> subprocess.CompletedProcess[str]:
    """Read the settings as a new process would, with these changes to good ones."""
    return subprocess.run(
        [sys.executable, "-c", f"import config.settings as s; print({shown})"],
        cwd=ROOT,
        env=GOOD | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_debugging_is_off_unless_asked_for() -> None:
    assert start().stdout == "False\n"
    assert start(ON_RECORD_DEBUG="1").stdout == "True\n"


def test_no_outside_archive_is_asked_unless_its_address_is_set() -> None:
    def is_planned(**changes: str) -> str:
        return start("'ask_outside' in s.CELERY_BEAT_SCHEDULE", **changes).stdout

    assert is_planned() == "False\n"
    assert is_planned(ON_RECORD_SAVE_ADDRESS="https://a.example/save") == "True\n"
    assert is_planned(ON_RECORD_TIMEGATE="https://a.example/web/") == "True\n"


def test_key_of_an_outside_archive_is_not_shown_where_settings_are() -> None:
    shown = start("s.OUTSIDE_ARCHIVE", ON_RECORD_SAVE_KEY="access:secret").stdout

    assert "save_address=''" in shown
    assert "secret" not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ON_RECORD_SECRET_KEY", ""),
        ("DATABASE_URL", ""),
        ("ON_RECORD_DEBUG", "perhaps"),
        ("ON_RECORD_LEASE", "two minutes"),
        ("ON_RECORD_HOST_GAPP", "5"),
        ("ON_RECORD_FETCH_DEADLINE", "60"),
        ("ON_RECORD_MIN_INTERVAL", "2592001"),
        ("ON_RECORD_SAVE_ADDRESS", "web.archive.example/save"),
        ("ON_RECORD_SAVE_KEY", "only-one-word"),
        ("ON_RECORD_SAVE_KEY", "two words:here"),
        ("ON_RECORD_TIMEGATE", "ftp://archive.example/"),
        ("ON_RECORD_BUDGET", "much"),
        ("ON_RECORD_FETCH_PORTS", "8080,ssh"),
        ("ON_RECORD_FETCH_PORTS", "22"),
        ("ON_RECORD_HOST_CAP", "0"),
        ("ON_RECORD_FINGERPRINTS", "/no/such/file.json"),
    ],
)
def test_a_start_without_sense_ends_in_one_line(name: str, value: str) -> None:
    ended = start(**{name: value})
    assert ended.returncode == 1
    assert re.fullmatch(rf"on-record: {name} .*\n", ended.stderr)


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (env.flag, "2"),
        (lambda name: env.whole(name, 1), "0"),
        (lambda name: env.whole(name, 1), "-3"),
        (lambda name: env.seconds(name, 1.0), "-1"),
        (lambda name: env.seconds(name, 1.0), "nan"),
        (lambda name: env.many_seconds(name, (1.0,)), "900,900"),
        (lambda name: env.many_seconds(name, (1.0,)), "3600,900"),
        (env.ports, "127.0.0.1"),
        (env.ports, "http://127.0.0.1:80"),
        (lambda name: env.address(name, ("redis",)), "http://redis.example.org"),
        (lambda name: env.address(name, ("redis",)), "redis://"),
        (lambda name: env.address(name, ("redis",)), "redis://host:port"),
        (env.database, "mysql://db.example.org/name"),
        (env.database, "postgresql://db.example.org/"),
        (env.mail, "mail.example.org"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(
    reader: Callable[[str], object], value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_SETTING", value)
    with pytest.raises(SystemExit, match=r"^on-record: SOME_SETTING must "):
        reader("SOME_SETTING")


def test_a_database_address_may_carry_odd_letters_and_options(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = "postgresql://us%40er:p%2Fw@db.example.org:6432/desk?sslmode=require"
    monkeypatch.setenv("SOME_SETTING", address)
    found = env.database("SOME_SETTING")
    assert found["USER"] == "us@er"
    assert found["PASSWORD"] == "p/w"
    assert (found["HOST"], found["PORT"], found["NAME"]) == (
        "db.example.org",
        "6432",
        "desk",
    )
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_database_may_live_behind_a_unix_socket(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOME_SETTING", "postgresql:///desk?host=/run/postgresql")
    found = env.database("SOME_SETTING")
    assert (found["HOST"], found["NAME"]) == ("/run/postgresql", "desk")


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtp://mail.example.org:2525", 2525, True, False),
        ("smtp://127.0.0.1:25", 25, False, False),
    ],
)
def test_mail_leaves_this_machine_never_in_the_clear(
    address: str, port: int, tls: bool, ssl: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_SETTING", address)
    found = env.mail("SOME_SETTING")
    assert found["EMAIL_PORT"] == port
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("", True),
        ("desk@example.org", True),
        ("The desk <desk@example.org>", True),
        ("desk", False),
        ("a@b.example, c@d.example", False),
        ("desk@example.org\nBcc: all@example.org", False),
    ],
)
def test_a_sender_is_one_mail_address(value: str, is_one: bool) -> None:
    assert env.is_mail_address(value) == is_one


def test_durations_are_seconds_and_lists_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_SETTING", "0.5, 2,10")
    assert env.many_seconds("SOME_SETTING", (1.0,)) == (0.5, 2.0, 10.0)


def test_without_settings_the_limits_are_those_of_the_rules() -> None:
    limits = settings.ON_RECORD
    assert limits == Limits(contact=limits.contact)


def test_a_task_is_ended_long_before_its_lease() -> None:
    limits, ended_after = settings.ON_RECORD, settings.CELERY_TASK_TIME_LIMIT
    assert limits.fetch_deadline < ended_after <= limits.lease / 2


def test_every_setting_stands_in_the_table_and_nothing_else_does() -> None:
    read = set(re.findall(r'"(ON_RECORD_[A-Z_]+|[A-Z]+_URL)"', sources()))
    table = (ROOT / "README.md").read_text()
    told = set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))
    assert told == read


def sources() -> str:
    return "".join(
        (ROOT / "config" / name).read_text()
        for name in ("settings.py", "environment.py")
    )
