"""People of a desk, things that happened, and a mail server on loopback."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.factories import add_claim
from tests.notices.mailbox import Mailbox, serving
from tracker.engine.fetch import Gate
from tracker.models import Claim, Delivery, ReviewItem
from tracker.notices.sending import send_due
from tracker.review.items import Opening, open_item
from tracker.review.roles import EDITOR
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import ReviewKind, Urgency


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now


def person(name: str, *groups: str, email: str = "") -> User:
    user = User.objects.create_user(
        name, email=email or f"{name}@example.org", is_staff=True
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def find(
    claim: Claim | None = None,
    *,
    now: datetime,
    kind: ReviewKind = ReviewKind.WORDS_ALTERED,
    urgency: Urgency = Urgency.URGENT,
    is_confirmed: bool = True,
) -> ReviewItem:
    opening = Opening(
        kind=kind,
        urgency=urgency,
        is_confirmed=is_confirmed,
        claim=claim or add_claim(),
    )
    return open_item(opening, now=now)


def letter_to(name: str, key: str, *, now: datetime) -> Delivery:
    return Delivery.objects.create(
        key=key,
        recipient=f"{name}@example.org",
        payload={"subject": f"About {key}", "text": "It is so.", "html": "<p>So.</p>"},
        made_at=now,
        wanted_at=now,
        due_at=now,
    )


def send(clock: Clock, *, seconds: float = 30.0, gate: Gate | None = None) -> int:
    return send_due(gate=gate or Gate(), limits=Limits(), seconds=seconds, clock=clock)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def anna(db: None) -> User:
    return person("anna", EDITOR)


@pytest.fixture
def boris(db: None) -> User:
    return person("boris", EDITOR)


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    with serving(Mailbox()) as box:
        use_server(settings, box)
        yield box


def use_server(settings: Settings, box: Mailbox) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
