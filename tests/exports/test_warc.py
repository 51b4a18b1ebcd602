"""The archive leaves as one WARC file that other people's tools can read and replay."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tests.factories import add_citation, add_claim, add_source
from tracker.engine import archive
from tracker.engine.types import Fetched, Text
from tracker.exports import warc
from tracker.models import Snapshot, Source

pytestmark = pytest.mark.django_db

MORNING = datetime(2025, 4, 8, 9, 30, tzinfo=UTC)
TEXT = Text(
    title="", article="", full="", published=None, language="en", extractor="by hand"
)


@dataclass
class Asked:
    inputs: list[str]
    verbose: bool = False


def capture(source: Source, body: bytes, *, hours: int = 0) -> Snapshot:
    at = MORNING + timedelta(hours=hours)
    fetched = Fetched(
        requested_url=source.url,
        final_url=source.url,
        started=at,
        finished=at,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
    )
    kept = archive.keep(fetched, source=source.pk, token=uuid4())
    version = archive.Version(kept, fetched, TEXT)
    return archive.enter({source.pk: version}, now=at)[source.pk]


def export(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    """The kinds and addresses of the records that a command wrote."""
    file = folder / "archive.warc.gz"
    call_command("export_warc", str(file), *arguments, stdout=StringIO())
    assert Checker(Asked([str(file)])).process_all() == 0
    with file.open("rb") as stream:
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or "")
            for record in ArchiveIterator(stream)
        ]


def test_file_opens_with_who_wrote_it_and_holds_every_capture_in_order(
    tmp_path: Path,
) -> None:
    later, earlier = add_source("https://a.example/"), add_source("https://b.example/")
    capture(later, b"one", hours=2)
    capture(earlier, b"two", hours=1)

    assert export(tmp_path) == [
        ("warcinfo", ""),
        ("response", earlier.url),
        ("request", earlier.url),
        ("response", later.url),
        ("request", later.url),
    ]


def test_revisit_brings_along_the_capture_that_it_refers_to(tmp_path: Path) -> None:
    first, copy = add_source("https://a.example/"), add_source("https://b.example/")
    capture(first, b"the same")
    capture(copy, b"the same", hours=1)

    written = export(tmp_path, "--source", str(copy.pk))

    assert ("response", first.url) in written
    assert ("revisit", copy.url) in written


def test_claim_exports_what_it_cites_and_nothing_else(tmp_path: Path) -> None:
    cited, other = add_source("https://a.example/"), add_source("https://b.example/")
    claim = add_claim("troops-hold-positions")
    add_citation(claim, cited, at=MORNING)
    capture(cited, b"cited")
    capture(other, b"not cited")

    written = export(tmp_path, "--claim", claim.slug)

    assert {url for _, url in written} == {"", cited.url}


def test_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "archive.warc.gz"
    file.write_text("mine")

    with pytest.raises(CommandError, match="is there already"):
        call_command("export_warc", str(file))

    assert file.read_text() == "mine"


def test_lost_capture_stops_the_export_and_leaves_no_half_file(tmp_path: Path) -> None:
    lost = capture(add_source("https://a.example/"), b"lost")
    default_storage.delete(lost.warc)

    with pytest.raises(CommandError, match="nothing was exported"):
        call_command("export_warc", str(tmp_path / "archive.warc.gz"))

    assert list(tmp_path.iterdir()) == []


def test_place_where_no_file_can_be_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(CommandError, match="nothing was exported"):
        call_command("export_warc", str(tmp_path / "file" / "archive.warc.gz"))


def test_export_that_is_interrupted_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    capture(add_source("https://a.example/"), b"one")
    monkeypatch.setattr(warc, "write", interrupted)

    with pytest.raises(KeyboardInterrupt):
        call_command("export_warc", str(tmp_path / "archive.warc.gz"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--source", "999"), "no source 999"), (("--claim", "x"), "no claim x")],
)
def test_unknown_part_is_said_in_one_line(
    tmp_path: Path, arguments: tuple[str, str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("export_warc", str(tmp_path / "archive.warc.gz"), *arguments)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_terminal_sees_how_far_it_is_and_a_pipe_sees_nothing(tmp_path: Path) -> None:
    capture(add_source("https://a.example/"), b"one")
    terminal, pipe = Terminal(), StringIO()

    for number, stream in enumerate((terminal, pipe)):
        file = str(tmp_path / f"{number}.warc.gz")
        call_command("export_warc", file, stdout=StringIO(), stderr=stream)

    assert "1 of 1 captures (100 %)" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert pipe.getvalue() == ""


def test_file_says_who_wrote_it_with_what_and_how(tmp_path: Path) -> None:
    export(tmp_path)

    with (tmp_path / "archive.warc.gz").open("rb") as stream:
        about = next(ArchiveIterator(stream))
        told = about.content_stream().read().decode()
    assert about.rec_headers.get_header("WARC-Filename") == "archive.warc.gz"
    assert "software: On Record\r\n" in told
    assert "conformsTo: http" in told
    assert "operator: http" in told
