"""A worker that is killed over a job loses nothing, and nothing is done twice."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config import run
from tests.factories import add_claim, add_party
from tests.tasks.conftest import Worker, kill, until
from tracker.jobs import queue
from tracker.jobs.files import keep
from tracker.models import Job, Position
from tracker.review.roles import EDITOR, ensure_groups
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import JobKind, WorkflowState
from tracker.tasks import work_on_jobs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.workers]

LINES = 8_000


def read_by(count: int) -> str:
    rows = "".join(
        f"captured,kyiv,asserts,2024-04-12,Speaker {number}\n"
        for number in range(count)
    )
    return f"claim,party,stance,date,speaker\n{rows}"


def import_of(lines: int) -> Job:
    """An import whose dry run was gone through, to be carried out."""
    ensure_groups()
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITOR))
    add_claim("captured", state=WorkflowState.DRAFT)
    add_party("kyiv")
    now = timezone.now()
    file = SimpleUploadedFile("rows.csv", read_by(lines).encode())
    upload = keep(file, by=editor, now=now)
    dry = queue.ask_to_read(JobKind.POSITIONS, upload, encoding="", by=editor, now=now)
    known = {"state": "done", "total": lines, "done": lines, "ended_at": now}
    Job.objects.filter(pk=dry.pk).update(**known)
    return queue.carry_out(dry, leaves_out=False, by=editor, now=now)


def done(job: Job) -> int:
    job.refresh_from_db()
    return job.done


def test_a_killed_worker_leaves_whole_batches_and_another_does_the_rest(
    limits: Limits, start_worker: Callable[..., Worker]
) -> None:
    job = import_of(LINES)
    work_on_jobs.apply_async(expires=60)
    first = start_worker(run.URGENT)
    assert until(lambda: done(job) > 0)

    kill(first)

    at = done(job)
    assert 0 < at < LINES
    assert Position.objects.count() == at
    start_worker(run.URGENT)
    assert until(lambda: Job.objects.due(timezone.now()).exists())
    # One hint is enough: each turn calls for the next while something is left.
    work_on_jobs.apply_async(expires=60)
    assert until(lambda: done(job) == LINES, seconds=180)
    assert until(lambda: not Job.objects.open().exists())
    assert Position.objects.count() == LINES
    assert Position.objects.values("speaker").distinct().count() == LINES
