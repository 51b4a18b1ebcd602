"""A worker that is killed between the mail server's yes and its own commit."""

import os
import signal
import subprocess
import sys
from collections import Counter
from email.message import Message

import pytest
from django.conf import settings

from tests.notices.conftest import Clock, letter_to
from tests.notices.mailbox import Mailbox, serving
from tracker.models import Delivery
from tracker.notices import mail

pytestmark = pytest.mark.django_db(transaction=True)

LEASE = 2.0
WORK = f"""
import django; django.setup()
from datetime import UTC, datetime
from tracker.engine.fetch import Gate
from tracker.notices.sending import send_due
from tracker.rules.limits import Limits
send_due(gate=Gate(), limits=Limits(lease={LEASE}), seconds=20,
         clock=lambda: datetime.now(UTC))
"""


def start(environment: dict[str, str], box: Mailbox) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WORK],
        cwd=settings.BASE_DIR,
        env=environment
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "ON_RECORD_SECRET_KEY": "a-secret-that-protects-nothing-but-tests",
            "ON_RECORD_EMAIL_URL": f"smtp://127.0.0.1:{box.port}",
        },
    )


def test_nothing_is_lost_and_what_comes_twice_has_one_name(
    worker_environment: dict[str, str], clock: Clock
) -> None:
    rows = [letter_to("anna", f"letter:{number}", now=clock.now) for number in range(9)]
    box = Mailbox()
    running: list[subprocess.Popen[bytes]] = []

    def kill_at_the_fifth(letter: Message) -> None:
        if len(box.letters) == 5:
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()

    box.taken = kill_at_the_fifth
    with serving(box):
        running.append(start(worker_environment, box))
        assert running[0].wait(timeout=60) == -signal.SIGKILL
        assert Delivery.objects.filter(state="sent").count() == 4
        held = Delivery.objects.filter(tried_at__isnull=False, state="pending").get()

        while Delivery.objects.filter(state="pending").exists():
            assert start(worker_environment, box).wait(timeout=60) == 0

    assert Delivery.objects.filter(state="sent").count() == 9
    counted = Counter(box.ids())
    assert set(counted) == {mail.message_id(row.key) for row in rows}
    assert counted.pop(mail.message_id(held.key)) == 2
    assert set(counted.values()) == {1}
