"""Snapshots on their way to the storage and back.

Files come before rows: a crash between the two leaves a file that nothing names, and
the next attempt finds it by its digest. No file that exists is ever written again.
"""

import hashlib
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tracker.engine import warc
from tracker.engine.errors import Damaged
from tracker.engine.types import Fetched, Text
from tracker.models import Body, Extraction, Snapshot

FOLDER = "archive"
_LONGEST_URL = 2000
_LONGEST_TYPE = 200

_LONGEST_ADDRESS = 2000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """Files in the storage that no row names yet."""

    digest: str
    size: int
    name: str
    warc: str


@dataclass(frozen=True, slots=True)
class Version:
    """A new version to be entered: its files, its answer and its text."""

    kept: Kept
    fetched: Fetched
    text: Text


def keep(fetched: Fetched, *, source: int, token: UUID) -> Kept:
    """Store the bytes once, and the capture as WARC records."""
    raw = hashlib.sha256(fetched.body)
    known = Body.objects.filter(digest=raw.hexdigest()).first()
    name = known.name if known else _store_body(fetched.body, raw.hexdigest())
    original = _original(known, raw.digest()) if known else None
    records = _stored(
        f"{FOLDER}/warc/{fetched.finished:%Y/%m/%d}/{source}-{token}.warc.gz",
        warc.capture(fetched, original=original),
    )
    return Kept(raw.hexdigest(), len(fetched.body), name, records)


def settle(files: Iterable[Kept]) -> None:
    """Have the files on the disk, should the power fail, before any row names them.

    A storage that is no folder of this machine is sure of what it has taken.
    """
    names = {name for one in files for name in (one.name, one.warc)}
    try:
        paths = [Path(default_storage.path(name)) for name in names]
    except NotImplementedError:
        return
    root = Path(default_storage.path(FOLDER))
    folders = {folder for path in paths for folder in path.parents}
    for path in (*paths, *(one for one in folders if one.is_relative_to(root))):
        _settle(path)


def _settle(path: Path) -> None:
    """A new file is sure when its folder is, too, which names it."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def enter(versions: Mapping[int, Version], *, now: datetime) -> dict[int, Snapshot]:
    """The rows for what `keep` stored, by source; called in the checks' transaction."""
    # In one order, as two transactions that enter the same bytes wait for each other.
    kept = sorted({one.kept.digest: one.kept for one in versions.values()}.items())
    Body.objects.bulk_create(
        (Body(digest=digest, size=one.size, name=one.name) for digest, one in kept),
        ignore_conflicts=True,
    )
    snapshots = Snapshot.objects.bulk_create(
        _snapshot(source, one, now=now) for source, one in versions.items()
    )
    Extraction.objects.bulk_create(
        _extraction(snapshot, one.text, now=now)
        for snapshot, one in zip(snapshots, versions.values(), strict=True)
    )
    return dict(zip(versions, snapshots, strict=True))


def _snapshot(source: int, version: Version, *, now: datetime) -> Snapshot:
    fetched = version.fetched
    return Snapshot(
        source_id=source,
        body_id=version.kept.digest,
        captured_at=fetched.finished,
        recorded_at=now,
        # The longest are cut here; the WARC records have all of every address.
        final_url=fetched.final_url[:_LONGEST_URL],
        http_status=fetched.status,
        content_type=fetched.header("content-type")[:_LONGEST_TYPE],
        headers=[list(pair) for pair in fetched.headers],
        warc=version.kept.warc,
    )


def _extraction(snapshot: Snapshot, text: Text, *, now: datetime) -> Extraction:
    return Extraction(
        snapshot=snapshot,
        extractor=text.extractor,
        title=text.title,
        article=text.article,
        full=text.full,
        language=text.language[:12],
        canonical=text.signals.canonical[:_LONGEST_ADDRESS],
        published_at=text.published,
        recorded_at=now,
    )


def enter_text(snapshot: Snapshot, text: Text, *, now: datetime) -> None:
    """Remember what this version of the extractor read; the first reading stays."""
    Extraction.objects.bulk_create(
        [_extraction(snapshot, text, now=now)], ignore_conflicts=True
    )


def body_of(snapshot: Snapshot) -> bytes:
    """The bytes of a capture; raises `Damaged` where they are not those any more."""
    return read(snapshot.body)


def read(body: Body) -> bytes:
    """Bytes that were kept, held against their digest; raises `Damaged`."""
    try:
        with default_storage.open(body.name) as file:
            raw: bytes = file.read()
    except OSError as error:
        raise Damaged(f"{body.name} cannot be read: {error}") from error
    if hashlib.sha256(raw).hexdigest() != body.digest:
        raise Damaged(f"{body.name} is not what its digest says")
    return raw


def _original(known: Body, digest: bytes) -> warc.Original | None:
    """The record of the first capture of a body; None where it cannot be read, and
    then the bytes are written again.

    First by number: every capture that came after it could see it, and is a revisit.
    """
    first = known.snapshots.exclude(warc="").order_by("id").first()
    if first is None:
        return None
    try:
        with default_storage.open(first.warc) as file:
            return warc.original_in(file.read(), digest=digest)
    except warc.BROKEN as error:
        log.warning("%s cannot be referred to: %s", first.warc, error)
        return None


def _store_body(body: bytes, digest: str) -> str:
    """Store bytes under their digest, or find them there whole from an earlier try."""
    name = f"{FOLDER}/bodies/{digest[:2]}/{digest}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            if hashlib.sha256(file.read()).hexdigest() == digest:
                return name
        # Written halfway when a machine died; the storage finds another name.
        log.warning("%s is not what its name says; it is left and stored anew", name)
    return _stored(name, body)


def _stored(name: str, content: bytes) -> str:
    stored: str = default_storage.save(name, ContentFile(content))
    return stored
