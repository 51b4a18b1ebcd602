"""`manage.py verify_archive` finds what a disk, or somebody, did to the archive."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.exports.test_warc import capture
from tests.factories import add_source
from tracker.models import Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot() -> Snapshot:
    return capture(add_source("https://a.example/"), b"Both piers are safe." * 9)


def verify(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_archive", *arguments, stdout=out)
    return out.getvalue()


def flip(name: str) -> None:
    path = Path(default_storage.path(name))
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


def test_archive_that_is_whole_is_called_so(snapshot: Snapshot) -> None:
    assert verify() == "2 files read, all as they were kept\n"


@pytest.mark.parametrize("kind", ["body", "records"])
@pytest.mark.parametrize("harm", [flip, default_storage.delete])
def test_file_that_is_lost_or_damaged_is_named(
    snapshot: Snapshot, kind: str, harm: object
) -> None:
    name = snapshot.body.name if kind == "body" else snapshot.warc
    assert callable(harm)
    harm(name)
    out = StringIO()

    with pytest.raises(CommandError, match="1 of 2 files are lost or damaged") as ended:
        call_command("verify_archive", stdout=out)

    assert ended.value.returncode == 1
    assert out.getvalue().startswith(name)


def test_sample_reads_so_many_of_each(snapshot: Snapshot) -> None:
    capture(add_source("https://b.example/"), b"another")

    assert verify("--sample", "1").startswith("2 files read")
    assert verify("--sample", "9").startswith("4 files read")
    with pytest.raises(CommandError, match="at least one"):
        verify("--sample", "0")
