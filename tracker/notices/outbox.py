"""The outbox: messages are claimed, tried and marked, each step a commit of its own.

What a worker claims it holds with a lease and a token, so another that comes late
writes nothing over its result. Before a message goes out its row says that it is being
tried, and right after it that it was taken; a worker that dies between the two costs
one repeated message under the same name, never a lost one.
"""

import random
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet

from tracker.models import Delivery, Line, Webhook
from tracker.models.base import is_free
from tracker.notices.answers import Answered, Ended, Later, Never, Sent, Trouble
from tracker.notices.letters import Letter
from tracker.rules.limits import Limits
from tracker.rules.notices import GIVE_UP, pause_after
from tracker.rules.vocabulary import DeliveryState

BATCH = 25
# No receiver may put us off for longer; a day and its jitter.
_LONGEST_REST = timedelta(hours=27)
_GAVE_UP = "{} Given up after {} days; send it again when it may work."
_FREE: dict[str, None] = {"lease_token": None, "lease_until": None}


def as_letter(key: str, person: User, said: Letter, *, now: datetime) -> Delivery:
    """A letter to a person as a row of the outbox, not written yet."""
    return Delivery(
        key=key[:200],
        person=person,
        recipient=person.email,
        payload=dict(said),
        made_at=now,
        wanted_at=now,
        due_at=now,
    )


def line_of(webhook: Webhook | None) -> Line:
    """The line to a webhook, or to the mail server."""
    line, _ = Line.objects.get_or_create(webhook=webhook)
    return line


@transaction.atomic
def claim(webhook: Webhook | None, now: datetime, *, limits: Limits) -> list[Delivery]:
    """Messages that may go out by one line now; one alone where the line fails.

    A line that fails rests before that one has had its answer, so a pause allows one
    try however many workers there are.
    """
    line_of(webhook)
    line = Line.objects.select_for_update(of=("self",)).get(webhook=webhook)
    if line.rest_until is not None and line.rest_until > now:
        return []
    most = 1 if line.failures else BATCH
    due = Delivery.objects.due(now).filter(webhook=webhook)
    # A message that the line breaks on must not stand before the others for ever.
    rows = list(
        due.select_for_update(of=("self",), skip_locked=True)
        .select_related("person", "webhook", "subscription")
        .order_by("attempts", "due_at", "id")[:most]
    )
    if rows and line.failures:
        line.rest_until = now + _pause(line.failures + 1)
        line.save(update_fields=["rest_until"])
    token = uuid4()
    for row in rows:
        row.lease_token = token
    claimed = Delivery.objects.filter(pk__in=[row.pk for row in rows])
    claimed.update(lease_token=token, lease_until=limits.lease_end(now))
    return rows


def begin(row: Delivery, now: datetime, *, limits: Limits) -> bool:
    """Say that a message is being tried. False where it is another worker's by now."""
    return bool(
        _mine(row).update(
            attempts=F("attempts") + 1, tried_at=now, lease_until=limits.lease_end(now)
        )
    )


def give_back(rows: Collection[Delivery]) -> None:
    """End leases of messages that were not tried."""
    for row in rows:
        _mine(row).update(**_FREE)


def drop(row: Delivery, why: str) -> None:
    """A message that nobody wants any more, or that had no way out."""
    _mine(row).update(state=DeliveryState.DROPPED, last_error=why, **_FREE)


@transaction.atomic
def record(row: Delivery, answer: Answered, now: datetime) -> None:
    """What an answer means for the message and for its line."""
    # The line comes first, as in a claim: one order of locks.
    Line.objects.select_for_update(of=("self",)).filter(webhook=row.webhook).first()
    match answer:
        case Sent():
            sent = {"state": DeliveryState.SENT, "sent_at": now, "last_error": ""}
            _mine(row).update(**sent, **_FREE)
            _works(row.webhook, now)
        case Later(problem):
            pause = now + _pause(row.attempts + 1)
            _mine(row).update(due_at=pause, last_error=problem, **_FREE)
            _works(row.webhook, now)
        case Never(problem):
            _mine(row).update(state=DeliveryState.FAILED, last_error=problem, **_FREE)
            _works(row.webhook, now)
        case Trouble(problem, until):
            _mine(row).update(last_error=problem, **_FREE)
            _fails(row.webhook, problem, until, now)
        case Ended(problem):
            _mine(row).update(state=DeliveryState.DROPPED, last_error=problem, **_FREE)
            _fails(row.webhook, problem, None, now)
            stop(row.webhook, problem)


def stop(webhook: Webhook | None, why: str) -> None:
    """Post nothing more to a webhook, and drop what waits for it."""
    if webhook is None:
        return
    Webhook.objects.filter(pk=webhook.pk).update(stopped_because=why[:200])
    rows = Delivery.objects.pending().filter(webhook=webhook)
    rows.update(state=DeliveryState.DROPPED, last_error=why, **_FREE)


def give_up(now: datetime) -> int:
    """Show as failed what has been wanted for too long and could not be sent; what
    only waited for a worker goes on. Returns how many these are."""
    failing = Line.objects.filter(failures__gt=0)
    hooks = failing.filter(webhook__isnull=False).values("webhook")
    stuck = Q(webhook__in=hooks) | Q(attempts__gt=0)
    if failing.filter(webhook__isnull=True).exists():
        stuck |= Q(webhook__isnull=True)
    old = Delivery.objects.pending().filter(
        is_free(now), stuck, wanted_at__lt=now - GIVE_UP
    )
    number = 0
    for row in old[:1000]:
        why = row.last_error or "The line failed before it was this message's turn."
        number += (
            Delivery.objects.pending()
            .filter(pk=row.pk, lease_token=row.lease_token)
            .update(
                state=DeliveryState.FAILED,
                last_error=_GAVE_UP.format(why, GIVE_UP.days),
                **_FREE,
            )
        )
    return number


@transaction.atomic
def send_again(rows: Collection[int] | None, now: datetime) -> int:
    """Try failed messages anew, as if they were wanted now: some by id, or all.
    Returns how many."""
    failed = Delivery.objects.filter(state=DeliveryState.FAILED)
    if rows is not None:
        failed = failed.filter(pk__in=rows)
    number = failed.update(
        state=DeliveryState.PENDING, due_at=now, wanted_at=now, attempts=0
    )
    # Whoever asks for it has seen to the line, or wants to know.
    Line.objects.filter(failures__gt=0).update(rest_until=None)
    return number


def _works(webhook: Webhook | None, now: datetime) -> None:
    Line.objects.filter(webhook=webhook).update(
        failures=0, problem="", failing_since=None, rest_until=None, last_success_at=now
    )


def _fails(
    webhook: Webhook | None, problem: str, until: datetime | None, now: datetime
) -> None:
    """A pause that the other side asks for counts to the second, for a day at most."""
    line = Line.objects.select_for_update(of=("self",)).get(webhook=webhook)
    line.failures = min(line.failures + 1, 1000)
    line.problem, line.last_failure_at = problem or "no reason", now
    line.failing_since = line.failing_since or now
    pause = until if until is not None else now + _pause(line.failures)
    line.rest_until = min(max(pause, now), now + _LONGEST_REST)
    line.save()


def _pause(failures: int) -> timedelta:
    return pause_after(failures, chance=random.random())  # noqa: S311


def _mine(row: Delivery) -> QuerySet[Delivery]:
    token: UUID | None = row.lease_token
    return Delivery.objects.pending().filter(pk=row.pk, lease_token=token)
