"""Is the archive still what was kept? Its files, held against their digests again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage

from tracker.engine import archive, warc
from tracker.engine.errors import Damaged
from tracker.models import Body, Snapshot


@dataclass(frozen=True, slots=True)
class Verified:
    """A file of the archive, and what is wrong with it: empty where nothing is."""

    name: str
    fault: str


def number_of_files(sample: int | None) -> int:
    """How many files `files` will read."""
    counts = (Body.objects.count(), Snapshot.objects.exclude(warc="").count())
    return sum(count if sample is None else min(count, sample) for count in counts)


def files(sample: int | None) -> Iterator[Verified]:
    """Every file that a row names, read again; with `sample` so many of the bodies and
    so many of the WARC files, drawn anew each time."""
    bodies, captures = Body.objects.all(), Snapshot.objects.exclude(warc="")
    if sample is not None:
        bodies, captures = (
            bodies.order_by("?")[:sample],
            captures.order_by("?")[:sample],
        )
    for body in bodies.iterator():
        yield Verified(body.name, _fault_of_body(body))
    for name in captures.values_list("warc", flat=True).iterator():
        yield Verified(name, _fault_of_records(name))


def _fault_of_body(body: Body) -> str:
    try:
        archive.read(body)
    except Damaged as error:
        return str(error)
    return ""


def _fault_of_records(name: str) -> str:
    try:
        with default_storage.open(name) as file:
            faults = warc.faults_in(file.read())
    except warc.BROKEN as error:
        return f"{name} cannot be read: {error}"
    return f"{name}: {'; '.join(faults)}" if faults else ""
