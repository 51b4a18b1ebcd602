"""What was captured stays: bodies by digest, captures as WARC, files before rows."""

import hashlib
import os
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tests.engine.looking import CLOSING, OPENING, Desk, Pages, story
from tests.factories import add_source
from tracker.engine import archive
from tracker.engine.archive import Version, body_of, enter, keep
from tracker.engine.errors import Damaged
from tracker.engine.run import run_check
from tracker.engine.types import Fetched, Text
from tracker.models import Body, Check, Extraction, Snapshot, Source

pytestmark = pytest.mark.django_db

NO_TEXT = Text("", "", "", None, "", "by hand")


@pytest.fixture
def mark() -> str:
    """Words that make this test's page another one than every other test's."""
    return f"This page was written for one reader only, whose number is {uuid4()}."


@pytest.fixture
def source(pages: Pages, mark: str) -> Source:
    pages.say("/report", story(OPENING, mark, CLOSING))
    return add_source(pages.url("/report"))


def snapshot_of(check: Check) -> Snapshot:
    assert check.snapshot is not None
    return check.snapshot


def records(snapshot: Snapshot) -> list[tuple[str, str, bytes]]:
    with default_storage.open(snapshot.warc) as file:
        return [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(BytesIO(file.read()))
        ]


def fields(snapshot: Snapshot) -> Any:
    """The fields of a capture's first record."""
    with default_storage.open(snapshot.warc) as file:
        return next(ArchiveIterator(BytesIO(file.read()))).rec_headers


def read_by_an_older_extractor(source: Source, desk: Desk) -> Snapshot:
    """The last capture of a source, whose text only an older extractor has read."""
    first = snapshot_of(desk.look(source))
    older = Snapshot.objects.create(
        source=source,
        body=first.body,
        captured_at=desk.clock(),
        final_url=source.url,
        http_status=200,
        content_type="text/html",
    )
    text = first.extractions.get()
    older.extractions.create(
        extractor="old/1", title=text.title, full=text.full, article=text.article
    )
    return older


def damage(name: str) -> None:
    """One bit falls over on the disk."""
    path = Path(default_storage.path(name))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_body_is_kept_under_its_digest(desk: Desk, source: Source, mark: str) -> None:
    snapshot = snapshot_of(desk.look(source))

    raw = body_of(snapshot)
    assert mark.encode() in raw
    assert snapshot.body.digest == hashlib.sha256(raw).hexdigest()
    assert snapshot.body.name.endswith(snapshot.body.digest)
    assert snapshot.body.size == len(raw)


def test_capture_is_a_warc_of_answer_and_request(desk: Desk, source: Source) -> None:
    snapshot = snapshot_of(desk.look(source))

    (answer, request) = records(snapshot)
    assert answer == ("response", source.url, body_of(snapshot))
    assert request[:2] == ("request", source.url)


