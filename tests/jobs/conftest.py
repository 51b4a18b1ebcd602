"""People, a way to have work done without a worker, and files to import."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.admin.conftest import chief, editor, person
from tracker.jobs import queue, work
from tracker.jobs.files import keep
from tracker.models import Job, JobProblem
from tracker.review.roles import REPORTER
from tracker.rules.vocabulary import JobKind

__all__ = ["chief", "editor"]

Import = Callable[..., Job]


@pytest.fixture
def reporter(db: None) -> User:
    return person("reporter", REPORTER)


@pytest.fixture
def look_through(editor: User) -> Import:
    """A dry run of a file, gone through to its end."""

    def act(kind: str, content: str | bytes, *, by: User = editor) -> Job:
        data = content.encode() if isinstance(content, str) else content
        now = timezone.now()
        upload = keep(SimpleUploadedFile("rows.csv", data), by=by, now=now)
        return finish(
            queue.ask_to_read(JobKind(kind), upload, encoding="", by=by, now=now)
        )

    return act


def carry_out(dry: Job, *, leaves_out: bool = False) -> Job:
    now = timezone.now()
    return finish(queue.carry_out(dry, leaves_out=leaves_out, by=dry.asked_by, now=now))


def finish(job: Job) -> Job:
    work.work(60)
    job.refresh_from_db()
    return job


def faults(job: Job) -> list[tuple[int | None, str, str]]:
    rows = JobProblem.objects.filter(job=job).order_by("line", "id")
    return list(rows.values_list("line", "column", "words"))
