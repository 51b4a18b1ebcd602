import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction

from config.options import NotPossible
from config.plainly import Unusable, plainly
from config.run import refuse_another_press
from tests import factories as make

ROOT = Path(settings.BASE_DIR)


@pytest.mark.parametrize(
    "command", [["migrate"], ["recheck", "1"], ["recheck", "--drain"], ["demo", "load"]]
)
def test_a_database_that_is_not_there_is_told_in_one_line(
    command: list[str], tmp_path: Path
) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": "postgresql://desk:pass-word@127.0.0.1:1/desk",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "ON_RECORD_SECRET_KEY": "k" * 50,
        "ON_RECORD_VAR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("on-record: the database of DATABASE_URL cannot be reached")
    assert "Traceback" not in done.stderr
    assert "pass-word" not in done.stderr


@pytest.mark.django_db
def test_a_database_without_tables_says_how_to_make_them() -> None:
    with (
        pytest.raises(Unusable, match=r"manage\.py migrate"),
        plainly(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM tracker_of_nothing")


def test_what_the_server_itself_refuses_keeps_its_traceback() -> None:
    refused = OperationalError("canceling statement")
    refused.__cause__ = psycopg.errors.QueryCanceled("canceling statement")
    with pytest.raises(OperationalError), plainly():
        raise refused


@pytest.mark.django_db
def test_a_desk_stays_with_the_ports_at_which_its_press_was() -> None:
    make.add_source(url="http://127.0.0.1:8001/belgorod")
    refuse_another_press(8001)
    with pytest.raises(NotPossible, match="ON_RECORD_PRESS_PORT=8001"):
        refuse_another_press(8101)
