"""Captures as one WARC file, which every web archive can read and replay."""

import shutil
from collections.abc import Iterator
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from tracker.models import Snapshot


def captures(chosen: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """The chosen captures, oldest first, with those that they refer to.

    A capture of bytes that were captured before is a `revisit` of the first capture
    of that body. Without the first one it would replay as an empty page.
    """
    kept = Snapshot.objects.exclude(warc="")
    firsts = (
        kept.filter(body__in=chosen.values("body"))
        .order_by("body", "id")
        .distinct("body")
    )
    wanted = kept.filter(pk__in=chosen.values("pk"))
    both = wanted | kept.filter(pk__in=firsts.values("pk"))
    return both.order_by("captured_at", "id")


def write(
    chosen: QuerySet[Snapshot], out: BinaryIO, *, opening: bytes
) -> Iterator[Snapshot]:
    """Write the opening record and the captures to a file, yielding each once it is
    written.

    Every record is a gzip member of its own, so the stored files are copied as they
    are: what was captured leaves byte for byte. Raises FileNotFoundError for a file
    that the storage has lost.
    """
    out.write(opening)
    for snapshot in captures(chosen).iterator():
        with default_storage.open(snapshot.warc) as file:
            shutil.copyfileobj(file, out)
        yield snapshot
