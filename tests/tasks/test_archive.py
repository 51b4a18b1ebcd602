"""A process that dies between the archive's files and their rows."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tests.engine.looking import Pages, story
from tests.factories import add_source
from tests.tasks.conftest import kill, manage, until
from tracker.engine.archive import body_of
from tracker.models import Body, Check, Host, Snapshot, Source

pytestmark = pytest.mark.django_db(transaction=True)


def captures() -> set[Path]:
    """The WARC files that have something in them."""
    found = Path(settings.MEDIA_ROOT).rglob("*.warc.gz")
    return {path for path in found if path.stat().st_size}


def killed_while_recording(
    source: Source, pages: Pages, environment: dict[str, str]
) -> None:
    """kill -9 for a look that has stored its files and waits to write its rows."""
    before, page = captures(), pages.hold("/report")
    look = subprocess.Popen(
        [sys.executable, "manage.py", "recheck", str(source.pk)],
        env=environment,
        cwd=settings.BASE_DIR,
        start_new_session=True,
    )
    try:
        assert page.begun.wait(timeout=60)
        with transaction.atomic():
            # The record begins with its site's row, and waits for whoever has it.
            Host.objects.select_for_update().get(sources=source)
            page.go.set()
            assert until(lambda: bool(captures() - before))
            kill(look)
    finally:
        kill(look)


def test_kill_between_files_and_rows_leaves_no_row_and_the_next_look_is_whole(
    pages: Pages, environment: dict[str, str]
) -> None:
    page = story(title="Written for the look that dies")
    pages.say("/report", page)
    source = add_source(pages.url("/report"))
    # Rules that are known need not be written down before the page is kept.
    Host.objects.update(robots_status=200, robots_fetched_at=timezone.now())

    killed_while_recording(source, pages, environment)

    tables = (Body, Snapshot, Check)
    assert [table._default_manager.count() for table in tables] == [0, 0, 0]

    # As when the lease has run out.
    for table in (Source, Host):
        table._default_manager.update(lease_until=timezone.now())
    done = manage("recheck", str(source.pk), environment=environment)

    assert done.returncode == 0, done.stderr
    snapshot = Snapshot.objects.get()
    assert body_of(snapshot) == page.encode()
    kept = Path(settings.MEDIA_ROOT) / snapshot.body.name
    assert list(kept.parent.glob(f"{snapshot.body.digest}*")) == [kept]
