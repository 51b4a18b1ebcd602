"""The one rule of everything that waits for a second person: another answers it.

It holds for whoever asks, superusers included.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User

from tracker.models import Contribution, PendingDecision
from tracker.review.errors import AlreadyAnswered, MovedOn, OwnWork
from tracker.review.rows import refuse_without
from tracker.rules.vocabulary import WaitingState
from tracker.rules.wording import label_of

Row = TypeVar("Row", Contribution, PendingDecision)
ANSWER = ["state", "answered_by", "answered_at", "answer"]


def still_waiting(row: Row) -> Row:
    """The row as it is now, locked; refused when somebody has answered it."""
    found = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if found.state != WaitingState.WAITING:
        raise AlreadyAnswered(say_answered(found))
    if found.claim_id != row.claim_id:
        raise MovedOn(
            f"Meanwhile this went to “{found.claim.slug}”, with what it is about. Look "
            "at it again: it shows what stands there."
        )
    return found


def say_answered(row: Contribution | PendingDecision) -> str:
    """Who answered, when and why."""
    word = label_of(WaitingState(row.state)).lower()
    told = f"{row.answered_by} on {row.answered_at:%d %B %Y, %H:%M}"
    return f"This was {word} by {told}{f': {row.answer}' if row.answer else '.'}"


def refuse_own(row: Contribution | PendingDecision, by: User) -> None:
    if row.author_id == by.pk:
        raise OwnWork(
            "This is your own: a colleague answers it. You can withdraw it until then."
        )


def declined(row: Row, *, reason: str, by: User, now: datetime) -> Row:
    """Answered with a no, and why."""
    found = still_waiting(row)
    refuse_own(found, by)
    found.answer = refuse_without(reason, what="decline this")
    return answer(found, WaitingState.DECLINED, by=by, now=now)


def withdrawn(row: Row, *, by: User, now: datetime) -> Row:
    """Taken back by the person who wrote it."""
    found = still_waiting(row)
    if found.author_id != by.pk:
        raise OwnWork(
            f"Only {found.author} can withdraw this. Decline it with a reason instead."
        )
    return answer(found, WaitingState.WITHDRAWN, by=by, now=now)


def answer(
    row: Row,
    state: WaitingState,
    *,
    by: User,
    now: datetime,
    also: Sequence[str] = (),
) -> Row:
    """Written down, with `also` what the row became."""
    row.state, row.answered_by, row.answered_at = state.value, by, now
    row.save(update_fields=[*ANSWER, *also])
    return row
