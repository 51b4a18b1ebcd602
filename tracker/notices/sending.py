"""What waits in the outbox goes out, until nothing is due or the time is over."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from tracker.engine.fetch import Gate
from tracker.models import Delivery, Webhook
from tracker.notices import hooks, mail, outbox
from tracker.notices.answers import Answered, Ended, Never, Sent, Trouble
from tracker.notices.still_wanted import unwanted
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import DeliveryState

Clock = Callable[[], datetime]
Send = Callable[[Delivery], Answered]
NOT_SET_UP = (
    "Mail is not set up (ON_RECORD_EMAIL_URL): a worker printed this letter instead."
)
_LEFT = "This person no longer belongs to the desk."


def send_due(*, gate: Gate, limits: Limits, seconds: float, clock: Clock) -> int:
    """Send what is due by every line that works; returns how much was sent.

    Any number of workers may do so at a time.
    """
    end, number = clock() + timedelta(seconds=seconds), 0
    outbox.give_up(clock())
    with _senders(gate, clock) as senders:
        for webhook, send in senders:
            number += _send_all(webhook, send, limits=limits, end=end, clock=clock)
    return number


@contextmanager
def _senders(gate: Gate, clock: Clock) -> Iterator[list[tuple[Webhook | None, Send]]]:
    """The lines that something may wait for, and how each is spoken to."""
    with ExitStack() as stack:
        post = stack.enter_context(mail.Post())
        active = Webhook.objects.active().filter(
            deliveries__state=DeliveryState.PENDING
        )

        def to_hook(row: Delivery) -> Answered:
            if row.webhook is None:
                return Never("This message has no webhook.")
            return hooks.send(
                row.webhook, row.payload, key=row.key, gate=gate, now=clock()
            )

        yield [
            (None, post.send),
            *((hook, to_hook) for hook in active.distinct()),
        ]


def _send_all(
    webhook: Webhook | None,
    send: Send,
    *,
    limits: Limits,
    end: datetime,
    clock: Clock,
) -> int:
    """One line until nothing more is due, it fails, or the time is over."""
    number = 0
    while clock() < end:
        rows = outbox.claim(webhook, clock(), limits=limits)
        if not rows:
            break
        for place, row in enumerate(rows):
            answer = _send_one(row, send, limits=limits, clock=clock)
            number += isinstance(answer, Sent)
            if isinstance(answer, Trouble | Ended) or clock() >= end:
                outbox.give_back(rows[place + 1 :])
                return number
    return number


def _send_one(
    row: Delivery, send: Send, *, limits: Limits, clock: Clock
) -> Answered | None:
    """Try one message; None where it is not ours or not wanted any more."""
    if row.person is not None and not row.person.is_active:
        outbox.drop(row, _LEFT)
        return None
    if why := unwanted(row, clock()):
        outbox.drop(row, why)
        return None
    if not outbox.begin(row, clock(), limits=limits):
        return None
    answer = send(row)
    if row.webhook is None and isinstance(answer, Sent) and not mail.is_set_up():
        outbox.drop(row, NOT_SET_UP)
        return None
    outbox.record(row, answer, clock())
    return answer
