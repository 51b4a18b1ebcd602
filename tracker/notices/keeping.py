"""What chiefs do with webhooks: keep one, try it, switch it off and on."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from tracker.engine.addresses import normalise
from tracker.engine.errors import EngineError
from tracker.engine.fetch import Gate
from tracker.models import Line, Webhook
from tracker.notices import hooks, outbox, posts
from tracker.notices.answers import Sent
from tracker.review.errors import Invalid
from tracker.rules.vocabulary import WebhookKind

SHORTEST_SECRET = 16


def keep(webhook: Webhook, *, by: User, now: datetime) -> Webhook:
    """Write a new or changed webhook down; it works from now on."""
    try:
        webhook.address = normalise(webhook.address)
    except EngineError as error:
        raise Invalid(
            f"This address cannot be used: {error}. Copy the whole address that the"
            " receiver shows, beginning with https://."
        ) from error
    if webhook.kind == WebhookKind.JSON and len(webhook.secret) < SHORTEST_SECRET:
        raise Invalid(
            f"Enter a secret of at least {SHORTEST_SECRET} characters: it signs what is"
            " sent, and the receiver needs the same."
        )
    if webhook.pk is None:
        webhook.made_by, webhook.made_at = by, now
    webhook.save()
    return webhook


def try_out(webhook: Webhook, *, gate: Gate, now: datetime) -> tuple[bool, str]:
    """Post a sample at once. Returns whether it was taken, and the answer in words."""
    said = posts.sample(site=settings.SITE_URL, at=now)
    answer = hooks.ask(webhook, said, key=f"test:{uuid4()}", gate=gate, now=now)
    meaning = hooks.meaning(answer)
    if isinstance(meaning, Sent):
        return True, hooks.in_words(answer)
    return False, meaning.problem


@transaction.atomic
def switch_off(webhook: Webhook, *, by: User) -> None:
    """Post nothing more; what waits for it is dropped."""
    outbox.stop(webhook, f"Switched off by {by.get_username()}")
    _calm(webhook)


@transaction.atomic
def switch_on(webhook: Webhook) -> None:
    """Post what happens from now on."""
    Webhook.objects.filter(pk=webhook.pk).update(stopped_because="")
    _calm(webhook)


def _calm(webhook: Webhook) -> None:
    lines = Line.objects.filter(webhook=webhook)
    lines.update(failures=0, problem="", failing_since=None, rest_until=None)
