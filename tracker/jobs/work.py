"""A worker's turn: a job is taken, some of its batches are done, it is given back."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.intake.imports.types import Unreadable
from tracker.jobs import files, queue
from tracker.jobs.deeds import DEEDS, Batch, Deed
from tracker.models import Job, JobProblem
from tracker.models.edit import acting
from tracker.review.errors import Refused
from tracker.review.permissions import may_write
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import JobKind, JobState
from tracker.rules.wording import label_of

NOT_ALLOWED = "{} may not do this any more. Somebody who may has to ask for it."
PROGRESS = ("total", "done", "refused", "made", "memo", "lease_until", "tries")
# One batch of something: its rows gone through, the refused, and what was made.
Step = Callable[[Job, User, datetime], None]


def work(seconds: float, *, now: Callable[[], datetime] = timezone.now) -> bool:
    """Go on with what waits until the time is over. Whether something is left."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job = queue.take(now())
        if job is None:
            return False
        _go_on(job, end=end, now=now)
    return Job.objects.due(now()).exists()


def work_on(job: Job, seconds: float) -> None:
    """Go on with one job, if nobody else does: for a person who waits for few rows."""
    mine = queue.take(timezone.now(), job=job.pk)
    if mine is not None:
        _go_on(mine, end=time.monotonic() + seconds, now=timezone.now)


def _go_on(job: Job, *, end: float, now: Callable[[], datetime]) -> None:
    try:
        with acting(job.asked_by_id):
            for step in _steps(job):
                if not _write(job, step, now()):
                    return
                if time.monotonic() >= end:
                    break
    except (Unreadable, Refused) as refusal:
        _fail(job, str(refusal), now())
        return
    queue.give_back(job, now())


def _steps(job: Job) -> Iterator[Step]:
    """What is left of a job, a batch at a time."""
    is_import = JobKind(job.kind).is_import
    if is_import and job.total is None:
        yield files.count_lines
    while True:
        yield files.take if is_import else _do


@transaction.atomic
def _write(job: Job, step: Step, now: datetime) -> bool:
    """One batch and its progress, or neither. Whether there may be more."""
    row = queue.held(job)
    if row is None:
        return False
    by = row.asked_by
    if not _may(row, by):
        queue.end(row, JobState.FAILED, now=now, problem=NOT_ALLOWED.format(by))
        return False
    if row.total is None or row.done < row.total:
        step(row, by, now)
    limits: Limits = settings.ON_RECORD
    row.lease_until, row.tries = limits.lease_end(now), 0
    row.save(update_fields=PROGRESS)
    if row.total is not None and row.done >= row.total:
        queue.end(row, JobState.DONE, now=now)
        return False
    return True


@transaction.atomic
def _fail(job: Job, problem: str, now: datetime) -> None:
    row = queue.held(job)
    if row is not None:
        queue.end(row, JobState.FAILED, now=now, problem=problem)


def _may(job: Job, by: User) -> bool:
    kind = JobKind(job.kind)
    return may_write(by) if kind.is_import else DEEDS[kind].may(by, job.arguments)


def _do(job: Job, by: User, now: datetime) -> None:
    """The next rows of a deed."""
    kind = JobKind(job.kind)
    deed, first = DEEDS[kind], job.done
    slice_of = f"targets__{first}_{first + deed.size}"
    ids = Job.objects.filter(pk=job.pk).values_list(slice_of, flat=True).get()
    batch = Batch(ids=ids, arguments=job.arguments, memo=job.memo, by=by, now=now)
    refused = deed.act(batch)
    JobProblem.objects.bulk_create(_problems(job, deed, refused))
    done = [pk for pk in ids if pk not in refused]
    _log(job, deed, done, by)
    job.done += len(ids)
    job.refused += len(refused)
    job.made = Counter(job.made) + Counter({"done": len(done)})


def _problems(job: Job, deed: Deed, refused: Mapping[int, str]) -> list[JobProblem]:
    called = deed.table._default_manager.in_bulk(list(refused)) if refused else {}
    return [
        JobProblem(job=job, target=pk, text=str(called.get(pk, ""))[:200], words=words)
        for pk, words in sorted(refused.items())
    ]


def _log(job: Job, deed: Deed, ids: list[int], by: User) -> None:
    """Each row's own history says what was done, with how many others."""
    if not ids:
        return
    reason = str(job.arguments.get("reason", ""))
    words = f"{label_of(JobKind(job.kind))}, one of {job.total} rows"
    said = f"{words}: {reason}" if reason else f"{words}."
    rows = deed.table._default_manager.filter(pk__in=ids)
    LogEntry.objects.log_actions(by.pk, rows, CHANGE, said)
