"""What can be done to many rows that were chosen in a list, a deed each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from tracker.engine.lease import ask_many
from tracker.models import Claim, Place, ReviewItem, Source, Topic
from tracker.review import permissions as may
from tracker.review.errors import Refused
from tracker.review.evidence import grade
from tracker.review.many_claims import file_all, place_all
from tracker.review.many_items import (
    GONE,
    Refusals,
    assign_all,
    dismiss_all,
    wait_all,
)
from tracker.review.workflow import move
from tracker.rules.vocabulary import JobKind, Reliability, WorkflowState

Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`may` is the question that the single door asks; `act` returns why rows were
    refused, by id, and may keep notes for its next batch in `memo`."""

    table: type[models.Model]
    may: Callable[[User, Arguments], bool]
    act: Callable[["Batch"], Refusals]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows of a job, and all that a deed needs to know."""

    ids: Sequence[int]
    arguments: Arguments
    memo: dict[str, Any]
    by: User
    now: datetime


def _dismiss(batch: Batch) -> Refusals:
    reason = batch.arguments["reason"]
    return dismiss_all(batch.ids, reason=reason, by=batch.by, now=batch.now)


def _assign(batch: Batch) -> Refusals:
    to = User.objects.filter(pk=batch.arguments["assignee"] or 0).first()
    return assign_all(batch.ids, assignee=to, by=batch.by, now=batch.now)


def _wait(batch: Batch) -> Refusals:
    until = datetime.fromisoformat(batch.arguments["until"])
    return wait_all(batch.ids, until=until, by=batch.by, now=batch.now)


def _check(batch: Batch) -> Refusals:
    ask_many(batch.ids, batch.now, ahead=batch.memo)
    rows = Source.objects.filter(pk__in=batch.ids)
    due = dict(rows.values_list("pk", "due_at"))
    never = "This source is not looked at any more. Open it, and have it looked at."
    return {pk: never if pk in due else GONE for pk in batch.ids if due.get(pk) is None}


def _grade(batch: Batch) -> Refusals:
    letter = Reliability(batch.arguments["reliability"])
    reason, by, now = batch.arguments["reason"], batch.by, batch.now

    def regrade(row: Source) -> None:
        grade(row, reliability=letter, reason=reason, by=by, now=now)

    return _each(batch, Source, regrade)


def _move(batch: Batch) -> Refusals:
    state = WorkflowState(batch.arguments["state"])
    reason, by, now = batch.arguments["reason"], batch.by, batch.now
    return _each(
        batch, Claim, lambda row: move(row, state, reason=reason, by=by, now=now)
    )


def _file(batch: Batch) -> Refusals:
    topic = Topic.objects.get(pk=batch.arguments["topic"])
    ended = batch.arguments["is_ended"]
    return file_all(batch.ids, topic, is_ended=ended, by=batch.by, now=batch.now)


def _place(batch: Batch) -> Refusals:
    place = Place.objects.get(pk=batch.arguments["place"])
    ended = batch.arguments["is_ended"]
    return place_all(batch.ids, place, is_ended=ended, by=batch.by, now=batch.now)


def _each(
    batch: Batch, table: type[models.Model], act: Callable[[Any], object]
) -> Refusals:
    """One after the other: those that are refused leave nothing behind."""
    rows = table._default_manager.in_bulk(list(batch.ids))
    refused: Refusals = dict.fromkeys(set(batch.ids) - rows.keys(), GONE)
    for pk in sorted(rows):
        try:
            with transaction.atomic():
                act(rows[pk])
        except Refused as refusal:
            refused[pk] = str(refusal)
    return refused


def _may_decide(by: User, arguments: Arguments) -> bool:
    return may.may_decide_items(by)


def _may_write(by: User, arguments: Arguments) -> bool:
    return may.may_write(by)


DEEDS: dict[JobKind, Deed] = {
    JobKind.DISMISS: Deed(table=ReviewItem, may=_may_decide, act=_dismiss, size=500),
    JobKind.ASSIGN: Deed(table=ReviewItem, may=_may_decide, act=_assign, size=500),
    JobKind.WAIT: Deed(table=ReviewItem, may=_may_decide, act=_wait, size=500),
    JobKind.CHECK: Deed(
        table=Source,
        may=lambda by, arguments: may.may_ask_for_check(by),
        act=_check,
        size=500,
    ),
    JobKind.GRADE: Deed(table=Source, may=_may_write, act=_grade, size=50),
    JobKind.TOPIC: Deed(table=Claim, may=_may_write, act=_file, size=500),
    JobKind.PLACE: Deed(table=Claim, may=_may_write, act=_place, size=500),
    JobKind.MOVE: Deed(
        table=Claim,
        may=lambda by, arguments: may.may_move(by, WorkflowState(arguments["state"])),
        act=_move,
        size=50,
    ),
}
