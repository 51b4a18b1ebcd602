"""Webhooks: a post through the engine's one gate, and what the answer means."""

from datetime import datetime

from tracker.engine.fetch import Gate, fetch
from tracker.engine.pauses import retry_after
from tracker.engine.types import Fetched
from tracker.models import Webhook
from tracker.notices import posts
from tracker.notices.answers import Answered, Ended, Later, Sent, Trouble
from tracker.notices.plain import one_line
from tracker.rules.vocabulary import CheckOutcome, WebhookKind

_GONE, _TOO_MANY = 410, 429
# About this one message; everything else that is refused is about the webhook.
_OF_THE_MESSAGE = frozenset({400, 413, 415, 422})
_ADVICE = {
    CheckOutcome.REFUSED_SSRF: (
        " Webhooks go to public addresses; ON_RECORD_FETCH_ALLOW names those of this"
        " machine that may be asked, ON_RECORD_FETCH_PORTS further ports."
    ),
}


def send(
    webhook: Webhook, said: posts.Payload, *, key: str, gate: Gate, now: datetime
) -> Answered:
    """Post a payload to a webhook."""
    return meaning(ask(webhook, said, key=key, gate=gate, now=now))


def ask(
    webhook: Webhook, said: posts.Payload, *, key: str, gate: Gate, now: datetime
) -> Fetched:
    request = posts.request(
        said,
        kind=WebhookKind(webhook.kind),
        address=webhook.address,
        secret=webhook.secret,
        key=key,
        now=now,
    )
    return fetch(request, gate=gate)


def meaning(answer: Fetched) -> Answered:
    """What an answer means for the message and for the webhook."""
    if answer.problem:
        advice = _ADVICE.get(answer.problem.outcome, "")
        return Trouble(f"Not delivered: {answer.problem.reason}.{advice}")
    if 200 <= answer.status < 300:
        return Sent()
    said = in_words(answer)
    if answer.status == _GONE:
        return Ended(f"{said}. It wants no more posts.")
    if answer.status == _TOO_MANY:
        return Trouble(f"{said}. It asked for a pause.", until=retry_after(answer))
    if answer.status in _OF_THE_MESSAGE:
        return Later(said)
    if 300 <= answer.status < 400:
        return Trouble(f"{said}. Redirects are not followed: enter the last address.")
    return Trouble(said, until=retry_after(answer))


def in_words(answer: Fetched) -> str:
    """The answer in a line: its status and the beginning of what it says."""
    words = one_line(answer.body[:1000].decode("utf-8", "replace"), most=200)
    return f"HTTP {answer.status}" + (f": {words}" if words else "")
