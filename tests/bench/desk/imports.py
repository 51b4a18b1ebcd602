"""`python -m tests.bench.desk.imports LINES`: one table imported whole, by a worker.

A process of its own, with servers of its own (durable). The lines are positions with
their words, the widest table; one in a hundred is wrong. The job is asked for and gone
through turn by turn as the workers do, first as a dry run, then to be written.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import psutil
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from config import embedded
from tests.bench.own import environment

CLAIMS = 2000
PARTIES = 20
SOURCES = 5000
WRONG = 100
BEGUN = date(2015, 1, 1)
HEADER = "claim,party,stance,date,speaker,gist,source,words,language\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One way through the file. Seconds; the worker's memory in megabytes before the
    run and at its most; `shown` is in how many steps people see it go on."""

    lines: int
    refused: int
    made: dict[str, int]
    seconds: float
    turns: int
    longest_turn: float
    shown: int
    memory: float
    most_memory: float


def table(lines: int) -> Iterator[str]:
    """Lines of positions that differ; each hundredth has a date that is none."""
    yield HEADER
    for number in range(lines):
        claim, party = number % CLAIMS, number // CLAIMS % PARTIES
        said = BEGUN + timedelta(days=number // (CLAIMS * PARTIES))
        when = "some day" if number % WRONG == 0 else said.isoformat()
        yield (
            f"claim-{claim},party-{party},denies,{when},Speaker {number % 50},"
            f'"says, of case {number}, that it is not so",'
            f"https://news.example/{number % SOURCES},"
            f'"It is not so, said the speaker of case {number} on that day.",en\n'
        )


def measure(lines: int) -> list[Run]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-")))
        folder.chmod(0o711)
        addresses = stack.enter_context(embedded.servers(folder, durable=True))
        os.environ.update(environment(addresses, folder, "tests.bench.desk.settings"))
        django.setup()
        call_command("migrate", verbosity=0)
        return both_ways(lines)


def both_ways(lines: int) -> list[Run]:
    # Only now are there models.
    from django.contrib.auth.models import Group, User  # noqa: PLC0415

    from tests.factories import add_claim, add_party  # noqa: PLC0415
    from tracker.jobs import queue  # noqa: PLC0415
    from tracker.jobs.files import keep  # noqa: PLC0415
    from tracker.review.roles import EDITOR  # noqa: PLC0415
    from tracker.rules.vocabulary import JobKind, WorkflowState  # noqa: PLC0415

    for number in range(PARTIES):
        add_party(f"party-{number}")
    for number in range(CLAIMS):
        add_claim(f"claim-{number}", state=WorkflowState.DRAFT)
    by = User.objects.create_user("bench-editor", is_staff=True)
    by.groups.add(Group.objects.get(name=EDITOR))
    file = SimpleUploadedFile("rows.csv", "".join(table(lines)).encode())
    now = datetime.now(UTC)
    upload = keep(file, by=by, now=now)
    file.close()
    del file
    dry = queue.ask_to_read(JobKind.POSITIONS, upload, encoding="", by=by, now=now)
    looked = _gone_through(dry)
    dry.refresh_from_db()
    job = queue.carry_out(dry, leaves_out=True, by=by, now=datetime.now(UTC))
    return [looked, _gone_through(job)]


def _gone_through(job: Any) -> Run:
    """The job, turn by turn, until nothing of it is left."""
    from tracker import tasks  # noqa: PLC0415
    from tracker.jobs import work  # noqa: PLC0415

    memory, seen, turns = [_memory()], set(), []
    began = time.perf_counter()
    is_left = True
    while is_left:
        turn = time.perf_counter()
        is_left = work.work(tasks.JOBS_FOR)
        turns.append(time.perf_counter() - turn)
        memory.append(_memory())
        job.refresh_from_db()
        seen.add(job.done)
        sys.stderr.write(f"{job.done:,} of {job.total:,}, {memory[-1]:.0f} MB\n")
    return Run(
        lines=job.done,
        refused=job.refused,
        made=job.made,
        seconds=time.perf_counter() - began,
        turns=len(turns),
        longest_turn=max(turns),
        shown=len(seen),
        memory=memory[0],
        most_memory=max(memory),
    )


def _memory() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    sys.stdout.write(json.dumps([asdict(run) for run in measure(int(sys.argv[1]))]))
