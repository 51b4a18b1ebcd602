"""Webhooks against a real server on loopback."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.engine.looking import Pages, serving
from tests.notices.conftest import Clock, find, send
from tracker.engine.fetch import Gate
from tracker.models import Delivery, Line, Webhook
from tracker.notices import health, keeping
from tracker.notices import tell as telling
from tracker.review.errors import Invalid
from tracker.rules.vocabulary import WebhookKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


@pytest.fixture
def gate(pages: Pages) -> Gate:
    return Gate(allow=frozenset({("127.0.0.1", pages.port)}), deadline=5.0)


@pytest.fixture
def hook(pages: Pages, db: None) -> Webhook:
    return Webhook.objects.create(
        name="Newsroom",
        kind=WebhookKind.SLACK,
        address=pages.url("/hook"),
        kinds=["urgent_finding"],
    )


def happen(clock: Clock) -> None:
    find(now=clock.now)
    telling.scan(clock.now)


def test_news_are_posted_once(
    clock: Clock, pages: Pages, gate: Gate, hook: Webhook
) -> None:
    pages.say("/hook", "ok")
    happen(clock)

    assert (send(clock, gate=gate), send(clock, gate=gate)) == (1, 0)

    assert pages.asked[0].startswith("POST /hook HTTP/1.1")
    assert "Urgent finding: Words altered" in pages.asked[0]
    assert Line.objects.get(webhook=hook).last_success_at == clock.now


def test_a_hook_hears_only_what_it_is_for(
    clock: Clock, pages: Pages, gate: Gate, hook: Webhook
) -> None:
    Webhook.objects.update(kinds=["approval_wanted"])
    happen(clock)

    assert send(clock, gate=gate) == 0


def test_a_hook_that_is_gone_is_switched_off_and_shown(
    clock: Clock, pages: Pages, gate: Gate, hook: Webhook
) -> None:
    pages.say("/hook", "closed", status="410 Gone")
    happen(clock)
    happen(clock)

    send(clock, gate=gate)

    hook.refresh_from_db()
    assert "HTTP 410: closed" in hook.stopped_because
    assert set(Delivery.objects.values_list("state", flat=True)) == {"dropped"}
    assert [each.name for each in health.outbox(clock.now).stopped] == ["Newsroom"]


def test_a_pause_that_a_hook_asks_for_is_kept_to_the_second(
    clock: Clock, pages: Pages, gate: Gate, hook: Webhook
) -> None:
    pages.say("/hook", "", status="429 Slow", headers="Retry-After: 600\r\n")
    happen(clock)
    send(clock, gate=gate)
    pages.say("/hook", "ok")

    assert send(clock, gate=gate) == 0
    clock.pass_by(seconds=590)
    assert send(clock, gate=gate) == 0
    clock.pass_by(seconds=30)
    assert send(clock, gate=gate) == 1


@pytest.mark.parametrize("status", ["500 Broken", "404 No", "302 Elsewhere"])
def test_a_hook_that_fails_is_one_trouble_and_gets_all_later(
    status: str, clock: Clock, pages: Pages, gate: Gate, hook: Webhook
) -> None:
    pages.say("/hook", "no", status=status)
    for _ in range(5):
        happen(clock)
    send(clock, gate=gate)
    send(clock, gate=gate)
    assert len(pages.asked) == 1
    assert health.outbox(clock.now).lines[0].waiting == 5

    pages.say("/hook", "ok")
    clock.pass_by(minutes=2)
    assert send(clock, gate=gate) == 5


def test_a_private_address_is_never_posted_to(
    clock: Clock, pages: Pages, hook: Webhook
) -> None:
    happen(clock)

    assert send(clock, gate=Gate()) == 0

    assert pages.asked == []
    assert "ON_RECORD_FETCH_ALLOW" in Line.objects.get(webhook=hook).problem


def test_a_dead_mail_server_holds_up_no_webhook(
    clock: Clock, pages: Pages, gate: Gate, hook: Webhook
) -> None:
    Line.objects.create(
        failures=3, problem="away", failing_since=clock.now,
        rest_until=clock.now + timedelta(hours=1),
    )  # fmt: skip
    pages.say("/hook", "ok")
    happen(clock)

    assert send(clock, gate=gate) == 1


def test_a_test_says_what_the_hook_answered(
    clock: Clock, pages: Pages, gate: Gate, hook: Webhook
) -> None:
    pages.say("/hook", "invalid_token", status="403 Forbidden")

    taken, said = keeping.try_out(hook, gate=gate, now=clock.now)

    assert (taken, said) == (False, "HTTP 403: invalid_token")
    assert "This is a test of the webhook" in pages.asked[0]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://", "javascript:1"])
def test_an_address_that_is_none_is_refused(
    address: str, clock: Clock, hook: Webhook
) -> None:
    hook.address = address
    with pytest.raises(Invalid, match="This address cannot be used"):
        keeping.keep(hook, by=None, now=clock.now)  # type: ignore[arg-type]
