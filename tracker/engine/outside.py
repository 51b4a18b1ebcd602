"""The copies that were wished for are asked for: rows in, one question, rows out.

The database is the queue here, too. A wish is claimed with a lease and a token, so any
number of workers may run and none loses or doubles a result; a worker that dies costs
one repeated question.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from tracker.engine import memento, savepagenow
from tracker.engine.addresses import Target
from tracker.engine.copies import Answer, Begun, Copy, Later, Never, NoCopy, Pending
from tracker.engine.errors import EngineError
from tracker.engine.fetch import Gate, fetch
from tracker.models import Host, OutsideCopy
from tracker.rules.limits import DAY, HOUR, MINUTE, Limits, OutsideArchive
from tracker.rules.vocabulary import CopyKind, CopyState

# Before another try, in seconds; after the last one a person has to ask again.
PAUSES = (10 * MINUTE, HOUR, 6 * HOUR, DAY, DAY)
# A job is asked about after this, then when twice the time has passed, and so on.
FIRST_LOOK = 15.0
# The archive forgets its jobs after about an hour.
LONGEST_JOB = HOUR
WEEK = 7 * DAY
_ANSWER_CAP = 1_000_000
_GAVE_UP = " This was the last of {} tries. Ask for it again when it may work."
_UNFINISHED = Later(
    problem="The outside archive did not finish within an hour; it is asked again"
    " later.",
    is_archive=False,
)


def work(
    archive: OutsideArchive,
    *,
    gate: Gate,
    limits: Limits,
    seconds: float,
) -> int:
    """Ask about one wish after the other until none is due, or the time is over.

    Returns how many questions were asked.
    """
    # What an archive says is short, and of a copy only the headers are read.
    gate = replace(gate, body_cap=_ANSWER_CAP)
    end, number = gate.now() + timedelta(seconds=seconds), 0
    while gate.now() < end and (row := claim(archive, gate.now(), limits=limits)):
        answer = ask(row, archive, gate=gate)
        record(row, answer, archive, now=gate.now())
        number += 1
    return number


@transaction.atomic
def claim(
    archive: OutsideArchive, now: datetime, *, limits: Limits
) -> OutsideCopy | None:
    """The wish that has been due for longest, of those whose archive may be asked."""
    kinds = [kind for kind in CopyKind if _may_be_asked(_address(kind, archive), now)]
    row = (
        OutsideCopy.objects.due(now)
        .filter(kind__in=kinds)
        .order_by("due_at", "id")
        .select_for_update(skip_locked=True)
        .first()
    )
    if row is not None:
        row.lease_token = uuid4()
        row.lease_until = limits.lease_end(now)
        row.save(update_fields=["lease_token", "lease_until"])
    return row


def ask(row: OutsideCopy, archive: OutsideArchive, *, gate: Gate) -> Answer:
    """One question about a wish, through the gate that every request passes."""
    url = row.source.url
    if row.kind == CopyKind.FIND:
        request = memento.asking(url, row.near, archive)
        return memento.found(fetch(request, gate=gate))
    if not row.job:
        return savepagenow.begun(fetch(savepagenow.asking(url, archive), gate=gate))
    request = savepagenow.asking_after(row.job, archive)
    return savepagenow.ended(fetch(request, gate=gate), archive)


@transaction.atomic
def record(
    row: OutsideCopy, answer: Answer, archive: OutsideArchive, *, now: datetime
) -> None:
    """What the answer means for the wish; nothing where another worker has it now."""
    site = _site(_address(CopyKind(row.kind), archive))
    if site and isinstance(answer, Later) and answer.is_archive:
        # The site comes first, as in every record: one order of locks.
        until = _due_after(answer, row.tries, now)
        Host.objects.update_or_create(name=site, defaults={"backoff_until": until})
    mine = OutsideCopy.objects.filter(pk=row.pk, lease_token=row.lease_token)
    mine.update(**_after(row, answer, now), lease_token=None, lease_until=None)


def _after(row: OutsideCopy, answer: Answer, now: datetime) -> dict[str, object]:
    """The columns of a wish after an answer."""
    over = {"job": "", "job_at": None, "problem": ""}
    match answer:
        case Copy(address, at):
            there = {"address": address, "captured_at": at, "found_at": now}
            return {"state": CopyState.KEPT, **over, **there}
        case Begun(job):
            soon = now + timedelta(seconds=FIRST_LOOK)
            begun = {"job": job, "job_at": now, "due_at": soon}
            return {"state": CopyState.SAVING, **begun}
        case NoCopy():
            return {"state": CopyState.NONE, **over}
        case Never(problem):
            return {"state": CopyState.FAILED, **over, "problem": problem}
        case Pending():
            waited = _waited(row, now)
            if waited < LONGEST_JOB:
                return {"due_at": now + timedelta(seconds=max(FIRST_LOOK, waited))}
            return _after_trouble(row, _UNFINISHED, now)
        case Later():
            return _after_trouble(row, answer, now)


def _after_trouble(row: OutsideCopy, answer: Later, now: datetime) -> dict[str, object]:
    """Tried again after growing pauses, then given up; a pause that the archive asks
    for is no try. A job is asked about again as long as the archive remembers it,
    unless it is the job that failed."""
    tries = row.tries + (answer.until is None)
    is_last = tries > len(PAUSES)
    keeps_job = answer.is_archive and row.job and _waited(row, now) < LONGEST_JOB
    changes: dict[str, object] = {
        "tries": tries,
        "due_at": _due_after(answer, row.tries, now),
        "problem": answer.problem + (_GAVE_UP.format(tries) if is_last else ""),
    }
    if is_last or not keeps_job:
        changes |= {"job": "", "job_at": None}
        changes["state"] = CopyState.FAILED if is_last else CopyState.WAITING
    return changes


def _due_after(answer: Later, tries: int, now: datetime) -> datetime:
    """When to ask again: what the archive says counts to the second, for a week."""
    if answer.until is not None:
        soonest, latest = (now + timedelta(seconds=each) for each in (FIRST_LOOK, WEEK))
        return min(max(answer.until, soonest), latest)
    return now + timedelta(seconds=PAUSES[min(tries, len(PAUSES) - 1)])


def _waited(row: OutsideCopy, now: datetime) -> float:
    return (now - row.job_at).total_seconds() if row.job_at else 0.0


def _address(kind: CopyKind, archive: OutsideArchive) -> str:
    return archive.save_address if kind is CopyKind.SAVE else archive.timegate


def _site(address: str) -> str:
    """The archive's row among the sites, by name; none for what cannot be asked."""
    try:
        return Target(address).site
    except EngineError:
        return ""


def _may_be_asked(address: str, now: datetime) -> bool:
    """Whether an archive was named that did not ask to be left alone."""
    resting = Host.objects.filter(name=_site(address), backoff_until__gt=now)
    return bool(address) and not resting.exists()
