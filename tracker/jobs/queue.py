"""Which job is worked on now, and by whom: the lease, and its end.

A batch and its progress are written in one transaction under the token, so a worker
that is killed loses nothing and the next one does nothing twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Job, Upload
from tracker.models.job import OPEN
from tracker.review.errors import AlreadyClosed, Mismatch
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import JobKind, JobState

# So many workers may die over a job before it is taken for what kills them.
PATIENCE = 5


def ask(
    kind: JobKind,
    *,
    arguments: Mapping[str, Any],
    targets: Sequence[int],
    by: User,
    now: datetime,
) -> Job:
    """Have something done to these rows; they are frozen here."""
    return Job.objects.create(
        kind=kind.value,
        arguments=dict(arguments),
        targets=list(targets),
        total=len(targets),
        asked_by=by,
        asked_at=now,
        due_at=now,
    )


def ask_to_read(
    kind: JobKind, upload: Upload, *, encoding: str, by: User, now: datetime
) -> Job:
    """Have a file looked through for errors; nothing is written."""
    return Job.objects.create(
        kind=kind.value,
        arguments={"encoding": encoding},
        upload=upload,
        is_dry=True,
        asked_by=by,
        asked_at=now,
        due_at=now,
    )


@transaction.atomic
def carry_out(dry: Job, *, leaves_out: bool, by: User, now: datetime) -> Job:
    """Have an import done as its dry run said; asked twice it is one job.

    `leaves_out`: the person said that lines with errors are to be left out.
    """
    row = Job.objects.select_for_update().get(pk=dry.pk)
    if not row.is_dry or row.state != JobState.DONE:
        raise Mismatch("Only a dry run of the whole file can be carried out.")
    if row.refused and not leaves_out:
        raise Mismatch(
            f"{row.refused} lines have errors. Correct the file, or tick that they are "
            "left out."
        )
    job, _ = Job.objects.get_or_create(
        follows=row,
        defaults={
            "kind": row.kind,
            "arguments": row.arguments,
            "upload": row.upload,
            "total": row.total,
            "asked_by": by,
            "asked_at": now,
            "due_at": now,
        },
    )
    return job


@transaction.atomic
def cancel(job: Job, *, by: User, now: datetime) -> None:
    """No batch begins after this; those that are written stay."""
    row = Job.objects.select_for_update().get(pk=job.pk)
    if not row.is_open:
        raise AlreadyClosed("This job is over. There is nothing left to cancel.")
    words = f"Cancelled by {by}."
    end(row, JobState.CANCELLED, now=now, problem=words)


@transaction.atomic
def take(now: datetime, *, job: int | None = None) -> Job | None:
    """The job that has waited longest, claimed; or this one, if nobody has it.

    Those over which too many workers died are stopped here.
    """
    rows = Job.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    chosen = rows.filter(pk=job) if job else rows
    row = chosen.defer("targets").first()
    if row is None:
        return None
    if row.tries >= PATIENCE:
        end(row, JobState.FAILED, now=now, problem=_DIED.format(row.done + 1))
        return None
    limits: Limits = settings.ON_RECORD
    row.state, row.tries = JobState.RUNNING.value, row.tries + 1
    row.began_at = row.began_at or now
    row.lease_token = uuid4()
    row.lease_until = limits.lease_end(now)
    row.save(update_fields=["state", "tries", "began_at", "lease_token", "lease_until"])
    return row


_DIED = (
    "It stopped several times near row {}, and nothing of that batch was written. The "
    "workers' log says why; what was done before stays done."
)


def held(job: Job) -> Job | None:
    """The job as it is, locked until the batch is written; None where another worker
    has it, or somebody cancelled it."""
    rows = Job.objects.select_for_update().filter(
        pk=job.pk, lease_token=job.lease_token, state__in=OPEN
    )
    return rows.defer("targets").first()


def give_back(job: Job, now: datetime) -> None:
    """Let others have their turn; the job goes on after them."""
    mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token, state__in=OPEN)
    mine.update(lease_token=None, lease_until=None, due_at=now, tries=0)


def end(job: Job, state: JobState, *, now: datetime, problem: str = "") -> None:
    """The last word on a job, under its lock."""
    job.state, job.problem, job.ended_at = state.value, problem, now
    job.lease_token = job.lease_until = None
    job.save(
        update_fields=["state", "problem", "ended_at", "lease_token", "lease_until"]
    )