def test_warc_tools_find_nothing_wrong_with_a_capture(
    desk: Desk, pages: Pages, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    pages.say(
        "/old", "", status="301 Moved Permanently", headers="Location: /report\r\n"
    )
    moved = add_source(pages.url("/old"))
    snapshot = snapshot_of(desk.look(moved))

    class Asked:
        inputs = (default_storage.path(snapshot.warc),)
        verbose = False

    assert Checker(Asked()).process_all() in (0, None)
    assert capsys.readouterr().out == ""
    assert next(kind for kind, *_ in records(snapshot)) == "response"
    assert len(records(snapshot)) == 4


def test_same_body_is_stored_once_and_revisited(
    desk: Desk, pages: Pages, source: Source, mark: str
) -> None:
    pages.say("/copy", story(OPENING, mark, CLOSING))
    copy = add_source(pages.url("/copy"))

    first, second = snapshot_of(desk.look(source)), snapshot_of(desk.look(copy))

    assert first.body_id == second.body_id
    assert Body.objects.count() == 1
    kind, url, content = records(second)[0]
    assert (kind, url, content) == ("revisit", copy.url, b"")


def test_repeat_of_a_capture_that_was_damaged_is_stored_whole(
    desk: Desk, pages: Pages, source: Source, mark: str
) -> None:
    first = snapshot_of(desk.look(source))
    damage(first.warc)
    pages.say("/copy", story(OPENING, mark, CLOSING))

    second = snapshot_of(desk.look(add_source(pages.url("/copy"))))

    assert records(second)[0][0] == "response"
    assert records(second)[0][2] == body_of(second)


def test_repeat_never_refers_to_a_repeat(desk: Desk, mark: str) -> None:
    """A slow look may end after a quicker one that began later."""
    addresses = [f"https://{name}.example/" for name in ("first", "slow", "last")]
    for address, hours in zip(addresses, (0, -1, 1), strict=True):
        at = desk.clock() + timedelta(hours=hours)
        fetched = Fetched(
            requested_url=address,
            final_url=address,
            started=at,
            finished=at,
            status=200,
            body=mark.encode(),
        )
        source = add_source(address).pk
        kept = keep(fetched, source=source, token=uuid4())
        version = Version(kept, fetched, NO_TEXT)
        last = enter({source: version}, now=at)[source]

    assert fields(last).get_header("WARC-Refers-To-Target-URI") == addresses[0]


def test_page_that_a_cap_cuts_short_is_never_kept(desk: Desk, source: Source) -> None:
    desk.tools = replace(desk.tools, gate=replace(desk.tools.gate, body_cap=600))

    check = desk.look(source)

    assert (check.outcome, check.snapshot) == ("too_large", None)
    assert not Body.objects.exists()


def test_page_at_a_very_long_address_is_kept(
    desk: Desk, pages: Pages, source: Source
) -> None:
    far = "/" + "a" * 3000
    pages.say("/short", "", status="302 Found", headers=f"Location: {far}\r\n")
    pages.say(far, story())

    snapshot = snapshot_of(desk.look(add_source(pages.url("/short"))))

    assert pages.url(far).startswith(snapshot.final_url)
    assert ("response", pages.url(far), body_of(snapshot)) in records(snapshot)


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_body_that_is_not_what_was_kept_is_never_read_as_the_page(
    desk: Desk, source: Source, harm: str
) -> None:
    snapshot = snapshot_of(desk.look(source))
    if harm == "lost":
        default_storage.delete(snapshot.body.name)
    else:
        damage(snapshot.body.name)

    with pytest.raises(Damaged):
        body_of(snapshot)


def test_look_goes_on_with_the_text_that_is_known_of_a_damaged_version(
    desk: Desk, source: Source
) -> None:
    older = read_by_an_older_extractor(source, desk)
    damage(older.body.name)

    check = desk.look(source, after=60)

    assert (check.outcome, check.change) == ("unchanged", "unchanged")


def test_capture_keeps_the_text_with_the_extractor_that_read_it(
    desk: Desk, source: Source, mark: str
) -> None:
    snapshot = snapshot_of(desk.look(source))

    extraction = Extraction.objects.get(snapshot=snapshot)
    assert mark in extraction.full
    assert "trafilatura" in extraction.extractor


def test_old_version_is_read_again_by_a_newer_extractor(
    desk: Desk, source: Source, mark: str
) -> None:
    older = read_by_an_older_extractor(source, desk)

    check = desk.look(source, after=60)

    assert check.change == "unchanged"
    assert older.extractions.count() == 2


def test_storage_that_fails_leaves_no_row(
    desk: Desk, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **kwargs: Any) -> str:
        raise OSError("no space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    lease = desk.lease(source)

    with pytest.raises(OSError, match="no space"):
        run_check(lease, tools=desk.tools)

    rows = (Body, Snapshot, Check)
    assert [table._default_manager.count() for table in rows] == [0, 0, 0]
    source.refresh_from_db()
    assert (source.check_seq, source.lease_token) == (0, lease.token)


def test_file_of_a_crashed_attempt_is_used_again(
    desk: Desk, source: Source, pages: Pages, mark: str
) -> None:
    raw = story(OPENING, mark, CLOSING).encode()
    digest = hashlib.sha256(raw).hexdigest()
    left = default_storage.save(
        f"archive/bodies/{digest[:2]}/{digest}", ContentFile(raw)
    )

    snapshot = snapshot_of(desk.look(source))

    assert snapshot.body.name == left
    folder = Path(default_storage.path(left)).parent
    assert len(list(folder.glob(f"{digest}*"))) == 1


def test_file_that_was_written_halfway_is_left_and_stored_anew(
    desk: Desk, source: Source, mark: str
) -> None:
    raw = story(OPENING, mark, CLOSING).encode()
    digest = hashlib.sha256(raw).hexdigest()
    torn = default_storage.save(
        f"archive/bodies/{digest[:2]}/{digest}", ContentFile(raw[:100])
    )

    snapshot = snapshot_of(desk.look(source))

    assert snapshot.body.name != torn
    assert body_of(snapshot) == raw


def test_files_are_on_the_disk_before_a_row_names_them(
    desk: Desk, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure: list[tuple[Path, int]] = []
    fsync = os.fsync

    def noted(opened: int) -> None:
        sure.append((Path(os.readlink(f"/proc/self/fd/{opened}")), rows()))
        fsync(opened)

    def rows() -> int:
        return Snapshot.objects.count()

    monkeypatch.setattr(os, "fsync", noted)

    snapshot = desk.look(source).snapshot

    assert snapshot is not None
    named = [
        Path(default_storage.path(one)) for one in (snapshot.body.name, snapshot.warc)
    ]
    settled = [path for path, _ in sure]
    assert {number for _, number in sure} == {0}
    for path in named:
        assert path in settled
        assert path.parent in settled
    assert Path(default_storage.path(archive.FOLDER)) in settled
