"""How the outbox stands: what the desk and the operator are told of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.models import Delivery, Line, Webhook
from tracker.notices import mail
from tracker.rules.vocabulary import DeliveryState

_SOON = timedelta(minutes=5)
_MOST = 10_000


@dataclass(frozen=True, kw_only=True)
class LineTrouble:
    """One line that fails, and what waits behind it."""

    name: str
    is_mail: bool
    problem: str
    since: datetime | None
    next_try_at: datetime | None
    waiting: int


@dataclass(frozen=True, kw_only=True)
class StoppedHook:
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """What is wrong with being told; `unsent_since` is of the oldest message that only
    waits for a worker."""

    is_mail_set_up: bool
    lines: tuple[LineTrouble, ...]
    stopped: tuple[StoppedHook, ...]
    failed: int
    waiting: int
    unsent_since: datetime | None

    @property
    def is_in_trouble(self) -> bool:
        """Whether somebody has to see to something now."""
        return bool(self.lines or self.stopped or self.failed or self.unsent_since)


def outbox(now: datetime) -> Outbox:
    """Four questions of the database, however much waits."""
    failing = list(
        Line.objects.filter(failures__gt=0)
        .exclude(webhook__stopped_because__gt="")
        .select_related("webhook")
        .order_by("failing_since", "pk")
    )
    due = list(
        Delivery.objects.pending()
        .order_by("due_at")
        .values_list("webhook", "due_at")[:_MOST]
    )
    waiting: Counter[int | None] = Counter(webhook for webhook, _ in due)
    resting = {line.webhook_id for line in failing}
    late = [at for hook, at in due if hook not in resting and at < now - _SOON]
    # What a person switched off is no trouble: that person knows.
    stopped = Webhook.objects.exclude(stopped_because="").filter(line__failures__gt=0)
    return Outbox(
        is_mail_set_up=mail.is_set_up(),
        lines=tuple(_trouble(line, waiting[line.webhook_id]) for line in failing),
        stopped=tuple(
            StoppedHook(name=row.name, why=row.stopped_because) for row in stopped
        ),
        failed=Delivery.objects.filter(state=DeliveryState.FAILED).count(),
        waiting=len(due),
        unsent_since=min(late, default=None),
    )


def _trouble(line: Line, waiting: int) -> LineTrouble:
    return LineTrouble(
        name=str(line),
        is_mail=line.webhook_id is None,
        problem=line.problem,
        since=line.failing_since,
        next_try_at=line.rest_until,
        waiting=waiting,
    )
