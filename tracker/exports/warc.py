"""Captures as one WARC file, which every web archive can read and replay."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from warcio.warcwriter import WARCWriter

from tracker.models import Snapshot


def captures(chosen: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """The chosen captures, oldest first, with those that they refer to.

    A capture of bytes that were captured before is a `revisit` of the first capture
    of that body. Without the first one it would replay as an empty page.
    """
    firsts = (
        Snapshot.objects.filter(body__in=chosen.values("body"))
        .order_by("body", "captured_at", "id")
        .distinct("body")
    )
    wanted = Snapshot.objects.filter(pk__in=chosen.values("pk"))
    both = wanted | Snapshot.objects.filter(pk__in=firsts.values("pk"))
    return both.exclude(warc="").order_by("captured_at", "id")


def write(
    chosen: QuerySet[Snapshot], out: BinaryIO, *, robot: str, now: datetime
) -> Iterator[Snapshot]:
    """Write the captures to a file, yielding each once it is written.

    Every record is a gzip member of its own, so the stored files are copied as they
    are: what was captured leaves byte for byte. Raises FileNotFoundError for a file
    that the storage has lost.
    """
    out.write(_about(robot=robot, now=now))
    for snapshot in captures(chosen).iterator():
        with default_storage.open(snapshot.warc) as file:
            shutil.copyfileobj(file, out)
        yield snapshot


def _about(*, robot: str, now: datetime) -> bytes:
    """The record that opens the file and says who wrote it."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    info = {"software": robot, "format": "WARC File Format 1.1"}
    record = writer.create_warcinfo_record("", info)
    date = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record.rec_headers.replace_header("WARC-Date", date)
    writer.write_record(record)
    return file.getvalue()
