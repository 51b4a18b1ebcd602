"""A job as its page shows it, and what runs now, for the desk's front page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse

from tracker.models import Job, JobProblem
from tracker.review.permissions import may_cancel, may_import, may_see_desk
from tracker.rules.vocabulary import JobKind, JobState
from tracker.rules.wording import label_of

MOST = 8
THERE = "already there"
_TABLES = {
    JobKind.DISMISS: "reviewitem",
    JobKind.ASSIGN: "reviewitem",
    JobKind.WAIT: "reviewitem",
    JobKind.CHECK: "source",
    JobKind.GRADE: "source",
}


@dataclass(frozen=True, kw_only=True)
class JobLine:
    url: str
    what: str
    state: str
    by: str
    done: int
    total: int | None
    percent: int


@dataclass(frozen=True, kw_only=True)
class UnderWay:
    """Jobs that are not over, and whether whoever looks may import."""

    jobs: tuple[JobLine, ...]
    may_import: bool


@dataclass(frozen=True, kw_only=True)
class JobPage:
    """`made` is counted by what it is, in words; `next` says what to do now."""

    job: Job
    line: JobLine
    is_open: bool
    is_file: bool
    may_cancel: bool
    may_carry_out: bool
    carried_out: str
    made: tuple[tuple[str, int], ...]
    asked: tuple[tuple[str, str], ...]
    next: str


@dataclass(frozen=True, kw_only=True)
class ProblemLine:
    line: int | None
    column: str
    text: str
    words: str
    url: str


def under_way(user: User | AnonymousUser) -> UnderWay | None:
    """One query, whatever runs."""
    if not may_see_desk(user):
        return None
    rows = Job.objects.open().select_related("asked_by", "upload").defer("targets")
    return UnderWay(
        jobs=tuple(line_of(row) for row in rows[:MOST]), may_import=may_import(user)
    )


def line_of(job: Job) -> JobLine:
    kind = label_of(JobKind(job.kind))
    name = f": {job.upload.name}" if job.upload else ""
    dry = ", dry run" if job.is_dry else ""
    total = job.total or 0
    return JobLine(
        url=reverse("admin:tracker_job_change", args=[job.pk]),
        what=f"{kind}{name}{dry}",
        state=label_of(JobState(job.state)),
        by=str(job.asked_by),
        done=job.done,
        total=job.total,
        percent=job.done * 100 // total if total else 0,
    )


def open_job(job: Job, user: User) -> JobPage:
    later = Job.objects.filter(follows=job).first()
    is_import = JobKind(job.kind).is_import
    can = (
        job.is_dry
        and later is None
        and job.state == JobState.DONE
        and any(job.made.get(name) for name in ("claims", "sources", "positions"))
    )
    return JobPage(
        job=job,
        line=line_of(job),
        is_open=job.is_open,
        is_file=is_import,
        may_cancel=job.is_open and may_cancel(user, asked_by=job.asked_by_id),
        may_carry_out=can and may_import(user),
        carried_out=line_of(later).url if later else "",
        made=_made(job),
        asked=_asked(job.arguments),
        next=_next(job),
    )


def problem_lines(job: Job, rows: list[JobProblem]) -> list[ProblemLine]:
    table = _TABLES.get(JobKind(job.kind), "claim")
    name = f"admin:tracker_{table}_change"
    return [
        ProblemLine(
            line=row.line,
            column=row.column,
            text=row.text,
            words=row.words,
            url=reverse(name, args=[row.target]) if row.target else "",
        )
        for row in rows
    ]


def _made(job: Job) -> tuple[tuple[str, int], ...]:
    """What was made or, of a dry run, what would be."""
    would = " that would be made" if job.is_dry else ""
    return tuple(
        (f"{name.capitalize()}{'' if name == THERE else would}", number)
        for name, number in sorted(job.made.items())
    )


def _asked(arguments: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What was asked for, as far as it reads by itself."""
    shown = ("reason", "reliability", "until", "state")
    return tuple(
        (name.capitalize(), str(arguments[name]).replace("_", " "))
        for name in shown
        if arguments.get(name)
    )


def _next(job: Job) -> str:
    if job.state == JobState.FAILED and job.is_dry:
        return "Nothing was written. Correct the file and send it again."
    if job.state in (JobState.FAILED, JobState.CANCELLED) and job.upload_id:
        return (
            "What is counted below was written. Send the file again to go on: lines "
            "that are there already are left as they are."
        )
    if job.is_dry and job.state == JobState.DONE and not job.refused:
        return "No errors. Nothing is written yet."
    if job.is_dry and job.state == JobState.DONE:
        return (
            f"{job.refused} of {job.total} lines have errors. Nothing is written yet. "
            "Correct the file and send it again, or import the other lines."
        )
    return ""
