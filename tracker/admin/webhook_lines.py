"""Webhooks as lines of their page: what they are told of, and how they fare."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ObjectDoesNotExist

from tracker.models import Line, Webhook
from tracker.rules.vocabulary import NoticeKind, WebhookKind
from tracker.rules.wording import label_of


@dataclass(frozen=True, kw_only=True)
class WebhookLine:
    """`site` is all that is shown of the address."""

    pk: int
    name: str
    kind: str
    site: str
    kinds: tuple[str, ...]
    is_active: bool
    stopped_because: str
    problem: str
    failing_since: datetime | None
    next_try_at: datetime | None
    last_success_at: datetime | None
    last_failure_at: datetime | None


def webhook_lines() -> tuple[WebhookLine, ...]:
    """All webhooks, in one question."""
    return tuple(_line(row) for row in Webhook.objects.select_related("line"))


def _line(row: Webhook) -> WebhookLine:
    line = _way(row)
    return WebhookLine(
        pk=row.pk,
        name=row.name,
        kind=label_of(WebhookKind(row.kind)),
        site=urlsplit(row.address).netloc,
        kinds=tuple(label_of(NoticeKind(kind)) for kind in row.kinds),
        is_active=row.is_active,
        stopped_because=row.stopped_because,
        problem=line.problem,
        failing_since=line.failing_since,
        next_try_at=line.rest_until,
        last_success_at=line.last_success_at,
        last_failure_at=line.last_failure_at,
    )


def _way(row: Webhook) -> Line:
    try:
        return row.line
    except ObjectDoesNotExist:
        return Line()
