"""Imports: a file's lines, counted, then taken a batch at a time."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction

from tracker.intake.imports import claims, positions, sources
from tracker.intake.imports.columns import TABLES
from tracker.intake.imports.encoding import Encoding
from tracker.intake.imports.table import read
from tracker.intake.imports.types import Fault, Row, Seen, Taken, Unreadable
from tracker.models import Job, JobProblem, Upload, UploadPart
from tracker.review.errors import Refused
from tracker.rules.vocabulary import JobKind
from tracker.text import storable

SIZE = 1000
PART = 1_000_000
_TAKE: dict[JobKind, Callable[..., Taken]] = {
    JobKind.CLAIMS: claims.take,
    JobKind.SOURCES: sources.take,
    JobKind.POSITIONS: positions.take,
}
_NOTE: dict[JobKind, Callable[..., None]] = {
    JobKind.CLAIMS: claims.note,
    JobKind.SOURCES: sources.note,
    JobKind.POSITIONS: positions.note,
}

# A file is kept for as long after it was sent, in days; what came of it, for ever.
KEPT = 30


def forget_old(now: datetime) -> None:
    """Let go of the bytes of files that nobody needs any more."""
    old = now - timedelta(days=KEPT)
    UploadPart.objects.filter(upload__uploaded_at__lt=old).delete()


@transaction.atomic
def keep(file: UploadedFile[bytes], *, by: User, now: datetime) -> Upload:
    """A file that was sent, in parts that a worker anywhere can read."""
    name = str(file.name or "file.csv")[-255:]
    size = file.size or 0
    upload = Upload.objects.create(
        name=name, size=size, uploaded_by=by, uploaded_at=now
    )
    for number, data in enumerate(file.chunks(PART)):
        UploadPart.objects.create(upload=upload, number=number, data=data)
    return upload


def lines_of(job: Job) -> Iterator[Row | Fault]:
    """The lines of an import, from the first."""
    if job.upload is None:
        raise Unreadable("The file is not there any more. Send it again.")
    encoding = Encoding(job.arguments.get("encoding", ""))
    return read(_parts(job.upload), TABLES[JobKind(job.kind)], encoding)


def _parts(upload: Upload) -> Iterator[bytes]:
    """One at a time, so that a file of any size takes the room of one part."""
    numbers = list(upload.parts.values_list("number", flat=True))
    for number in numbers:
        data = upload.parts.values_list("data", flat=True).get(number=number)
        yield bytes(data)


def count_lines(job: Job, by: User, now: datetime) -> None:
    """How many lines there are; what makes the file unreadable is found here."""
    job.total = sum(1 for _ in lines_of(job))
    if not job.total:
        raise Unreadable("The file has a header and no line below it. Fill it in.")


def take(job: Job, by: User, now: datetime) -> None:
    """The next batch of an import. What this process has read of it serves again in its
    next turn; where others had theirs in between it catches up."""
    lines = _read.pop((job.pk, job.asked_at), None)
    _read.clear()
    if lines is None or lines.at > job.done:
        lines = Lines(job)
    lines.take(job, by, now)
    if job.total is None or job.done < job.total:
        _read[job.pk, job.asked_at] = lines


class Lines:
    """The lines of an import after those that were done; `at` is how many were read."""

    def __init__(self, job: Job) -> None:
        self.at = 0
        self._lines = lines_of(job)
        self._seen = Seen()
        self._take = _TAKE[JobKind(job.kind)]

    def take(self, job: Job, by: User, now: datetime) -> None:
        """The next batch: checked and, unless it is a dry run, written."""
        self._skip_to(job, now)
        found = list(islice(self._lines, SIZE))
        self.at += len(found)
        rows = [one for one in found if isinstance(one, Row)]
        taken = self._taken(rows, is_dry=job.is_dry, by=by, now=now)
        faults = [one for one in found if isinstance(one, Fault)] + taken.faults
        JobProblem.objects.bulk_create(
            [
                JobProblem(
                    job=job,
                    line=one.line,
                    column=one.column,
                    text=storable(one.text)[:200],
                    words=one.words,
                )
                for one in faults
            ],
            batch_size=SIZE,
        )
        job.done += len(found)
        job.refused += len({one.line for one in faults})
        job.made = Counter(job.made) + taken.made

    def _taken(
        self, rows: list[Row], *, is_dry: bool, by: User, now: datetime
    ) -> Taken:
        """Together or, where the database refuses one of them, one by one."""
        before = len(self._seen.lines)
        try:
            with transaction.atomic():
                return self._take(rows, seen=self._seen, is_dry=is_dry, by=by, now=now)
        except (DatabaseError, Refused):
            self._seen.forget_after(before)
        taken = Taken()
        for row in rows:
            one = self._one(row, is_dry=is_dry, by=by, now=now)
            taken.faults += one.faults
            taken.made += one.made
        return taken

    def _one(self, row: Row, *, is_dry: bool, by: User, now: datetime) -> Taken:
        try:
            with transaction.atomic():
                return self._take([row], seen=self._seen, is_dry=is_dry, by=by, now=now)
        except Refused as refusal:
            return Taken([Fault(line=row.line, words=str(refusal))])
        except DatabaseError as error:
            words = f"The database refuses this line: {str(error).splitlines()[0]}"
            return Taken([Fault(line=row.line, words=words)])

    def _skip_to(self, job: Job, now: datetime) -> None:
        """Past the lines that another worker, or an earlier turn, has done. A dry run
        has written none of them, so it notes what the good ones say."""
        wrong: set[int | None] = set()
        if job.is_dry and self.at < job.done:
            wrong.update(job.problems.values_list("line", flat=True))
        note = _NOTE[JobKind(job.kind)]
        for one in islice(self._lines, max(job.done - self.at, 0)):
            self.at += 1
            if job.is_dry and isinstance(one, Row) and one.line not in wrong:
                note(one, seen=self._seen, now=now)


# What this process has read of the import that it was last at.
_read: dict[tuple[int, datetime], Lines] = {}
